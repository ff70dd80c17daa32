import { CodedError } from '#base/error.ts';
import { brokenBytes } from './reading-error.ts';

/** Most bytes that one compressed byte may become before the file is taken for a bomb; only judged above `freeBytes`. */
const largestRatio = 200;
const freeBytes = 256 * 1024 * 1024;

/** Some runtimes hand on a whole file at once. */
const largestPiece = 1024 * 1024;

export interface BytesRead {
  bytes: Uint8Array;
  /** of the file as it lies on the disk */
  bytesRead: number;
}

/** True when the bytes begin as gzip does. */
export function isGzip(first: Uint8Array): boolean {
  return first[0] === 0x1f && first[1] === 0x8b;
}

/**
 * The bytes of a file piece by piece, unpacked when it is gzip; of a trusted one any number.
 * @throws CodedError `import/canceled`, `import/unreadable` (the file went away or changed), `import/damaged-gzip`, `import/bomb`.
 */
export async function* fileBytes(file: Blob, signal: AbortSignal, trusted = false): AsyncGenerator<BytesRead> {
  const gzip = isGzip(new Uint8Array(await file.slice(0, 2).arrayBuffer().catch(unreadable)));
  let packed = 0;
  let unpacked = 0;
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      packed += chunk.byteLength;
      controller.enqueue(chunk);
    },
  });
  const source = file.stream().pipeThrough(counter);
  const reader = (gzip ? source.pipeThrough(new DecompressionStream('gzip')) : source).getReader();
  const abort = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', abort, { once: true });
  try {
    for (;;) {
      if (signal.aborted) throw new CodedError('import/canceled');
      const piece = await reader.read().catch(gzip ? damaged : unreadable);
      if (signal.aborted) throw new CodedError('import/canceled');
      if (piece.done) return;
      unpacked += piece.value.byteLength;
      if (gzip && !trusted && unpacked > freeBytes && unpacked > packed * largestRatio)
        throw new CodedError('import/bomb', { ratio: largestRatio });
      for (let at = 0; at < piece.value.byteLength; at += largestPiece) {
        if (signal.aborted) throw new CodedError('import/canceled');
        yield { bytes: piece.value.subarray(at, at + largestPiece), bytesRead: packed };
      }
    }
  } finally {
    signal.removeEventListener('abort', abort);
    await reader.cancel().catch(() => undefined);
  }
}

function unreadable(cause: unknown): never {
  throw new CodedError('import/unreadable', {}, { detail: String(cause), cause });
}

function damaged(cause: unknown): never {
  throw brokenBytes(cause, 'import/damaged-gzip');
}
