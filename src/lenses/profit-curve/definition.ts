import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type ProfitCurveResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** When has a customer paid back what it cost, and what is earned after that? */
export const profitCurve: Lens<Record<string, never>, ProfitCurveResult> = {
  id: 'profit-curve',
  title: m.lenses_profit_curve_title,
  statistics: ['profile', 'stage_age', 'stage_age_replicates'],
  defaults: {},
  analyse,
  narrate,
  figure(result) {
    const remark = unallocatedRemark(result);
    const empty = { age: null, n: null, profit: null, profitLow: null, profitHigh: null, cumulative: null, low: null, high: null };
    const costs = remark ? [{ ...empty, note: remark }] : [];
    return {
      figure: 'profit-curve',
      rows: [...result.ages.map((row) => ({ ...row, note: null })), ...costs],
      options: { period: result.period, breakEvenAge: result.breakEvenAge, remark },
    };
  },
  covers: ['S0-20', 'S2-20', 'S2-25'],
  sources: ['Reichheld & Sasser 1990'],
};
