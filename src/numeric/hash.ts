/**
 * Mixes 32 bits so that every input bit changes every output bit with probability near one half.
 * Input and output are unsigned 32-bit integers. Source: finaliser of MurmurHash3 (Austin Appleby), `fmix32`.
 */
export function mix(bits: number): number {
  let h = bits | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * Hashes a text to an unsigned 32-bit integer over its UTF-8 bytes.
 * Source: FNV-1a, 32 bits (Fowler, Noll, Vo; RFC 9923). Different texts may collide: about 1 pair in 4 billion.
 */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  const add = (byte: number) => {
    h = Math.imul(h ^ byte, 0x01000193);
  };
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) add(code);
    else if (code < 0x800) {
      add(0xc0 | (code >> 6));
      add(0x80 | (code & 63));
    } else if (code < 0x10000) {
      add(0xe0 | (code >> 12));
      add(0x80 | ((code >> 6) & 63));
      add(0x80 | (code & 63));
    } else {
      add(0xf0 | (code >> 18));
      add(0x80 | ((code >> 12) & 63));
      add(0x80 | ((code >> 6) & 63));
      add(0x80 | (code & 63));
    }
  }
  return h >>> 0;
}
