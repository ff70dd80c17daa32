import { overwriteGetLocale } from './paraglide/runtime.js';

export type Locale = 'en' | 'zh-Hans';
export const locales: readonly Locale[] = ['en', 'zh-Hans'];

let source: () => Locale = () => 'en';
overwriteGetLocale(() => source());

/** Lets the page say which locale is in force; a reactive source re-renders every message that was read. Returns the undo. */
export function readLocaleFrom(next: () => Locale): () => void {
  const before = source;
  source = next;
  return () => {
    source = before;
  };
}

/** The locale in force. */
export function locale(): Locale {
  return source();
}

/** The better of the two locales for a list of BCP 47 tags; English when none matches. */
export function chooseLocale(tags: readonly string[]): Locale {
  for (const tag of tags) {
    if (/^zh\b/i.test(tag)) return 'zh-Hans';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}
