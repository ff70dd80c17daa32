import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { books } from '#books/index.ts';
import { cellDefinition } from '#cells/index.ts';
import type { Engine } from '#engine/engine.ts';
import { locales } from '#i18n/locale.ts';
import { lenses as firstLenses } from '#lenses/index.ts';
import { moreLenses } from '#lenses/more.ts';
import { emptyCanonicalTables } from '#mapping/import-files.ts';
import { toCell } from '#notebook/cell.ts';
import { parse, serialise } from '#notebook/parse.ts';
import { openNodeEngine } from '../support/node-engine.ts';

/** The cells of a book, with the words of a language taken out of queries and controls. */
function cellsOf(text: string) {
  return parse(text).parts.flatMap(({ spec }) =>
    spec.kind === 'prose'
      ? []
      : [{ ...spec, options: { ...spec.options, label: '…', names: '…' }, body: spec.body?.replace(/as "[^"]*"/g, 'as "…"') }],
  );
}

const lenses = [...firstLenses, ...moreLenses()];
const versions = await Promise.all(
  books.flatMap((book) =>
    locales.map(async (locale) => ({ name: `${book.id} in ${locale}`, book, locale, text: await book.text(locale) })),
  ),
);
const textsOf = (id: string) => versions.filter(({ book }) => book.id === id).map(({ text }) => text);

describe.each(versions)('$name', ({ book, locale, text }) => {
  const document = parse(text);

  test('is a notebook without a mistake, and the same text when it is written again', () => {
    expect(serialise(document)).toBe(text);
    expect(document.problem).toBeNull();
    expect(document.parts.filter((part) => part.problem)).toEqual([]);
  });

  test('says its title and its language', () => {
    expect(document.frontMatter).toMatchObject({ format: 1, title: book.title(locale), language: locale });
  });

  test('holds only kinds of cells that run, and figures that exist', () => {
    for (const part of document.parts) {
      const { kind, id } = toCell(part);
      if (kind !== 'prose') expect(cellDefinition(kind), kind).not.toBeNull();
      if (kind === 'lens') expect(lenses.map((lens) => lens.id)).toContain(id);
    }
  });

  test('has prose of its own between the cells', () => {
    const prose = document.parts
      .filter((part) => part.spec.kind === 'prose')
      .map((part) => part.source)
      .join('');
    expect(/[\u4e00-\u9fff]/.test(prose)).toBe(locale === 'zh-Hans');
    expect(prose.length).toBeGreaterThan(locale === 'en' ? 1000 : 400);
  });
});

test.each(books.map((book) => ({ id: book.id, book })))('$id has the same cells in the same order in every language', ({ book }) => {
  const [first, ...others] = textsOf(book.id).map(cellsOf);
  for (const other of others) expect(other).toEqual(first);
});

describe('queries of the books', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine();
    await emptyCanonicalTables(engine);
  });
  afterAll(() => engine.close());

  const queries = versions.flatMap(({ name, text }) =>
    parse(text).parts.flatMap(({ spec }) =>
      spec.kind === 'sql' ? [{ query: `${name}: ${spec.name ?? ''}`, cell: spec.name ?? 'unnamed', body: spec.body ?? '' }] : [],
    ),
  );

  test.each(queries)('$query runs over empty tables', async ({ cell, body }) => {
    await engine.keepView(cell, body);
    expect((await engine.select(body)).rowCount).toBe(0);
  });
});
