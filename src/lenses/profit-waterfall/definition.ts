import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type ProfitWaterfallOptions, type ProfitWaterfallResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** What is left of revenue when every cost is counted, and which costs nobody bears? */
export const profitWaterfall: Lens<ProfitWaterfallOptions, ProfitWaterfallResult> = {
  id: 'profit-waterfall',
  title: m.lenses_waterfall_title,
  statistics: ['profile', 'profit_waterfall'],
  defaults: { segment: '' },
  analyse,
  narrate,
  figure: (result) => ({ figure: 'profit-waterfall', rows: rowsOf(result), options: { costsKnown: result.costsKnown } }),
  covers: ['S2-18', 'S0-16', 'S0-20'],
  sources: ['Kaplan & Narayanan 2001', 'Cooper & Kaplan 1991'],
};

/** Bars in reading order: totals from zero, steps from where the last one ended. */
function rowsOf({ revenue, steps, customersProfit, profit, segment }: ProfitWaterfallResult) {
  const others = steps.filter(({ id }) => id === 'unknown-buyers' || id === 'unallocated');
  const own = steps.filter((step) => !others.includes(step));
  let level = revenue;
  const bar = ({ id, amount }: { id: string; amount: number }) => ({ step: id, total: false, amount, from: level, to: (level += amount) });
  const total = (step: string, amount: number) => ({ step, total: true, amount, from: 0, to: amount });
  return [
    total('revenue', revenue),
    ...own.map(bar),
    ...(segment === '' && others.length > 0 ? [total('customers-profit', customersProfit), ...others.map(bar)] : []),
    total('profit', profit),
  ];
}
