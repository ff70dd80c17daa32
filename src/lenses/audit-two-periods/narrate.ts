import { share } from '#figures/words.ts';
import { formatInteger, formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { type Bounds, isSure } from '../audit-reading.ts';
import {
  auditCitation,
  auditSilence,
  beforeWords,
  changeWords,
  measureTitle,
  measureWords,
  moneyBounds,
  profitSettings,
  shareBounds,
  stretchWords,
} from '../audit-words.ts';
import type { Narration } from '../definition.ts';
import { footOf, underAssumption, warningTexts } from '../telling.ts';
import type { AuditMove, AuditTwoPeriodsResult } from './analyse.ts';
import type { Factor, FactorPart } from './factors.ts';

/** How much more or less, and through which customers, factors or tenths. */
export function narrate(result: AuditTwoPeriodsResult): Narration {
  const { by, view, stretch, customersBefore, customersNow, factors, currency } = result;
  const subtitles = { moves: m.lenses_audit_two_sub_moves, factors: m.lenses_audit_two_sub_factors, tenths: m.lenses_audit_two_sub_tenths };
  const ready = result.status === 'ready' && stretch !== null;
  return {
    headline: ready ? headline(result) : m.lenses_audit_two_silent(),
    subtitle: subtitles[view]({
      measure: view === 'tenths' ? measureWords(by) : measureTitle(by),
      stretch: stretch ? stretchWords(stretch) : '–',
    }),
    foot: footOf(
      result,
      ready ? m.lenses_audit_both({ before: formatInteger(customersBefore), now: formatInteger(customersNow) }) : null,
      ready && result.kept ? m.lenses_audit_kept({ share: shareBounds(result.kept) }) : null,
    ),
    warnings: warningTexts(result),
    notReady: auditSilence(result),
    method: {
      definition: m.lenses_audit_two_definition(),
      formula: m.lenses_audit_two_formula(),
      settings: [
        m.lenses_audit_setting_stretch(),
        m.lenses_audit_setting_poisson(),
        m.lenses_audit_setting_shapley(),
        ...factors.map((part) =>
          m.lenses_audit_setting_factor({
            factor: factorName(part.factor),
            before: level(part, part.before, currency),
            now: level(part, part.now, currency),
            change: changeWords(part.value, currency),
          }),
        ),
        ...profitSettings(result, by),
      ],
      caveats: [m.lenses_caveat_regression(), m.lenses_audit_caveat_season(), m.lenses_audit_caveat_lost()],
      citations: [
        `${auditCitation} Chapter 4.`,
        'Shapley, L. S. 1953. A value for n-person games. Contributions to the Theory of Games II, 307–317.',
        'Sun, J. W. 1998. Changes in energy consumption and energy intensity: a complete decomposition model. Energy Economics 20(1), 85–100.',
      ],
      statistics: ['profile', 'audit_moments', 'audit_moves'],
    },
  };
}

/** What became of customers, in words. */
export function moveName(move: AuditMove): string {
  const names = {
    new: m.lenses_audit_move_new,
    returned: m.lenses_audit_move_returned,
    up: m.lenses_audit_move_up,
    down: m.lenses_audit_move_down,
    lost: m.lenses_audit_move_lost,
    idle: m.lenses_audit_move_idle,
  };
  return names[move]();
}

/** What the sum is the product of, in words. */
export function factorName(factor: Factor): string {
  const names = {
    customers: m.terms_customers,
    orders: m.lenses_audit_orders_each,
    value: m.lenses_audit_value_order,
    margin: m.lenses_audit_margin,
  };
  return names[factor]();
}

/** The same within a sentence. */
function factorWords(factor: Factor): string {
  const words = {
    customers: m.lenses_audit_factor_customers,
    orders: m.lenses_audit_factor_orders,
    value: m.lenses_audit_factor_value,
    margin: m.lenses_audit_factor_margin,
  };
  return words[factor]();
}

function level({ factor }: FactorPart, value: number, currency: string | null): string {
  if (factor === 'customers') return formatInteger(value);
  if (factor === 'orders') return formatNumber(value, 2);
  return factor === 'value' ? formatMoney(value, currency) : formatPercent(value, 1);
}

function headline(result: AuditTwoPeriodsResult): string {
  const { by, view, moves, factors, best, currency } = result;
  if (view === 'tenths' && best)
    return said(
      result,
      m.lenses_audit_two_best({ again: shareBounds(best.again), gone: shareBounds(best.gone), measure: measureWords(by) }),
    );
  const first = changed(result);
  if (view === 'factors') {
    const largest = factors.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))[0]!;
    const second = m.lenses_audit_two_factor({ factor: factorWords(largest.factor), change: signed(largest, currency) });
    return said(result, m.lenses_two({ first, second }));
  }
  const sum = (...which: AuditMove[]): number =>
    moves.filter(({ move }) => which.includes(move)).reduce((all, { value }) => all + value, 0);
  const second = m.lenses_audit_two_parts({
    gained: changeWords(sum('new', 'returned'), currency),
    kept: changeWords(sum('up', 'down'), currency),
    lost: changeWords(sum('lost', 'idle'), currency),
  });
  return said(result, m.lenses_two({ first, second }));
}

/** That the sum rose or fell, or that neither is sure. */
function changed({ by, before, change, stretch, currency }: AuditTwoPeriodsResult): string {
  const size = { value: Math.abs(change!.value), low: change!.low, high: change!.high };
  if (change!.value < 0) [size.low, size.high] = [negated(change!.high), negated(change!.low)];
  const part = before > 0 ? m.lenses_bracket({ interval: share(Math.abs(change!.value) / before) }) : '';
  const words = {
    measure: measureTitle(by),
    amount: moneyBounds(size, currency),
    share: part,
    before: beforeWords(stretch!),
    stretch: stretchWords(stretch!),
  };
  if (!isSure(change!)) return m.lenses_audit_two_unsure({ ...words, amount: signed(change!, currency) });
  return change!.value > 0 ? m.lenses_audit_two_rose(words) : m.lenses_audit_two_fell(words);
}

/** A change with its sign and its interval. */
function signed(change: Bounds, currency: string | null): string {
  return `${change.value > 0 ? '+' : ''}${moneyBounds(change, currency)}`;
}

function negated(value: number | null): number | null {
  return value === null ? null : -value;
}

function said(result: AuditTwoPeriodsResult, words: string): string {
  return result.by === 'profit' ? underAssumption(words, result) : words;
}
