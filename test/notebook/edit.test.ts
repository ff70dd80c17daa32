import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deletePart, insertBefore, movePart, replacePart } from '#notebook/edit.ts';
import { begin, record, redo, undo } from '#notebook/history.ts';
import { migrate } from '#notebook/migrate.ts';
import { parse, serialise } from '#notebook/parse.ts';

const text = '---\ntitle: T\n---\n# A\n\n```sql a\nselect 1\n```\n\nbetween\n\n```sql b\nselect * from a\n```\n';
const document = parse(text);
const [title, a, between, b] = document.parts.map((part) => part.key) as [string, string, string, string];

describe('edits', () => {
  test('replacing one part leaves every other character and key alone', () => {
    const edited = replacePart(document, a, '```sql a\nselect 2\n```\n\n');
    expect(serialise(edited)).toBe(text.replace('select 1', 'select 2'));
    expect(edited.parts.map((part) => part.key)).toEqual([title, a, between, b]);
  });

  test('a renamed cell keeps its key', () => {
    expect(replacePart(document, a, '```sql c\nselect 1\n```\n\n').parts.map((part) => part.key)).toEqual([title, a, between, b]);
  });

  test('inserting gives the new part a key of its own', () => {
    const edited = insertBefore(document, between, '```table {data: a}\n```');
    expect(edited.parts.map((part) => part.spec.kind)).toEqual(['prose', 'sql', 'table', 'prose', 'sql']);
    expect(edited.parts.map((part) => part.key)).toEqual([title, a, 'c5', between, b]);
    expect(serialise(insertBefore(document, null, 'end')).endsWith('```\nend')).toBe(true);
  });

  test('deleting a cell between prose keeps the paragraphs apart', () => {
    const edited = deletePart(parse('one\n```sql\nselect 1\n```\ntwo\n'), 'c2');
    expect(serialise(edited)).toBe('one\n\ntwo\n');
  });

  test('moving keeps keys', () => {
    const moved = movePart(document, b, a);
    expect(moved.parts.map((part) => part.key)).toEqual([title, b, a, between]);
    expect(movePart(moved, b, null).parts.map((part) => part.key)).toEqual([title, a, between, b]);
  });

  test('a fence that was left open is closed before something comes to stand behind it', () => {
    const edited = insertBefore(parse('````sql a\nselect 1'), null, '# after\n');
    expect(serialise(edited)).toBe('````sql a\nselect 1\n````\n# after\n');
  });

  test('an unknown key is an error with a code', () => {
    expect(() => deletePart(document, 'c99')).toThrow(expect.objectContaining({ code: 'notebook/no-such-cell' }));
  });

  test('no edit of any document loses a part that it does not name', () => {
    const piece = fc.constantFrom(
      '```sql a\nselect 1\n```\n',
      '```sql b\nselect 1',
      '# T\n',
      'text',
      '```text\nopen',
      '\n\n',
      '~~~table {data: a}\n~~~\n\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.nat(5), fc.nat(5), (pieces, from, to) => {
        const before = parse(pieces.join(''));
        const key = before.parts[from % before.parts.length]?.key ?? '';
        const cells = (of: typeof before): string[] =>
          of.parts.flatMap(({ spec }) => (spec.kind === 'prose' ? [] : [JSON.stringify({ ...spec, body: spec.body?.trimEnd() })])).sort();
        expect(cells(movePart(before, key, before.parts[to % before.parts.length]?.key ?? null))).toEqual(cells(before));
      }),
      { numRuns: 2_000, seed: 24 },
    );
  });
});

describe('history', () => {
  test('undo and redo walk the versions, an edit after undo forgets what was undone', () => {
    let history = record(record(begin('a'), 'b'), 'c');
    history = undo(history);
    expect(history.present).toBe('b');
    expect(redo(history).present).toBe('c');
    history = record(history, 'd');
    expect(redo(history).present).toBe('d');
    expect(undo(undo(undo(history))).present).toBe('a');
  });

  test('an edit that changes nothing is no step, and only the last 200 steps are kept', () => {
    const history = begin(0);
    expect(record(history, 0)).toBe(history);
    let long = history;
    for (let step = 1; step <= 300; step += 1) long = record(long, step);
    expect(long.past).toHaveLength(200);
  });
});

describe('migration', () => {
  test('runs the steps from the version of the text to the current one, in order', () => {
    const step = (from: number) => ({ from, text: (whole: string) => `${whole}${from}` });
    expect(migrate('a', [step(1), step(2), step(3)], 3)).toBe('a12');
    expect(migrate('a')).toBe('a');
  });
});
