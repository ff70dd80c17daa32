import { afterEach, describe, expect, test } from 'vitest';
import { drawFigure } from '#figures/attach.ts';
import { addFigures } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { type Locale, locales, readLocaleFrom } from '#i18n/locale.ts';
import { moreLenses } from '#lenses/more.ts';
import { syntheticStatistics } from '../support/statistics.ts';

addFigures(moreFigures);
const lenses = moreLenses();
let clean: (() => void)[] = [];
afterEach(() => {
  for (const undo of clean.reverse()) undo();
  clean = [];
});

/** Every view of the figures of the books of retention and audit, and the tables of the lifecycle. */
const views: [string, Record<string, unknown>][] = [
  ['audit-period', { view: 'tenths' }],
  ['audit-period', { by: 'amount', view: 'orders' }],
  ['audit-period', { view: 'spend' }],
  ['audit-two-periods', { view: 'moves' }],
  ['audit-two-periods', { by: 'amount', view: 'factors' }],
  ['audit-two-periods', { view: 'tenths' }],
  ['audit-cohort', {}],
  ['audit-cohorts', { view: 'age' }],
  ['audit-cohorts', { by: 'amount', view: 'calendar' }],
  ['audit-base', {}],
  ['cohorts', {}],
  ['clv-models', {}],
  ['tracking', { view: 'incremental' }],
  ['tracking', { view: 'cumulative' }],
  ['purchase-frequency', {}],
  ['conditional-expectation', {}],
  ['heterogeneity', {}],
  ['clv', { by: 'segment' }],
  ['survival', { by: 'segment' }],
  ['recency-frequency', {}],
  ['iso-value', {}],
  ['value-matrix', { by: 'tenure' }],
  ['value-matrix', { by: 'potential' }],
  ['input-output', {}],
  ['transitions', {}],
];
/** What a phone of 360 px, one of 390 px and a desktop leave for a figure. */
const widths = [328, 358, 902];

async function textsOf(id: string, options: Record<string, unknown>, width: number, locale: Locale) {
  clean.push(readLocaleFrom(() => locale));
  const lens = lenses.find((one) => one.id === id)!;
  const answer = await lens.analyse(
    syntheticStatistics({ customers: 400 }),
    { ...lens.defaults, ...options },
    new AbortController().signal,
  );
  expect(answer.status).toBe('ready');
  const host = document.createElement('div');
  host.style.cssText = `width: ${width}px; font: 16px sans-serif`;
  document.body.append(host);
  const undo = drawFigure(lens.figure(answer), 'CNY')(host) as () => void;
  clean.push(() => {
    undo();
    host.remove();
  });
  const frame = host.querySelector('svg')!.getBoundingClientRect();
  const texts = [...host.querySelectorAll('svg text')]
    .map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }))
    .filter(({ words, box }) => words.trim() !== '' && box.width > 0);
  return { frame, texts };
}

describe.each(locales)('in %s', (locale) => {
  test.each(views)('the words of %s %o stay inside the figure and off each other, on phones and on a desktop', async (id, options) => {
    for (const width of widths) {
      const { frame, texts } = await textsOf(id, options, width, locale);
      const outside = texts.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 2);
      expect(
        outside.map(({ words }) => words),
        `outside at ${width} px`,
      ).toEqual([]);
      const touching = texts.flatMap((one, i) =>
        texts.slice(i + 1).flatMap((other) => {
          const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
          const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
          return across > 2 && down > 4 ? [`${one.words} | ${other.words}`] : [];
        }),
      );
      expect(touching, `touching at ${width} px`).toEqual([]);
    }
  });
});
