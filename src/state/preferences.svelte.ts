import { MediaQuery } from 'svelte/reactivity';
import { chooseLocale, locales, type Locale } from '#i18n/locale.ts';

export type Theme = 'light' | 'dark';

/** Where choices of language and theme are kept between visits; nothing else is ever written there. */
export interface PreferenceStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Language and theme. Until a person chooses, both follow the browser. */
export class Preferences {
  locale = $state<Locale>('en');
  #chosen = $state<Theme | null>(null);
  #dark = new MediaQuery('(prefers-color-scheme: dark)');
  #store: PreferenceStore | null;

  constructor(store: PreferenceStore | null, languages: readonly string[]) {
    this.#store = store;
    const kept = this.#read('locale');
    this.locale = locales.find((locale) => locale === kept) ?? chooseLocale(languages);
    const theme = this.#read('theme');
    if (theme === 'light' || theme === 'dark') this.#chosen = theme;
  }

  /** the theme in force */
  get theme(): Theme {
    return this.#chosen ?? (this.#dark.current ? 'dark' : 'light');
  }

  setLocale(locale: Locale): void {
    this.locale = locale;
    this.#write('locale', locale);
  }

  toggleTheme(): void {
    this.#chosen = this.theme === 'dark' ? 'light' : 'dark';
    this.#write('theme', this.#chosen);
  }

  #read(key: string): string | null {
    try {
      return this.#store?.getItem(`perennial.${key}`) ?? null;
    } catch {
      return null; // storage may be forbidden; the browser's own preference stands
    }
  }

  #write(key: string, value: string): void {
    try {
      this.#store?.setItem(`perennial.${key}`, value);
    } catch {
      this.#store = null; // the choice holds for this visit
    }
  }
}
