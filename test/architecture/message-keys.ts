import type { SourceFile } from './tree.ts';

export type Messages = Record<string, unknown>;

/** Names of the `{parameters}` of a message, once each, sorted. */
export function parametersOf(message: unknown): string[] {
  return [...new Set([...JSON.stringify(message).matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();
}

/** What differs between two languages of one domain: keys that only one has, and parameters that only one uses. */
export function differences(one: Messages, other: Messages): string[] {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => !key.startsWith('$'));
  return keys.flatMap((key) => {
    if (!(key in one) || !(key in other)) return [`${key} is in one language only`];
    const [left, right] = [parametersOf(one[key]).join(), parametersOf(other[key]).join()];
    return left === right ? [] : [`${key} has the parameters ${left || 'none'} and ${right || 'none'}`];
  });
}

/** Keys that no source file names: not as a word, not through a template such as `lenses_${id}_title`, not as an error code `area/what`. */
export function unusedKeys(keys: string[], files: SourceFile[]): string[] {
  const text = files.map((file) => file.text).join('\n');
  const words = new Set(text.match(/[A-Za-z0-9_]+/g));
  const codes = new Set(
    [...text.matchAll(/['"`]([a-z]+\/[a-z-]+)['"`]/g)].map((match) => `error_${(match[1] ?? '').replace(/[/-]/g, '_')}`),
  );
  const templates = [...text.matchAll(/`((?!error_\$)[a-z]+_[a-z0-9_]*(?:\$\{[^}]*\}[a-z0-9_]*)+)`/g)].map(
    (match) => new RegExp(`^${(match[1] ?? '').replace(/\$\{[^}]*\}/g, '\\w+')}$`),
  );
  return keys.filter((key) => {
    if (key.startsWith('$') || words.has(key)) return false;
    if (codes.has(key.replace(/_(what|why|next)$/, ''))) return false;
    return !templates.some((template) => template.test(key));
  });
}
