import { describe, expect, test } from 'vitest';
import { CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import { DataState } from '#state/data.svelte.ts';
import { EngineState } from '#state/engine.svelte.ts';
import { Keeping } from '#state/keeping.svelte.ts';
import { keepNothing } from '#state/keeping-parts.ts';
import type { Pipeline } from '#state/pipeline.ts';
import { hashOf } from '#storage/checksum.ts';
import { MemoryStore } from '#storage/memory-store.ts';
import type { Edit, Project, StoredFile } from '#storage/project.ts';
import { fileResult } from '../support/file-result.ts';

const file = (name: string, size = 1): File => new File(['x'.repeat(size)], name);

/** A store whose disk can be full or small, and whose bytes can be lost. */
class FickleStore extends MemoryStore {
  full = false;
  left: number | null = null;
  lost = new Set<string>();
  override commit(edit: Edit, results?: unknown): Promise<Project> {
    return this.full ? Promise.reject(new CodedError('storage/no-room')) : super.commit(edit, results);
  }
  override async putFile(given: File): Promise<StoredFile> {
    return { ...(await super.putFile(given)), hash: await hashOf(given) };
  }
  override room(): Promise<null> {
    return Promise.resolve(this.left as null);
  }
  override getFile(stored: StoredFile): Promise<File | null> {
    return this.lost.has(stored.name) ? Promise.resolve(null) : super.getFile(stored);
  }
  override close(): void {
    // what is kept outlives the page
  }
}

/** A page over a store that outlives it; `open` visits it again. */
function page(store = new FickleStore(), fail = false) {
  const imports: { files: string[]; answers: object }[] = [];
  const pipeline: Pipeline = {
    importFiles(_, { files, answers }) {
      imports.push({ files: files.map(({ name }) => name), answers });
      if (fail) return Promise.reject(new CodedError('import/empty'));
      const question = {
        id: 'sig/date',
        text: { code: 'q', parameters: {} },
        choices: [],
        samples: [],
        answer: answers['sig/date'] ?? null,
      };
      return Promise.resolve({ files: files.map(({ name }) => fileResult(name, { questions: [question] })), joins: [] });
    },
    analyse: () => Promise.resolve({ profile: [{ files: imports.at(-1)?.files.join(' ') ?? '' }] }),
  };
  const keeping = new Keeping({ ...keepNothing, store: () => store });
  const data = new DataState({
    engine: new EngineState(() => Promise.resolve({ capabilities: { locked: true } } as Engine)),
    pipeline: () => Promise.resolve(pipeline),
    sample: { statistics: () => Promise.resolve({ profile: [{ files: 'sample' }] }), files: () => Promise.resolve([]) },
    keeping,
  });
  return { data, keeping, imports, shown: () => data.statistics.profile?.[0]?.files };
}

describe('a later visit', () => {
  test('shows what was there without reading anything; files are read when somebody asks for tables', async () => {
    const store = new FickleStore();
    const first = page(store);
    await first.data.begin();
    await first.data.open([file('orders.csv')]);
    await first.data.answer('sig/date', 'day-first');
    expect(first.keeping.status).toBe('saved');
    const second = page(store);
    await second.data.begin();
    expect(second.shown()).toBe('orders.csv');
    expect(second.data.result?.files.map(({ name }) => name)).toEqual(['orders.csv']);
    expect(second.data.answers).toEqual({ 'sig/date': 'day-first' });
    expect(second.imports).toEqual([]);
  });

  test('an import that fails changes nothing of what is kept', async () => {
    const store = new FickleStore();
    const first = page(store);
    await first.data.begin();
    await first.data.open([file('orders.csv')]);
    const failing = page(store, true);
    await failing.data.begin();
    await expect(failing.data.open([file('bad.csv')])).rejects.toMatchObject({ code: 'import/empty' });
    const again = page(store);
    await again.data.begin();
    expect(again.data.files.map(({ name }) => name)).toEqual(['orders.csv']);
  });

  test('a file whose bytes are gone is named and stays listed until it is removed or replaced', async () => {
    const store = new FickleStore();
    const first = page(store);
    await first.data.begin();
    await first.data.open([file('a.csv'), file('b.csv')]);
    store.lost.add('a.csv');
    const second = page(store);
    await second.data.begin();
    expect(second.keeping.damaged.map(({ name }) => name)).toEqual(['a.csv']);
    await second.data.answer('sig/date', 'x');
    expect((await store.load())?.project.files.map(({ name }) => name).sort()).toEqual(['a.csv', 'b.csv']);
    await second.data.open([file('a.csv')]);
    expect(second.keeping.damaged).toEqual([]);
  });
});

describe('answers', () => {
  test('are used for the next file with the same question, marked as remembered, and can be forgotten', async () => {
    const { data, imports } = page();
    await data.begin();
    await data.open([file('one.csv')]);
    await data.answer('sig/date', 'day-first');
    await data.reset();
    const result = await data.open([file('two.csv')]);
    expect(result.files[0]?.questions[0]).toMatchObject({ answer: 'day-first', remembered: true });
    await data.forgetAnswer('sig/date');
    expect(imports.at(-1)?.answers).toEqual({});
    expect(data.result?.files[0]?.questions[0]?.answer).toBeNull();
  });
});

describe('when something cannot be kept', () => {
  test('a full disk is told, the work goes on, and trying again saves it', async () => {
    const store = new FickleStore();
    const { data, keeping, shown } = page(store);
    await data.begin();
    store.full = true;
    await data.open([file('orders.csv')]);
    expect(shown()).toBe('orders.csv');
    expect(keeping.status).toBe('not-saved');
    expect(keeping.reason?.code).toBe('storage/no-room');
    await keeping.saveNotebook({ name: 'n', text: 't' });
    store.full = false;
    await keeping.tryAgain();
    expect(keeping.status).toBe('saved');
    expect((await store.load())?.project).toMatchObject({ files: [{ name: 'orders.csv' }], notebook: { name: 'n' } });
  });

  test('files that would not fit are refused before anything is read, unless the person goes on without keeping', async () => {
    const store = new FickleStore();
    store.left = 1000;
    const { data, keeping, imports, shown } = page(store);
    await data.begin();
    await expect(data.open([file('large.csv', 2000)])).rejects.toMatchObject({ code: 'storage/too-large' });
    expect(imports).toEqual([]);
    expect(keeping.crowded?.map(({ name }) => name)).toEqual(['large.csv']);
    await data.open([file('large.csv', 2000)], {}, { keep: false });
    expect(shown()).toBe('large.csv');
  });

  test('a private session leaves what was kept alone and adds nothing', async () => {
    const store = new FickleStore();
    const { data, keeping, shown } = page(store);
    await data.begin();
    await data.open([file('orders.csv')]);
    await data.goPrivate();
    expect(shown()).toBe('sample');
    await data.open([file('secret.csv')]);
    expect(keeping.status).toBe('private');
    expect((await store.load())?.project.files.map(({ name }) => name)).toEqual(['orders.csv']);
  });
});
