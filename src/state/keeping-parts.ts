import type { ProjectStore } from '#storage/store.ts';
import { aloneTab, type TabMessage, type Tabs } from '#storage/tabs.ts';

/**
 * saved and saving: what was done is, or will be, in this browser's storage · not-saved: the last write failed, `reason` says why ·
 * other-tab: another tab writes, this one looks on · private: nothing is stored because the person said so · nowhere: this browser keeps nothing ·
 * outdated: a newer version of the site, or an erasure, in another tab closed the storage
 */
export type KeptStatus = 'saved' | 'saving' | 'not-saved' | 'other-tab' | 'private' | 'nowhere' | 'outdated';

/** What the page gives: where things are kept, the other tabs, and how everything is erased. */
export interface KeepingParts {
  /** null where the browser has no storage that lasts */
  store: ((onOutdated: () => void) => ProjectStore) | null;
  tabs: (hear: (message: TabMessage) => void) => Tabs;
  erase: () => Promise<void>;
  /** loads the page again */
  restart: () => void;
  /** asks the browser not to evict what is kept */
  persist: () => Promise<unknown>;
}

/** What of the data is kept, with live files. */
export interface KeptFiles {
  files: readonly File[];
  answers: Record<string, string>;
  corrections: Record<string, object>;
  settings: object;
}

/** A page whose work ends with it. */
export const keepNothing: KeepingParts = {
  store: null,
  tabs: () => aloneTab,
  erase: () => Promise.resolve(),
  restart: () => undefined,
  persist: () => Promise.resolve(),
};
