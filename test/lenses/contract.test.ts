import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { figures as firstFigures } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { type Locale, locales, readLocaleFrom } from '#i18n/locale.ts';
import { lenses as firstLenses } from '#lenses/index.ts';
import { moreLenses } from '#lenses/more.ts';
import { plainHeadline } from '#lenses/rich.ts';
import { statistics } from '#statistics/index.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const lenses = [...firstLenses, ...moreLenses()];
const figures = [...firstFigures, ...moreFigures];

let undo = (): void => {};
afterEach(() => undo());
const speak = (locale: Locale) => (undo = readLocaleFrom(() => locale));
const signal = new AbortController().signal;
const quick = { replicates: 20 };

/** Everything that a lens says about its statistics, as one text. */
async function everything(lens: (typeof lenses)[number], tables: StatisticTables): Promise<string> {
  const answer = await lens.analyse(tables, { ...lens.defaults, ...quick }, signal);
  expect(JSON.parse(JSON.stringify(answer))).toEqual(structuredClone(answer));
  const request = lens.figure(answer);
  const figure = figures.find(({ id }) => id === request.figure)!;
  const place = { locale: 'en', currency: 'CNY' };
  const told = {
    answer,
    narration: lens.narrate(answer),
    request,
    text: figure.describe(request.rows, request.options, place),
    points: figure.points(request.rows, request.options, place),
    table: figure.table(request.rows, request.options),
  };
  return JSON.stringify(told, (_, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? 'NaN' : value));
}

const nulled = (tables: StatisticTables): StatisticTables =>
  Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [name, rows.map((row) => Object.fromEntries(Object.keys(row).map((key) => [key, null])))]),
  );
const one = (tables: StatisticTables): StatisticTables =>
  Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.slice(0, 1)]));

test('every folder of lenses is in the list, and the list names each once', () => {
  const folders = readdirSync(join(import.meta.dirname, '../../src/lenses'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(lenses.map(({ id }) => id).sort()).toEqual(folders.map(({ name }) => name).sort());
});

describe.each(lenses.map((lens) => [lens.id, lens] as const))('%s', (_, lens) => {
  test('reads only statistics that exist, and draws a figure that exists', async () => {
    const tables = statistics.map(({ table }) => table);
    expect(lens.statistics.filter((name) => !tables.includes(name))).toEqual([]);
    const answer = await lens.analyse(syntheticStatistics({ customers: 60 }), { ...lens.defaults, ...quick }, signal);
    expect(figures.map(({ id }) => id)).toContain(lens.figure(answer).figure);
  });

  test.each(locales)('speaks %s, with complete words', async (locale) => {
    speak(locale);
    const answer = await lens.analyse(syntheticStatistics({ customers: 200 }), { ...lens.defaults, ...quick }, signal);
    const { headline, subtitle, foot, method } = lens.narrate(answer);
    for (const words of [
      lens.title(),
      headline,
      subtitle,
      ...foot,
      method.definition,
      method.formula,
      ...method.settings,
      ...method.caveats,
    ]) {
      expect(words.trim()).not.toBe('');
      expect(words).not.toMatch(/\{|\}|undefined/);
    }
    expect(plainHeadline(headline)).not.toContain('[[');
    if (locale === 'zh-Hans') expect(headline + subtitle + method.definition).toMatch(/[\u4e00-\u9fff]/);
    expect(method.citations.length * method.caveats.length * method.statistics.length).toBeGreaterThan(0);
  });

  test('stops when it is aborted', async () => {
    const aborted = AbortSignal.abort();
    await expect((async () => lens.analyse(syntheticStatistics({ customers: 60 }), lens.defaults, aborted))()).rejects.toThrow();
  });

  test.each([
    ['no statistics', {}],
    ['empty ones', Object.fromEntries(statistics.map(({ table }) => [table, []]))],
    ['rows without a value', nulled(syntheticStatistics({ customers: 40 }))],
    ['a base of nobody', syntheticStatistics({ customers: 0 })],
    ['a base of nine', syntheticStatistics({ customers: 9 })],
  ])('says in three sentences why there is no figure when given %s', async (_name, tables) => {
    const answer = await lens.analyse(tables, { ...lens.defaults, ...quick }, signal);
    const text = await everything(lens, tables);
    expect(text).not.toContain('NaN');
    expect(answer.status).not.toBe('ready');
    expect(answer.badge).toBe('unavailable');
    expect(Object.values(lens.narrate(answer).notReady!).every((words) => words !== '')).toBe(true);
  });

  test('does not stumble over one row of each', async () => {
    expect(await everything(lens, one(syntheticStatistics()))).not.toContain('NaN');
  });

  test('marks a base of fewer than thirty as indicative', async () => {
    const answer = await lens.analyse(syntheticStatistics({ customers: 28, survey: false }), { ...lens.defaults, ...quick }, signal);
    expect(answer.status).toBe('ready');
    expect(answer.warnings.map(({ code }) => code)).toContain('indicative');
  });

  test('never answers a number that is not one, whatever the statistics hold', async () => {
    const cell = (name: string) =>
      fc.oneof(
        {
          weight: 4,
          arbitrary: /amount|profit|cost/.test(name)
            ? fc.integer({ min: -5_000_000, max: 50_000_000 })
            : fc.integer({ min: -3, max: 2000 }),
        },
        fc.constant(null),
        fc.constant(0),
      );
    const rowOf = (table: string): fc.Arbitrary<StatisticRow> => {
      const { schema } = statistics.find((statistic) => statistic.table === table)!;
      return fc.record(
        Object.fromEntries(
          Object.keys(schema).map((name) => [
            name,
            schema[name] === 'text' || schema[name] === 'date' ? fc.constantFrom('E', 'F', 'survey', null) : cell(name),
          ]),
        ),
      );
    };
    const tables = fc.record(
      Object.fromEntries(
        lens.statistics.map((name) => [
          name,
          fc.array(rowOf(name), { maxLength: 30 }).map((rows) =>
            rows.map((row, i) => ({
              ...row,
              ...('age' in row ? { age: i } : {}),
              ...('has_amount' in row ? { has_amount: 1, as_of: '2026-06-30', currency: null } : {}),
            })),
          ),
        ]),
      ),
    );
    await fc.assert(
      fc.asyncProperty(tables, async (some) => {
        expect(await everything(lens, some)).not.toContain('NaN');
      }),
      { numRuns: 40, seed: 5 },
    );
  });
});
