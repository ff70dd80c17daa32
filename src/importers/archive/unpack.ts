import { CodedError } from '#base/error.ts';
import { crc32 } from '../crc32.ts';
import { brokenBytes } from '../reading-error.ts';

/** Unpacked bytes are handed to the browser in pieces of this size, which may keep them outside memory. */
const pieceBytes = 8 * 1024 * 1024;

/** How a packed thing is unpacked: `check` sees every count of bytes so far and throws when it is too much; `damaged` is the error of broken bytes. */
export interface Unpacking {
  format: 'gzip' | 'deflate-raw';
  check(size: number): void;
  damaged: string;
  /** CRC-32 that the bytes must have; absent when the format checks its own */
  crc?: number;
}

/**
 * The unpacked bytes as a blob. Stops at the first piece that is too much and keeps nothing.
 * @throws CodedError what `check` throws, the code `damaged`, `import/unreadable`, `import/canceled`.
 */
export async function unpack(packed: Blob, { format, check, damaged, crc }: Unpacking, signal: AbortSignal): Promise<Blob> {
  const reader = packed.stream().pipeThrough(new DecompressionStream(format)).getReader();
  const broken = (cause: unknown): never => {
    throw brokenBytes(cause, damaged);
  };
  let size = 0;
  let sum = 0;
  let held = 0;
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  const blobs: Blob[] = [];
  const hold = (): void => {
    blobs.push(new Blob(pieces));
    pieces = [];
    held = 0;
  };
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(broken);
      if (signal.aborted) throw new CodedError('import/canceled');
      if (done) break;
      size += value.byteLength;
      check(size);
      if (crc !== undefined) sum = crc32(value, sum);
      pieces.push(value);
      held += value.byteLength;
      if (held >= pieceBytes) hold();
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
  if (crc !== undefined && sum !== crc) broken('checksum');
  hold();
  return new Blob(blobs);
}
