import { guarded } from './failure.ts';

/**
 * Deletes all that this site keeps in the browser: private files, databases, caches, stored preferences, service workers. Whoever holds a
 * database open must close it first; other tabs are asked to by the browser.
 * Rejects with `storage/failed` when something would not go.
 */
export function eraseEverything(): Promise<void> {
  return guarded(async () => {
    const root = await navigator.storage?.getDirectory?.();
    if (root) {
      const names: string[] = [];
      for await (const name of root.keys()) names.push(name);
      for (const name of names) await root.removeEntry(name, { recursive: true });
    }
    for (const { name } of await indexedDB.databases()) if (name) await deleteDatabase(name);
    for (const name of await caches.keys()) await caches.delete(name);
    for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) await worker.unregister();
    localStorage.clear();
    sessionStorage.clear();
  });
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error(name));
  });
}
