import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenise, Tokeniser } from '#importers/csv/tokenise.ts';
import { serialise } from './support.ts';

const cell = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('', '"', '""', 'a"b', 'x,y', 'x;y', 'x\ty', 'line\nline', 'line\r\nline', '\r', '客户', '🍵', ' padded '),
);
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }));
const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  always: fc.boolean(),
  last: fc.boolean(),
});

/** All that a tokeniser says of bytes given in pieces. */
function inPieces(
  pieces: readonly Uint8Array[],
  delimiter: string,
  quotes = true,
): { records: { fields: string[]; line: number; raw: string }[]; broken: { line: number; raw: string }[] } {
  const records: { fields: string[]; line: number; raw: string }[] = [];
  const broken: { line: number; raw: string }[] = [];
  const tokeniser: Tokeniser = new Tokeniser(
    delimiter,
    {
      record: (width, line, from, to) => {
        records.push({ fields: Array.from({ length: width }, (_, index) => tokeniser.field(index)), line, raw: tokeniser.raw(from, to) });
        return 'taken';
      },
      broken: (_width, line, from, to) => broken.push({ line, raw: tokeniser.raw(from, to) }),
    },
    quotes,
  );
  for (const piece of pieces) tokeniser.push(piece);
  tokeniser.end();
  return { records, broken };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return sorted.slice(1).map((to, index) => bytes.subarray(sorted[index], to));
}

describe('tokenise', () => {
  test('gives back any table written in any dialect', () => {
    fc.assert(
      fc.property(table, dialect, (rows, how) => {
        expect(tokenise(serialise(rows, how), how.delimiter).map((record) => record.fields)).toEqual(rows);
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  test('says the same wherever the text is cut', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' '), maxLength: 60 }),
          fc.tuple(table, dialect).map(([rows, how]) => serialise(rows, how)),
        ),
        fc.array(fc.nat(), { maxLength: 6 }),
        (text, places) => {
          expect(inPieces(cut(bytesOf(text), places), ',')).toEqual(inPieces([bytesOf(text)], ','));
        },
      ),
      { numRuns: 1000, seed: 11 },
    );
  });

  test('knows the physical line where each record begins', () => {
    const records = tokenise('a,b\r\n"one\ntwo\r\nthree",2\rlast,3', ',');
    expect(records.map((record) => record.line)).toEqual([1, 2, 5]);
  });

  test('lets an unclosed quote break its own line only', () => {
    const { records, broken } = inPieces([bytesOf('a,b\n1,"open\n2,fine\n3,"closed"\n')], ',');
    expect(broken).toEqual([{ line: 2, raw: '1,"open' }]);
    expect(records.map((record) => record.fields.join('|'))).toEqual(['a|b', '2|fine', '3|closed']);
  });

  test('takes a quote in the middle of an unquoted field for an ordinary character', () => {
    expect(tokenise('5" disk,6', ',')[0]?.fields).toEqual(['5" disk', '6']);
  });

  test('forgives blanks between a closing quote and the delimiter', () => {
    expect(tokenise('"a" ,"b"\t\n', ',')[0]?.fields).toEqual(['a', 'b']);
  });

  test('refuses a line without end', () => {
    expect(() => inPieces([bytesOf('a\n'), bytesOf('x'.repeat(5 * 1024 * 1024))], ',')).toThrow('import/line-too-long');
  });
});
