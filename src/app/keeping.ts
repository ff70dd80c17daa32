import type { KeepingParts } from '#state/keeping-parts.ts';
import { eraseEverything } from '#storage/erase.ts';
import { KeptStore } from '#storage/kept-store.ts';
import { browserTabs } from '#storage/tabs.ts';

/** Keeps in this browser's own storage, where it has one and the page may compute checksums. */
export function browserKeeping(): KeepingParts {
  const lasts = typeof indexedDB !== 'undefined' && typeof crypto.subtle !== 'undefined' && typeof indexedDB.databases === 'function';
  return {
    store: lasts ? (onOutdated) => new KeptStore(onOutdated) : null,
    tabs: browserTabs,
    erase: eraseEverything,
    restart: () => location.reload(),
    persist: async () => navigator.storage?.persist?.(),
  };
}
