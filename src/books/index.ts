import type { Locale } from '#i18n/locale.ts';
import { m } from '#i18n/messages.ts';
import overviewEn from './overview.en.md?raw';
import overviewZhHans from './overview.zh-Hans.md?raw';

/** A built-in notebook: the same cells in every language, prose of its own in each. */
export interface Book {
  id: string;
  /** the title in a language, as its front matter says */
  title(locale: Locale): string;
  /** the Markdown in a language; a promise where it must be loaded. A load that failed is tried again by the next who asks */
  text(locale: Locale): string | Promise<string>;
}

const later = import.meta.glob<string>(['./*.md', '!./overview.*.md', '!./README.md'], { query: '?raw', import: 'default' });

/** The message that is a book's title. */
type Title = (inputs: Record<string, never>, options: { locale: Locale }) => string;

/** A book that comes with the page. */
function atHand(id: string, title: Title, texts: Record<Locale, string>): Book {
  return { id, title: (locale) => title({}, { locale }), text: (locale) => texts[locale] };
}

/** A book whose files `<id>.<locale>.md` are loaded when it is opened. */
function onRequest(id: string, title: Title): Book {
  const loads = new Map<Locale, Promise<string>>();
  const load = (locale: Locale): Promise<string> =>
    later[`./${id}.${locale}.md`]!().catch((error: unknown) => {
      loads.delete(locale);
      throw error;
    });
  return {
    id,
    title: (locale) => title({}, { locale }),
    text(locale) {
      const loading = loads.get(locale) ?? load(locale);
      loads.set(locale, loading);
      return loading;
    },
  };
}

/** The built-in notebooks in the order of the rail. */
export const books: readonly Book[] = [
  atHand('overview', m.app_overview, { en: overviewEn, 'zh-Hans': overviewZhHans }),
  onRequest('lifecycle', m.app_book_lifecycle),
  onRequest('profit', m.app_book_profit),
  onRequest('retention', m.app_book_retention),
  onRequest('audit', m.app_book_audit),
  onRequest('scorecards', m.app_book_scorecards),
];
