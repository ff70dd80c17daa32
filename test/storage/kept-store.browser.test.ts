import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { bytesFolder } from '#storage/bytes.ts';
import { databaseName } from '#storage/database.ts';
import { eraseEverything } from '#storage/erase.ts';
import { KeptStore } from '#storage/kept-store.ts';
import { editsBetweenSnapshots, snapshotsKept } from '#storage/limits.ts';
import type { StoredFile } from '#storage/project.ts';

const stores: KeptStore[] = [];

function fresh(): KeptStore {
  for (const store of stores.splice(0)) store.close();
  const store = new KeptStore(() => undefined);
  stores.push(store);
  return store;
}

const csv = (text: string): File => new File([text], 'orders.csv', { lastModified: 1_700_000_000_000, type: 'text/csv' });
const data = (files: StoredFile[], answers: Record<string, string> = {}) => ({ files, answers, corrections: {}, settings: {} });

async function bytesOnDisk(): Promise<string[]> {
  const names: string[] = [];
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(bytesFolder, { create: true });
  for await (const name of folder.keys()) names.push(name);
  return names;
}

beforeEach(async () => {
  fresh().close();
  await eraseEverything();
});

describe('a kept project', () => {
  test('nothing is made before the first write', async () => {
    const store = fresh();
    expect(await store.load()).toBeNull();
    expect(await store.remembered()).toEqual({});
    await store.sweep();
    expect(await indexedDB.databases()).toEqual([]);
  });

  test('bytes, decisions and results come back as they were', async () => {
    const store = fresh();
    const stored = await store.putFile(csv('a,b\n1,2\n'));
    await store.commit({ what: 'open', data: data([stored], { q: 'x' }) }, { shown: 1 });
    await store.remember('q', 'x');
    const again = fresh();
    const loaded = await again.load();
    expect(loaded?.project).toMatchObject({ files: [stored], answers: { q: 'x' }, sequence: 1 });
    expect(loaded?.results).toEqual({ shown: 1 });
    const file = await again.getFile(stored);
    expect(file).toMatchObject({ name: 'orders.csv', lastModified: 1_700_000_000_000, type: 'text/csv' });
    expect(await file?.text()).toBe('a,b\n1,2\n');
    expect(await again.remembered()).toEqual({ q: 'x' });
  });

  test('results of older data are not taken for those of newer data', async () => {
    const store = fresh();
    await store.commit({ what: 'open', data: data([]) }, { shown: 1 });
    await store.commit({ what: 'answer', data: data([], { q: 'x' }) });
    expect((await fresh().load())?.results).toBeNull();
  });

  test('bytes that no edit named are swept, those that one named are not', async () => {
    const store = fresh();
    const named = await store.putFile(csv('named'));
    await store.putFile(csv('orphan'));
    await store.commit({ what: 'open', data: data([named]) });
    expect(await bytesOnDisk()).toHaveLength(2);
    const again = fresh();
    await again.load();
    await again.sweep();
    expect(await bytesOnDisk()).toEqual([named.id]);
  });

  test('bytes that are gone or cut short are not taken for the file', async () => {
    const store = fresh();
    const stored = await store.putFile(csv('a,b\n1,2\n'));
    expect(await store.getFile({ ...stored, size: stored.size + 1 })).toBeNull();
    await store.dropFile(stored);
    expect(await store.getFile(stored)).toBeNull();
  });

  test('snapshots are written as the journal grows, and the oldest go', async () => {
    const store = fresh();
    const edits = editsBetweenSnapshots * (snapshotsKept + 1) + 3;
    for (let n = 1; n <= edits; n++) await store.commit({ what: 'notebook', notebook: { name: 'n', text: String(n) } });
    store.close();
    const database = await openDB(databaseName);
    expect(await database.count('snapshots')).toBe(snapshotsKept);
    expect(await database.count('journal')).toBe(editsBetweenSnapshots * (snapshotsKept - 1) + 3);
    database.close();
    expect((await fresh().load())?.project.notebook?.text).toBe(String(edits));
  });

  test('after damage the next edit is kept for good, and the damaged record stays', async () => {
    const store = fresh();
    for (const q of ['a', 'b', 'c']) await store.commit({ what: 'answer', data: data([], { q }) });
    store.close();
    const database = await openDB(databaseName);
    const entry = (await database.get('journal', 3)) as { text: string };
    await database.put('journal', { ...entry, text: entry.text.replace('"c"', '"z"') });
    database.close();
    const damaged = fresh();
    const loaded = await damaged.load();
    expect(loaded?.project.answers).toEqual({ q: 'b' });
    expect(loaded?.damage).toEqual([{ what: 'journal', sequence: 3 }]);
    await damaged.commit({ what: 'answer', data: data([], { q: 'd' }) });
    damaged.close();
    const after = await fresh().load();
    expect(after?.project.answers).toEqual({ q: 'd' });
    expect(after?.damage).toEqual([]);
  });
});

/** Every call by which the store reaches the disk. */
const calls: [object, string][] = [
  [IDBObjectStore.prototype, 'put'],
  [IDBObjectStore.prototype, 'delete'],
  [IDBDatabase.prototype, 'transaction'],
  [FileSystemDirectoryHandle.prototype, 'getFileHandle'],
  [FileSystemDirectoryHandle.prototype, 'getDirectoryHandle'],
  [FileSystemFileHandle.prototype, 'createWritable'],
  [StorageManager.prototype, 'getDirectory'],
];

