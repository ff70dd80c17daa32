import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Sealed } from './journal.ts';

export const databaseName = 'perennial';

/** Version of the layout; a tab with an older one stops writing when a newer one opens. */
export const layout = 1;

interface Layout extends DBSchema {
  /** `snapshot`: number of the snapshot to begin with */
  pointer: { key: string; value: number };
  snapshots: { key: number; value: Sealed };
  journal: { key: number; value: Sealed };
  /** results of the last change of the data, under `data` */
  results: { key: string; value: Sealed };
  /** choice by question */
  remembered: { key: string; value: string };
  /** bytes of files where there is no private file system */
  bytes: { key: string; value: Blob };
}

export type Database = IDBPDatabase<Layout>;

/** True when the database is there; asking does not make it. */
export async function databaseExists(): Promise<boolean> {
  return (await indexedDB.databases()).some(({ name }) => name === databaseName);
}

/** Opens the database, made when it is not there. `onOutdated` runs when another tab needs it closed: for a newer layout or to erase it. */
export async function openDatabase(onOutdated: () => void): Promise<Database> {
  const database: Database = await openDB<Layout>(databaseName, layout, {
    upgrade(fresh) {
      fresh.createObjectStore('pointer');
      for (const name of ['snapshots', 'journal'] as const) fresh.createObjectStore(name, { keyPath: 'sequence' });
      for (const name of ['results', 'remembered', 'bytes'] as const) fresh.createObjectStore(name);
    },
    blocking(_current, _next, event) {
      (event.target as IDBDatabase).close();
      onOutdated();
    },
  });
  return database;
}
