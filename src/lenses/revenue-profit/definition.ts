import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type RevenueProfitOptions, type RevenueProfitResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Do customers who buy much also bring much? */
export const revenueProfit: Lens<RevenueProfitOptions, RevenueProfitResult> = {
  id: 'revenue-profit',
  title: m.lenses_revenue_profit_title,
  statistics: ['profile', 'revenue_profit'],
  defaults: { acquisition: 'expensed' },
  choices: { acquisition: ['expensed', 'amortised'] },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'revenue-profit',
    rows: result.dots.map((dot) => ({ ...dot })),
    options: { axes: 'revenue', losing: result.losing, remark: unallocatedRemark(result) },
  }),
  covers: ['S2-17', 'S2-18', 'S2-20'],
  sources: ['Kaplan & Narayanan 2001'],
};
