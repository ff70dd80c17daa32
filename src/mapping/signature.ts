import { normaliseName } from './names/normalise.ts';

/** Eight hex digits that are the same for every file with the same column names in the same order (FNV-1a). */
export function signatureOf(columns: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const character of columns.map(normaliseName).join('\u0000')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
