import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { open, replay, seal, type Sealed } from '#storage/journal.ts';
import { applyEdit, type Edit, emptyProject, type Project } from '#storage/project.ts';

const edit = (text: string): Edit => ({ what: 'notebook', notebook: { name: 'n', text } });

/** The project after `count` edits, with its journal and a snapshot after each number in `at`. */
async function written(count: number, at: number[]): Promise<{ project: Project; journal: Sealed[]; snapshots: Sealed[] }> {
  let project = emptyProject;
  const journal: Sealed[] = [];
  const snapshots: Sealed[] = [];
  for (let sequence = 1; sequence <= count; sequence++) {
    project = applyEdit(project, edit(`text ${sequence}`), sequence);
    journal.push(await seal(sequence, edit(`text ${sequence}`)));
    if (at.includes(sequence)) snapshots.push(await seal(sequence, project));
  }
  return { project, journal, snapshots };
}

const broken = (sealed: Sealed): Sealed => ({ ...sealed, text: sealed.text.replace('text', 'test') });

describe('a journal', () => {
  test('replays to the same project from the beginning and from any snapshot', async () => {
    const { project, journal, snapshots } = await written(9, [3, 6]);
    for (const pointer of [0, 3, 6, 9]) {
      expect((await replay(pointer, snapshots, [...journal].reverse())).project).toEqual(project);
    }
  });

  test('a damaged snapshot gives way to the one before it, and the journal makes up for it', async () => {
    const { project, journal, snapshots } = await written(9, [3, 6]);
    const damaged = snapshots.map((snapshot) => (snapshot.sequence === 6 ? broken(snapshot) : snapshot));
    const replayed = await replay(6, damaged, journal);
    expect(replayed.project).toEqual(project);
    expect(replayed.damage).toEqual([{ what: 'snapshot', sequence: 6 }]);
    expect(replayed.from).toBe(3);
  });

  test('a snapshot that was never pointed to is not begun with', async () => {
    const { journal, snapshots } = await written(6, [3, 6]);
    expect((await replay(3, snapshots, journal)).from).toBe(3);
  });

  test('a damaged or absent entry ends the replay and is told', async () => {
    const { journal } = await written(5, []);
    const flipped = journal.map((entry) => (entry.sequence === 4 ? broken(entry) : entry));
    const absent = journal.filter((entry) => entry.sequence !== 4);
    for (const damaged of [flipped, absent]) {
      const replayed = await replay(0, [], damaged);
      expect(replayed.project.notebook?.text).toBe('text 3');
      expect(replayed.damage).toEqual([{ what: 'journal', sequence: 4 }]);
    }
  });

  test('an entry moved to another number is damaged', async () => {
    const [first, second] = (await written(2, [])).journal as [Sealed, Sealed];
    expect(await open({ ...second, sequence: first.sequence })).toBeUndefined();
  });

  test('any one changed character is noticed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.nat(), async (json, place) => {
        const sealed = await seal(1, json);
        const at = place % sealed.text.length;
        const other = sealed.text[at] === 'x' ? 'y' : 'x';
        expect(await open({ ...sealed, text: sealed.text.slice(0, at) + other + sealed.text.slice(at + 1) })).toBeUndefined();
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test('edits that change no data leave the number of the last data edit', () => {
    const data = { files: [], answers: { q: 'a' }, corrections: {}, settings: {} };
    const project = applyEdit(applyEdit(emptyProject, { what: 'answer', data }, 1), edit('x'), 2);
    expect(project).toMatchObject({ sequence: 2, dataSequence: 1, answers: { q: 'a' } });
    expect(project.ledger.map(({ what }) => what)).toEqual(['answer', 'notebook']);
  });
});

describe('what is read back', () => {
  test('names such as __proto__ are names like any other and change no prototype', async () => {
    const text = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"a":[{"__proto__":{"polluted":true}}]}';
    const sealed = await seal(1, JSON.parse(text));
    const value = (await open(sealed)) as Record<string, unknown>;
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(value.polluted).toBeUndefined();
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'a']);
    expect(JSON.stringify(value)).toBe(text);
  });
});
