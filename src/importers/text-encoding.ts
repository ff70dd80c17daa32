import { CodedError } from '#base/error.ts';
import { textDecoder } from './decode-text.ts';

/**
 * The encoding of a file by its first bytes: byte-order mark, else the pattern of zero bytes of UTF-16, else UTF-8, which is then read strictly.
 * Answers a label of the Encoding Standard.
 */
export function detectEncoding(first: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  const little = textUnits(first, 0);
  const big = textUnits(first, 1);
  if (Math.max(little, big) >= leastUnits) return little >= big ? 'utf-16le' : 'utf-16be';
  return 'utf-8';
}

/** Share of 16-bit units that must be characters of texts for bytes to be UTF-16. */
const leastUnits = 0.95;

/** Share of the first 16-bit units that are characters of tables (Latin, Greek, Cyrillic, kana, Han, Hangul, full width), `high` the place of the high byte; 0 when no byte is zero. */
function textUnits(first: Uint8Array, high: 0 | 1): number {
  const pairs = Math.min(first.length, 4096) >> 1;
  let zeros = 0;
  let known = 0;
  for (let index = 0; index < pairs; index += 1) {
    const top = first[index * 2 + 1 - high] as number;
    const low = first[index * 2 + high] as number;
    if (top === 0) zeros += 1;
    if (top === 0 ? (low >= 32 && low !== 127) || (low >= 9 && low <= 13) : isTextPage(top)) known += 1;
  }
  return pairs >= 2 && zeros > 0 ? known / pairs : 0;
}

function isTextPage(top: number): boolean {
  return top <= 0x04 || top === 0x20 || top === 0x30 || (top >= 0x4e && top <= 0x9f) || (top >= 0xac && top <= 0xd7) || top === 0xff;
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
  let decode: (bytes: Uint8Array | null) => string;
  try {
    decode = textDecoder(encoding, true);
  } catch {
    throw new CodedError('import/encoding-unknown', { encoding });
  }
  return (bytes) => {
    try {
      return decode(bytes);
    } catch {
      throw new CodedError('import/encoding', { encoding });
    }
  };
}
