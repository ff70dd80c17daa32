import type { Locale } from '#i18n/locale.ts';
import overviewEn from './overview.en.md?raw';
import overviewZhHans from './overview.zh-Hans.md?raw';

/** A built-in notebook: the same cells in every language, prose of its own in each. */
export interface Book {
  id: string;
  /** the title in a language, as its front matter says */
  title(locale: Locale): string;
  /** the Markdown in a language */
  text(locale: Locale): string;
}

function book(id: string, versions: Record<Locale, { title: string; text: string }>): Book {
  return { id, title: (locale) => versions[locale].title, text: (locale) => versions[locale].text };
}

/** The built-in notebooks in the order of the rail. */
export const books: readonly Book[] = [
  book('overview', { en: { title: 'Overview', text: overviewEn }, 'zh-Hans': { title: '总览', text: overviewZhHans } }),
];
