import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, serialise } from '#notebook/parse.ts';

/** Pieces that mean something to a notebook, so that random texts reach its corners. */
const piece = fc.oneof(
  fc.constantFrom(
    '```',
    '````',
    '~~~',
    '   ```',
    '    ```',
    '```sql',
    '```sql a\nselect 1\n```\n',
    '~~~lens stage-curve {by: x}\n~~~',
    '```param h {min: 1}',
    '---',
    '\ufeff',
  ),
  fc.constantFrom(
    '\n',
    '\r\n',
    '\r',
    '\n\n',
    ' ',
    '\t',
    '{',
    '}',
    '[',
    '&a *a',
    '!!js',
    '__proto__: 1',
    'format: 1',
    'title: T',
    '# Title',
    '- a',
    '> ',
    '中文',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

describe('a text becomes a notebook and the same text again', () => {
  test('for 10,000 texts, character by character', () => {
    fc.assert(
      fc.property(text, (source) => {
        expect(serialise(parse(source))).toBe(source);
      }),
      { numRuns: 10_000, seed: 20 },
    );
  });

  test('and reading it a second time finds the same cells under the same keys', () => {
    fc.assert(
      fc.property(text, (source) => {
        const first = parse(source);
        expect(parse(source, first)).toEqual(first);
        expect(new Set(first.parts.map((part) => part.key)).size).toBe(first.parts.length);
      }),
      { numRuns: 2_000, seed: 21 },
    );
  });

  test('with line endings of every kind, without a line ending at the end, and with nothing at all', () => {
    for (const source of ['', '\n', 'a', 'a\r\n```sql x\r\nselect 1\r\n```', '```sql\nselect 1', '---\ntitle: a\n---\n']) {
      expect(serialise(parse(source))).toBe(source);
    }
  });
});
