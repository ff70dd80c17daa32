import { asCodedError, CodedError } from '#base/error.ts';

/** What the platform throws when a file has gone, has changed or may no longer be read. */
const lost = ['NotReadableError', 'NotFoundError', 'InvalidStateError', 'SecurityError'];

/** What went wrong while a file was read, as a coded error: `import/unreadable` when the platform could not give its bytes any more. */
export function readingError(thrown: unknown): CodedError {
  const isLost = thrown instanceof DOMException && lost.includes(thrown.name);
  return isLost ? new CodedError('import/unreadable', {}, { detail: String(thrown), cause: thrown }) : asCodedError(thrown);
}

/** Why packed bytes could not be unpacked: `import/unreadable` when they are gone, else the code given. */
export function brokenBytes(cause: unknown, code: string): CodedError {
  const error = readingError(cause);
  return error.code === 'import/unreadable' ? error : new CodedError(code, {}, { detail: String(cause), cause });
}
