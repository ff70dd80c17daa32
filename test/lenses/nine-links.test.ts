import { afterEach, describe, expect, test } from 'vitest';
import { readLocaleFrom } from '#i18n/locale.ts';
import { nineLinks } from '#lenses/nine-links/definition.ts';
import { type NineLinksResult, linkIds } from '#lenses/nine-links/analyse.ts';
import { plainHeadline } from '#lenses/rich.ts';
import { syntheticStatistics } from '../support/statistics.ts';

let undo = (): void => {};
afterEach(() => undo());
const signal = new AbortController().signal;
const of = async (tables = syntheticStatistics()): Promise<NineLinksResult> => nineLinks.analyse(tables, {}, signal);

describe('the nine links', () => {
  test('C24: nine links are listed with ten contents, and the method says so', async () => {
    const result = await of();
    expect(result.links.map(({ id }) => id)).toEqual([...linkIds]);
    expect(new Set(result.links.map(({ id }) => id[0])).size).toBe(9);
    undo = readLocaleFrom(() => 'en');
    expect(nineLinks.narrate(result).method.caveats.join()).toContain('nine links and lists ten contents');
  });

  test('a change is one when its interval leaves out zero, and whether it is good depends on the link', async () => {
    const by = Object.fromEntries((await of()).links.map((link) => [link.id, link]));
    expect(by['1']).toMatchObject({ trend: 'up', verdict: 'better', badge: 'measured' });
    expect(by['7']).toMatchObject({ trend: 'up', verdict: 'worse', badge: 'estimated' });
    expect(by['3']).toMatchObject({ trend: 'steady', verdict: null, value: 1800 });
    expect(by['9']).toMatchObject({ trend: null, verdict: null });
    undo = readLocaleFrom(() => 'en');
    expect(plainHeadline(nineLinks.narrate(await of()).headline)).toBe(
      '6 of the ten contents of the nine links have a number; better than the year before: purchase intention 40% (36–44%), worse: churn and saving 30% (27–33%)',
    );
  });

  test('a link without data is grey and names the export that would fill it', async () => {
    undo = readLocaleFrom(() => 'en');
    const result = await of();
    const grey = result.links.filter(({ missing }) => missing === 'no-data').map(({ id }) => id);
    expect(grey).toEqual(['4a', '5', '6', '8']);
    const rows = nineLinks.figure(result).rows;
    expect(rows.find(({ link }) => link === '5')).toMatchObject({
      value: '',
      missing: 'Fill it with contracts: start, end and what they renew',
    });
    for (const row of rows) expect((row.value === '') !== (row.missing === '')).toBe(true);
  });

  test('C15: a link of fewer than ten cases is not told, one of fewer than thirty is indicative', async () => {
    const tables = syntheticStatistics();
    const few = tables.nine_links!.map((row) => ({ ...row, n: row.link === '1' ? 9 : row.link === '7' ? 29 : (row.n ?? null) }));
    const by = Object.fromEntries((await of({ ...tables, nine_links: few })).links.map((link) => [link.id, link]));
    expect(by['1']).toMatchObject({ value: null, missing: 'few', badge: 'unavailable' });
    expect(by['7']).toMatchObject({ indicative: true, value: 0.3 });
  });

  test('names the brand that won most from the others', async () => {
    expect((await of()).brandWinner).toEqual({ brand: 'Hill', net: 9 });
  });
});
