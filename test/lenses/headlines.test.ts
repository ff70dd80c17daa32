import { afterEach, describe, expect, test } from 'vitest';
import { type Locale, locales, readLocaleFrom } from '#i18n/locale.ts';
import { lenses } from '#lenses/index.ts';
import { plainHeadline } from '#lenses/rich.ts';
import { type Company, syntheticStatistics } from '../support/statistics.ts';

let undo = (): void => {};
afterEach(() => undo());

const states: [string, Partial<Company>][] = [
  ['a full base', {}],
  ['an assumed margin', { assumed: true, unallocated: 0 }],
  ['customers that never pay back', { start: -90_000 }],
  ['no amounts', { hasAmount: false }],
  ['a base too young to peak', { ages: 5 }],
  ['no attachment', { survey: false }],
  ['a small base', { customers: 28 }],
  ['nine customers', { customers: 9 }],
];

async function headlines(locale: Locale, some: Partial<Company>): Promise<string[]> {
  undo = readLocaleFrom(() => locale);
  const tables = syntheticStatistics(some);
  const told = [];
  for (const lens of lenses) {
    const answer = await lens.analyse(tables, lens.defaults, new AbortController().signal);
    told.push(`${lens.id} [${answer.badge}] ${plainHeadline(lens.narrate(answer).headline)}`);
  }
  return told;
}

describe.each(locales)('in %s', (locale) => {
  test('what is said of every state is what was always said', async () => {
    const text = [];
    for (const [state, some] of states) text.push(`# ${state}`, ...(await headlines(locale, some)), '');
    await expect(text.join('\n')).toMatchFileSnapshot(`golden/headlines.${locale}.txt`);
  });

  test('an assumed margin stands in the headline of every figure of profit, and nowhere else', async () => {
    const told = await headlines(locale, { assumed: true });
    const assumed = told.filter((line) => line.includes('30%')).map((line) => line.split(' ')[0]);
    expect(assumed).toEqual(['stage-curve', 'profit-curve', 'whale']);
    expect(told.filter((line) => line.includes('[assumed]')).map((line) => line.split(' ')[0])).toEqual(assumed);
  });
});
