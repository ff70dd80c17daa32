import { CodedError } from '#base/error.ts';

/** What a browser's storage threw, as an error of ours: `storage/no-room` when the quota is used up, `storage/outdated` when a newer version of the site holds the database, otherwise `storage/failed`. */
export function storageFailure(thrown: unknown): CodedError {
  if (thrown instanceof CodedError) return thrown;
  const name = thrown instanceof DOMException || thrown instanceof Error ? thrown.name : '';
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  const code = { QuotaExceededError: 'storage/no-room', VersionError: 'storage/outdated' }[name] ?? 'storage/failed';
  return new CodedError(code, {}, { detail: `${name}: ${detail}`, cause: thrown });
}

/** The answer of a storage call; whatever it throws becomes an error of ours. */
export async function guarded<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (thrown) {
    throw storageFailure(thrown);
  }
}
