import type { CustomerFilter } from '#figures/definition.ts';
import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { beforeWords, measureTitle } from '../audit-words.ts';
import type { FigureRequest, Lens } from '../definition.ts';
import { type AuditTwoPeriodsOptions, type AuditTwoPeriodsResult, analyse } from './analyse.ts';
import { factorName, moveName, narrate } from './narrate.ts';

/** What changed from one period to the next, and through whom? */
export const auditTwoPeriods: Lens<AuditTwoPeriodsOptions, AuditTwoPeriodsResult> = {
  id: 'audit-two-periods',
  title: m.lenses_audit_two_title,
  statistics: ['profile', 'audit_moments', 'audit_moves'],
  defaults: { by: 'profit', view: 'moves' },
  choices: { by: ['profit', 'amount'], view: ['moves', 'factors', 'tenths'] },
  analyse,
  narrate,
  figure: (result) => (result.view === 'tenths' ? tenths(result) : waterfall(result)),
  covers: ['S2-19', 'S2-17'],
  sources: ['Fader, Hardie & Ross 2022', 'Shapley 1953'],
};

/** From the earlier stretch to the later one, by customers or by factors. */
function waterfall(result: AuditTwoPeriodsResult): FigureRequest {
  const { view, moves, factors, before, now, stretch, by } = result;
  const steps =
    view === 'factors'
      ? factors.map(({ factor, ...part }) => ({ step: factor as string, name: factorName(factor), ...part }))
      : moves.map(({ move, n, ...part }) => ({
          step: move as string,
          name: m.lenses_audit_move_n({ move: moveName(move), n: formatInteger(n) }),
          ...part,
        }));
  let level = before;
  const ready = steps.length > 0 && stretch !== null;
  const rows = steps.map(({ step, value, low, high }) => ({
    step,
    total: false,
    amount: value,
    low,
    high,
    from: level,
    to: (level += value),
  }));
  const ends = (step: string, amount: number) => ({ step, total: true, amount, low: null, high: null, from: 0, to: amount });
  const filter = (...where: CustomerFilter['where']): CustomerFilter => ({ table: 'two_periods', where });
  return {
    figure: 'profit-waterfall',
    rows: ready ? [ends('before', before), ...rows, ends('now', now)] : [],
    options: {
      costsKnown: true,
      names: {
        ...Object.fromEntries(steps.map(({ step, name }) => [step, name])),
        before: ready ? m.lenses_audit_sum({ measure: measureTitle(by), stretch: beforeWords(stretch) }) : '',
        now: ready ? m.lenses_audit_sum({ measure: measureTitle(by), stretch: m.lenses_audit_now() }) : '',
      },
      customers: {
        before: filter({ column: 'orders_before', from: 1 }),
        now: filter({ column: 'orders_now', from: 1 }),
        ...(view === 'factors' ? {} : Object.fromEntries(moves.map(({ move }) => [move, filter({ column: `move_${by}`, is: move })]))),
      },
    },
  };
}

function tenths({ cells, by }: AuditTwoPeriodsResult): FigureRequest {
  const keys = Array.from({ length: 10 }, (_, i) => String(i + 1));
  const place = (key: string) => ({ key, label: formatInteger(Number(key)), short: formatInteger(Number(key)) });
  return {
    figure: 'matrix',
    rows: cells.map((cell) => ({ ...cell })),
    options: {
      rows: keys.filter((key) => cells.some(({ row }) => row === key)).map(place),
      columns: [...keys.map(place), { key: 'none', label: m.lenses_audit_none(), short: '∅' }],
      rowTitle: m.lenses_audit_tenth_before(),
      columnTitle: m.lenses_audit_tenth_now(),
      cellTitle: m.lenses_audit_share_tenth(),
      countTitle: m.terms_customers(),
      empty: null,
      aside: null,
      customers: { table: 'two_periods', row: `tenth_${by}_before`, column: `tenth_${by}_now` },
    },
  };
}
