const magic = 0x184d2204;

/**
 * Unpacks one LZ4 frame into as many bytes as it is known to become. Checksums are passed over.
 * Source: LZ4 Frame Format 1.6.4 and LZ4 Block Format. Throws RangeError on anything else.
 */
export function unpackLz4(packed: Uint8Array, size: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (view.getUint32(0, true) !== magic) throw new RangeError('no LZ4 frame');
  const flags = view.getUint8(4);
  if (flags >> 6 !== 1 || flags & 1) throw new RangeError('an LZ4 frame of another version or with a dictionary');
  const out = new Uint8Array(size);
  let at = 7 + (flags & 8 ? 8 : 0);
  let filled = 0;
  for (;;) {
    const head = view.getUint32(at, true);
    at += 4;
    if (head === 0) break;
    const length = head & 0x7fffffff;
    const block = packed.subarray(at, at + length);
    if (block.length < length) throw new RangeError('LZ4 block beyond the end');
    if (head >>> 31) {
      out.set(block, filled);
      filled += length;
    } else filled = unpackBlock(block, out, filled);
    at += length + (flags & 16 ? 4 : 0);
  }
  if (filled !== size) throw new RangeError(`LZ4 frame of ${filled} bytes instead of ${size}`);
  return out;
}

/** Writes one block behind what is there; matches may reach back into it. Answers the new end. */
function unpackBlock(block: Uint8Array, out: Uint8Array, start: number): number {
  let at = 0;
  let filled = start;
  const lengthFrom = (nibble: number): number => {
    let length = nibble;
    if (nibble === 15)
      for (let more = 255; more === 255; length += more) {
        if (at >= block.length) throw new RangeError('LZ4 length beyond the end');
        more = block[at] as number;
        at += 1;
      }
    return length;
  };
  while (at < block.length) {
    const token = block[at] as number;
    at += 1;
    const literals = lengthFrom(token >> 4);
    if (at + literals > block.length || filled + literals > out.length) throw new RangeError('LZ4 literals beyond the end');
    out.set(block.subarray(at, at + literals), filled);
    at += literals;
    filled += literals;
    if (at >= block.length) return filled;
    const distance = (block[at] as number) | ((block[at + 1] ?? 0) << 8);
    at += 2;
    const length = lengthFrom(token & 15) + 4;
    if (distance === 0 || distance > filled || filled + length > out.length) throw new RangeError('LZ4 match beyond the end');
    if (distance >= length) out.copyWithin(filled, filled - distance, filled - distance + length);
    else for (let index = 0; index < length; index += 1) out[filled + index] = out[filled + index - distance] as number;
    filled += length;
  }
  return filled;
}
