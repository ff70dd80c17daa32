import { CodedError } from '#base/error.ts';

/**
 * The encoding of a file by its first bytes: byte-order mark, else the pattern of zero bytes of UTF-16, else UTF-8, which is then read strictly.
 * Answers a label of the Encoding Standard.
 */
export function detectEncoding(first: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(first.length, 4096) >> 1;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let index = 0; index < pairs * 2; index += 1) {
    if (first[index] !== 0) continue;
    if (index % 2 === 0) evenZeros += 1;
    else oddZeros += 1;
  }
  if (pairs >= 2 && oddZeros > pairs * 0.4 && evenZeros < pairs * 0.1) return 'utf-16le';
  if (pairs >= 2 && evenZeros > pairs * 0.4 && oddZeros < pairs * 0.1) return 'utf-16be';
  return 'utf-8';
}

const signatures: readonly [readonly number[], string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'ZIP/XLSX'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'XLS'],
  [[0x50, 0x41, 0x52, 0x31], 'Parquet'],
  [[0x25, 0x50, 0x44, 0x46], 'PDF'],
  [[0x89, 0x50, 0x4e, 0x47], 'PNG'],
  [[0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], 'Arrow'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'SQLite'],
];

/** The format of bytes that are not text (`?` when unknown), null when they may be text: a known signature, or over 1 % control bytes. */
export function binaryFormat(first: Uint8Array): string | null {
  for (const [signature, format] of signatures) if (signature.every((byte, index) => first[index] === byte)) return format;
  if (detectEncoding(first) !== 'utf-8') return null;
  const length = Math.min(first.length, 4096);
  let controls = 0;
  for (let index = 0; index < length; index += 1) {
    const byte = first[index] ?? 0;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27 && byte !== 26)) controls += 1;
  }
  return controls > Math.max(2, length * 0.01) ? '?' : null;
}

/**
 * A strict streaming decoder; the byte-order mark is dropped.
 * @throws CodedError `import/encoding-unknown` for a label no browser knows; its function throws `import/encoding` on bytes that are not of the encoding.
 */
export function decoder(encoding: string): (bytes: Uint8Array | null) => string {
  let text: TextDecoder;
  try {
    text = new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new CodedError('import/encoding-unknown', { encoding });
  }
  return (bytes) => {
    try {
      return bytes ? text.decode(bytes, { stream: true }) : text.decode();
    } catch {
      throw new CodedError('import/encoding', { encoding });
    }
  };
}
