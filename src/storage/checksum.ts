import { hashedAtOnce } from './limits.ts';

/** SHA-256 of a text as UTF-8, in hexadecimal. */
export async function checksumOf(text: string): Promise<string> {
  return hexOf(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/**
 * The hash of a file's bytes, in memory that does not grow with the file: SHA-256 over the SHA-256 of every 8 MiB, in hexadecimal.
 * Rejects with the browser's `NotReadableError` when the file is gone or has changed.
 */
export async function hashOf(file: Blob): Promise<string> {
  const hashes: ArrayBuffer[] = [];
  for (let start = 0; start === 0 || start < file.size; start += hashedAtOnce) {
    hashes.push(await crypto.subtle.digest('SHA-256', await file.slice(start, start + hashedAtOnce).arrayBuffer()));
  }
  return hexOf(await crypto.subtle.digest('SHA-256', await new Blob(hashes).arrayBuffer()));
}

function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
