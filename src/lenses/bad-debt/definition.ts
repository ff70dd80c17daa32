import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type BadDebtOptions, type BadDebtResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** How much of what customers owe is likely to be lost? */
export const badDebt: Lens<BadDebtOptions, BadDebtResult> = {
  id: 'bad-debt',
  title: m.lenses_bad_debt_title,
  statistics: ['profile', 'receivable_ages'],
  defaults: { rates: 'own' },
  choices: { rates: ['own', 'assumed'] },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'debt-ages',
    rows: result.buckets,
    options: { rolls: result.rolls, remark: result.source === 'own' ? m.lenses_bad_debt_own() : m.lenses_bad_debt_assumed() },
  }),
  covers: ['S2-16'],
  sources: ['Cyert, Davidson & Thompson 1962'],
};
