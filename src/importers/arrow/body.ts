import { decompress } from 'fzstd';
import { CodedError } from '#base/error.ts';
import type { FlatTable } from './flatbuffer.ts';
import { unpackLz4 } from './lz4.ts';

/** Most bytes that one byte may become; judged only above `freeBytes`. */
const largestRatio = 200;
const freeBytes = 256 * 1024 * 1024;
const largestBody = 1024 * 1024 * 1024;
const zstd = 1;

/**
 * The body of a record batch with every buffer unpacked; the places of the buffers in `batch` are rewritten to match. Each packed buffer begins
 * with its unpacked size as a 64-bit number, -1 when it is not packed. Source: Arrow columnar format 1.4, "Compression".
 * @throws CodedError `import/bomb`, and RangeError or Error on bytes that cannot be unpacked.
 */
export function unpackBody(batch: FlatTable, body: Uint8Array, trusted: boolean): Uint8Array {
  const codec = batch.table(3)?.uint8(0) ?? 0;
  const regions = batch.structs(2, 16).map((place) => {
    const [offset, length] = [Number(place.getBigInt64(0, true)), Number(place.getBigInt64(8, true))];
    if (offset < 0 || length < 0 || offset + length > body.length) throw new RangeError('buffer outside the body');
    const bytes = body.subarray(offset, offset + length);
    return { place, packed: bytes.subarray(8), size: length === 0 ? 0 : sizeOf(bytes) };
  });
  const total = regions.reduce((sum, { packed, size }) => sum + padded(size < 0 ? packed.length : size), 0);
  if (!trusted && total > freeBytes && total > body.length * largestRatio) throw new CodedError('import/bomb', { ratio: largestRatio });
  if (total > largestBody) throw new CodedError('import/unsupported', { format: 'Arrow', feature: 'batch > 1 GB' });
  const out = new Uint8Array(total);
  let at = 0;
  for (const { place, packed, size } of regions) {
    const bytes = size < 0 ? packed : size === 0 ? packed.subarray(0, 0) : unpacked(codec, packed, size);
    out.set(bytes, at);
    place.setBigInt64(0, BigInt(at), true);
    place.setBigInt64(8, BigInt(bytes.length), true);
    at += padded(bytes.length);
  }
  return out;
}

function sizeOf(bytes: Uint8Array): number {
  if (bytes.length < 8) throw new RangeError('buffer without its size');
  return Number(new DataView(bytes.buffer, bytes.byteOffset).getBigInt64(0, true));
}

function unpacked(codec: number, packed: Uint8Array, size: number): Uint8Array {
  if (codec !== zstd) return unpackLz4(packed, size);
  const bytes = decompress(packed, new Uint8Array(size));
  if (bytes.length !== size) throw new RangeError(`Zstandard frame of ${bytes.length} bytes instead of ${size}`);
  return bytes;
}

function padded(length: number): number {
  return (length + 7) & ~7;
}
