import { CodedError } from '#base/error.ts';

/** What a file may unpack to before a person must say that it is trusted: entries, bytes in all, bytes from one packed byte (judged above `free`). */
export const unpackingLimits = { entries: 1_000, bytes: 1024 ** 3, ratio: 200, free: 256 * 1024 ** 2 } as const;

/** One packed byte of deflate becomes at most this many. */
const deflateAtMost = 1_032;

/**
 * Refuses what unpacks to too much: `size` bytes from `packed`, declared or counted so far.
 * @throws CodedError `import/unpacked-too-large`, `import/bomb`; neither when the file is trusted.
 */
export function refuseBomb(packed: number, size: number, trusted: boolean): void {
  if (trusted) return;
  const { bytes, ratio, free } = unpackingLimits;
  if (size > bytes) throw new CodedError('import/unpacked-too-large', { limit: bytes / 1024 ** 3 });
  if (size > free && size > packed * ratio) throw new CodedError('import/bomb', { ratio });
}

/** True when deflate cannot make `size` bytes of `packed`: the declared size is a lie. */
export function impossible(packed: number, size: number): boolean {
  return size > packed * deflateAtMost + deflateAtMost;
}
