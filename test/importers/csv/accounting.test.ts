import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError } from '#base/error.ts';
import { read, serialise } from './support.ts';

/**
 * Counts records without any code of ours: a well-formed record by one expression, else a physical line. A record of several lines and another
 * width counts as its lines when half of them or more are as wide as the header, quotation marks taken for characters.
 */
function countRecords(text: string, quotes: boolean, columns: number): number {
  const field = quotes ? '(?:"(?:[^"]|"")*"[ \\t]*|(?!")[^,\\r\\n]*)' : '[^,\\r\\n]*';
  const record = new RegExp(`${field}(?:,${field})*(?:\\r\\n|\\r|\\n|$)`, 'y');
  const line = /[^\r\n]*(?:\r\n|\r|\n|$)/y;
  let count = 0;
  for (let at = 0; at < text.length;) {
    record.lastIndex = at;
    line.lastIndex = at;
    const found = record.exec(text)?.[0] ?? line.exec(text)?.[0] ?? '';
    const lines = found.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/);
    const width = widthOf(found, field);
    const wide = lines.filter((one) => one.split(',').length === columns).length;
    count += lines.length > 1 && width !== columns && wide * 2 >= lines.length && at > 0 ? lines.length : 1;
    at += Math.max(1, found.length);
  }
  return count;
}

function widthOf(record: string, field: string): number {
  const one = new RegExp(`${field}(,?)`, 'y');
  let width = 0;
  for (let more = ','; more === ','; width += 1) more = one.exec(record)?.[1] ?? '';
  return width;
}

const cell = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('', '"', 'a,b', 'two\nlines', 'total', '12.50', '2024-01-31', '\0'));
const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 });
const corruption = fc.array(
  fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('cut', 'flip', 'splice', 'double'),
    text: fc.constantFrom('"', ',', '\n', '\r', '\n\n', 'x', ',,,,', '"\n"'),
  }),
  { maxLength: 4 },
);

function corrupt(text: string, changes: readonly { at: number; kind: string; text: string }[]): string {
  return changes.reduce((now, { at, kind, text: put }) => {
    const place = at % (now.length + 1);
    if (kind === 'cut') return now.slice(0, place);
    if (kind === 'flip') return now.slice(0, place) + put + now.slice(place + 1);
    if (kind === 'splice') return now.slice(0, place) + put + now.slice(place);
    return now.slice(0, place) + now.slice(Math.floor(place / 2), place) + now.slice(place);
  }, text);
}

test('every record is in exactly one bucket, whatever happened to the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(rows, corruption, fc.constantFrom('\n', '\r\n', '\r'), async (table, changes, newline) => {
      const clean = serialise([['id', 'name', 'note'], ...table], { delimiter: ',', newline, always: false, last: true });
      const text = corrupt(clean, changes);
      const reading = await read(text, { encoding: 'utf-8', delimiter: ',', headerLine: 1 }).catch((thrown: unknown) => thrown);
      if (reading instanceof Error) {
        expect(reading).toBeInstanceOf(CodedError);
        expect((reading as CodedError).code).toMatch(/^import\/(empty|header-only|binary)$/);
        return;
      }
      const { summary, rows: loaded, rejected, notRecords, shape } = reading as Awaited<ReturnType<typeof read>>;
      expect(summary).toEqual({
        records: loaded.length + rejected.length + notRecords.length,
        rows: loaded.length,
        rejected: rejected.length,
        notRecords: notRecords.length,
      });
      const quotes = !shape.notes.some(({ code }) => code === 'literal_quotes');
      expect(summary.records).toBe(countRecords(text, quotes, shape.columns.length) - (shape.headerLine > 0 ? 1 : 0));
    }),
    { numRuns: 2000, seed: 3 },
  );
});
