import type { TextPlan } from './choose-encoding.ts';
import { textDecoder } from './decode-text.ts';
import { fileBytes, type BytesRead } from './file-bytes.ts';

/**
 * The text of a file as UTF-8, piece by piece, without a byte-order mark. UTF-8 is handed on as it stands; other encodings are decoded,
 * their damaged bytes becoming U+FFFD. Throws what `fileBytes` throws.
 */
export async function* utf8Pieces(
  file: Blob,
  { encoding, damaged }: TextPlan,
  signal: AbortSignal,
  trusted = false,
): AsyncGenerator<BytesRead> {
  const asIs = encoding === 'utf-8' && !damaged;
  const decode = textDecoder(encoding, false);
  const encoder = new TextEncoder();
  let read = 0;
  let first = true;
  for await (const { bytes, bytesRead } of fileBytes(file, signal, trusted)) {
    read = bytesRead;
    const piece = asIs ? (first ? withoutMark(bytes) : bytes) : encoder.encode(decode(bytes));
    first = false;
    if (piece.length > 0) yield { bytes: piece, bytesRead };
  }
  const rest = asIs ? '' : decode(null);
  if (rest !== '') yield { bytes: encoder.encode(rest), bytesRead: read };
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
