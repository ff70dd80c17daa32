import { CodedError } from '#base/error.ts';
import { unpackBody } from './body.ts';
import { tableAt } from './flatbuffer.ts';
import { verifyBatch, verifySchema } from './verify.ts';

const kind = { schema: 1, dictionary: 2, batch: 3 };
/** Largest body that is held at once, packed or unpacked. */
const largestBody = 1024 * 1024 * 1024;

/** Progress and doubt of a reading that goes on. */
export interface Reading {
  bytesRead: number;
  /** go on although a body unpacks to more than is plausible */
  trusted: boolean;
}

/**
 * The messages of an Arrow IPC stream that begins at `start`, one piece each, in the form that apache-arrow reads: compressed bodies unpacked.
 * Only one is held at a time. A stream may end without its end mark, as some writers leave it, but not inside a message.
 * @throws CodedError `import/damaged`, `import/bomb`, `import/unsupported`, `import/unreadable`, `import/canceled`.
 */
export async function* messages(file: Blob, start: number, reading: Reading, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let at = start; at + 4 <= file.size;) {
    const found = await messageAt(file, at, reading, signal);
    if (!found) return;
    yield found.bytes;
    at = found.end;
    reading.bytesRead = at;
  }
}

/** The message that begins at a place, null when the end mark is there. Throws what `messages` throws. */
export async function messageAt(
  file: Blob,
  at: number,
  reading: Reading,
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array; end: number } | null> {
  if (signal.aborted) throw new CodedError('import/canceled');
  const head = new DataView((await bytesAt(file, at, at + 8)).buffer);
  const marked = head.getInt32(0, true) === -1;
  if (marked && head.byteLength < 8) throw damaged('cut');
  const length = head.getInt32(marked ? 4 : 0, true);
  if (length === 0) return null;
  const from = at + (marked ? 8 : 4);
  if (length < 8 || from + length > file.size) throw damaged(`message of ${length} bytes`);
  const metadata = await bytesAt(file, from, from + length);
  const { bodyLength, bytes } = await message(file, metadata, from + length, reading);
  return { bytes, end: from + length + bodyLength };
}

async function message(file: Blob, metadata: Uint8Array, at: number, reading: Reading): Promise<{ bodyLength: number; bytes: Uint8Array }> {
  try {
    const root = tableAt(metadata, new DataView(metadata.buffer).getUint32(0, true));
    const bodyLength = Number(root.int64(3));
    if (bodyLength < 0 || at + bodyLength > file.size) throw damaged(`body of ${bodyLength} bytes`);
    if (bodyLength > largestBody) throw new CodedError('import/unsupported', { format: 'Arrow', feature: 'batch > 1 GB' });
    const type = root.uint8(1);
    let body: Uint8Array = await bytesAt(file, at, at + bodyLength);
    const header = root.table(2);
    root.tables(4);
    if (!header) throw damaged('message without a header');
    if (type === kind.schema) verifySchema(header);
    const batch = type === kind.batch ? header : type === kind.dictionary ? header.table(1) : null;
    if (batch?.has(3)) {
      body = unpackBody(batch, body, reading.trusted);
      batch.remove(3);
      root.setInt64(3, BigInt(body.length));
    }
    if (batch) verifyBatch(batch, body.length);
    return { bodyLength, bytes: framed(metadata, body) };
  } catch (thrown) {
    throw thrown instanceof CodedError ? thrown : damaged(String(thrown));
  }
}

/** Metadata and body as one message, the body at a multiple of eight. */
function framed(metadata: Uint8Array, body: Uint8Array): Uint8Array {
  const padded = (metadata.length + 7) & ~7;
  const bytes = new Uint8Array(8 + padded + body.length);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, -1, true);
  view.setInt32(4, padded, true);
  bytes.set(metadata, 8);
  bytes.set(body, 8 + padded);
  return bytes;
}

/** Part of the file; less when it ends before. Throws `import/unreadable`. */
export async function bytesAt(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch (cause) {
    throw new CodedError('import/unreadable', {}, { detail: String(cause), cause });
  }
}

/** What is said of bytes that are not Arrow all through. */
export function damaged(detail: string): CodedError {
  return new CodedError('import/damaged', { format: 'Arrow' }, { detail });
}