/** Runs work while the `nth` of all storage calls throws as a full disk does; answers how many there were. */
async function withFailure(nth: number, work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const undo = calls.map(([owner, name]) => {
    const methods = owner as Record<string, (...given: unknown[]) => unknown>;
    const real = methods[name]!;
    methods[name] = function (this: unknown, ...given: unknown[]) {
      if (++count === nth) throw new DOMException('full', 'QuotaExceededError');
      return real.apply(this, given);
    };
    return () => void (methods[name] = real);
  });
  try {
    await work();
  } finally {
    for (const put of undo) put();
  }
  return count;
}

test('whichever storage call fails, the store says so and the old or the new project is there, never half of one', async () => {
  const change = async (store: KeptStore): Promise<void> => {
    const stored = await store.putFile(csv('new'));
    await store.commit({ what: 'open', data: data([stored], { state: 'new' }) }, { state: 'new' });
    await store.remember('q', 'new');
  };
  const before = async (): Promise<KeptStore> => {
    fresh().close();
    await eraseEverything();
    const store = fresh();
    await store.commit({ what: 'open', data: data([await store.putFile(csv('old'))], { state: 'old' }) }, { state: 'old' });
    return store;
  };
  const first = await before();
  const total = await withFailure(0, () => change(first));
  expect(total).toBeGreaterThan(5);
  for (let nth = 1; nth <= total; nth++) {
    const store = await before();
    let thrown: { code?: string } | null = null;
    await withFailure(nth, () => change(store)).catch((error: { code?: string }) => (thrown = error));
    expect(thrown, `call ${nth}`).toMatchObject({ code: 'storage/no-room' });
    const again = fresh();
    const loaded = await again.load();
    const state = loaded?.project.answers.state;
    expect(loaded?.results).toEqual({ state });
    const [stored] = loaded!.project.files;
    expect(await (await again.getFile(stored!))?.text()).toBe(state);
  }
});

/** Calls by which bytes reach the disk after a file was made. */
const streams: [object, string][] = [
  [FileSystemWritableFileStream.prototype, 'write'],
  [FileSystemWritableFileStream.prototype, 'close'],
];

/**
 * Runs work in a page that dies before the `nth` storage call: what is not committed by then is rolled back, and nothing reaches the disk any more,
 * no tidying up either. Answers how many calls there were.
 */
async function dyingAt(nth: number, work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const running: IDBTransaction[] = [];
  const undo = [...calls, ...streams].map(([owner, name]) => {
    const methods = owner as Record<string, (...given: unknown[]) => unknown>;
    const real = methods[name]!;
    methods[name] = function (this: unknown, ...given: unknown[]) {
      count += 1;
      if (nth > 0 && count >= nth) {
        queueMicrotask(() => running.splice(0).forEach(rolledBack));
        throw new DOMException('the page is gone', 'InvalidStateError');
      }
      const result = real.apply(this, given);
      if (result instanceof IDBTransaction && result.mode === 'readwrite') running.push(result);
      return result;
    };
    return () => void (methods[name] = real);
  });
  try {
    await work().catch(() => undefined);
  } finally {
    for (const put of undo) put();
  }
  return count;
}

function rolledBack(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // it is committed, or was rolled back already
  }
}

/** The project that a new visit finds: its state, which results and bytes must belong to. */
async function foundAgain(): Promise<unknown> {
  const again = fresh();
  const loaded = await again.load();
  expect(loaded?.damage).toEqual([]);
  const state = loaded?.project.answers.state;
  expect(loaded?.results).toEqual({ state });
  const [stored] = loaded!.project.files;
  expect(await (await again.getFile(stored!))?.text()).toBe(state);
  await again.sweep();
  expect(await bytesOnDisk()).toEqual([stored!.id]);
  return state;
}

test.each([
  ['an import', 1],
  ['an import that is due for a snapshot', editsBetweenSnapshots - 1],
])('wherever the page dies during %s, the next visit finds the old project or the new one', { timeout: 240_000 }, async (_, edits) => {
  const whole = async (store: KeptStore, state: string): Promise<void> => {
    const stored = await store.putFile(csv(state));
    await store.commit({ what: 'open', data: data([stored], { state }) }, { state });
  };
  const before = async (): Promise<KeptStore> => {
    fresh().close();
    await eraseEverything();
    const store = fresh();
    for (let n = 1; n < edits; n++) await store.commit({ what: 'notebook', notebook: { name: 'n', text: String(n) } });
    await whole(store, 'old');
    return store;
  };
  const first = await before();
  const total = await dyingAt(0, () => whole(first, 'new'));
  expect(total).toBeGreaterThan(6);
  expect(await foundAgain()).toBe('new');
  const found = new Set<unknown>();
  for (let nth = 1; nth <= total; nth++) {
    const store = await before();
    await dyingAt(nth, () => whole(store, 'new'));
    found.add(await foundAgain());
  }
  expect([...found].sort()).toEqual(edits > 1 ? ['new', 'old'] : ['old']);
});

test('erasing leaves nothing behind', async () => {
  const store = fresh();
  await store.commit({ what: 'open', data: data([await store.putFile(csv('secret'))]) });
  localStorage.setItem('perennial.locale', 'en');
  store.close();
  await eraseEverything();
  expect(await indexedDB.databases()).toEqual([]);
  expect(localStorage.length).toBe(0);
  const names: string[] = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
  expect(names).toEqual([]);
});
