import { purchaseSummary, summaryFacts, weeklyRepeats } from '#panel/summary-query.ts';
import { defaultSeed, valueRules } from '#schema/thresholds.ts';
import { isoOfDay } from '#table/calendar.ts';
import { columnOf } from '#table/rows.ts';
import type { Table } from '#table/table.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { distinctFits, refusalOf } from './fitted.ts';
import { byCohort, membersOf, type ValueBase, valueBase, week } from './value-base.ts';

const id = 'clv-tracking';
const schema: Record<string, StatisticType> = {
  ...{
    model: 'text',
    cohort: 'text',
    week: 'integer',
    ends: 'date',
    days: 'integer',
    held_out: 'integer',
    actual: 'integer',
    expected: 'number',
  },
};

/**
 * Repeat purchases week by week of the customers of the calibration, as they came and as a model fitted on the calibration expects them: E[X] at the end less E[X] at
 * the beginning of the week, counted from each customer's own first purchase. Weeks are cut so that one ends with the calibration; the first and the last of the file may have
 * fewer `days`. The latest of at most five years; `held_out` 1 after the calibration. Source: Fader, Hardie & Lee 2005, figures 2 and 3.
 */
export const clvTracking: Statistic = {
  id,
  table: 'clv_tracking',
  schema,
  nullable: [],
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { seed = defaultSeed }) => ({ summary: purchaseSummary(seed), facts: summaryFacts(), weeks: weeklyRepeats(seed) }),
  compute({ summary, facts, weeks }, _, signal): StatisticRow[] {
    const base = valueBase(summary!, facts!);
    if (refusalOf(base, 'calibration')) return [];
    return tracking(base!, weeks!, signal);
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['week', 'days', 'actual', 'expected']);
  },
};

function tracking(base: ValueBase, weeks: Table, signal: { readonly aborted: boolean }): StatisticRow[] {
  const start = Date.parse(String(base.facts.first_day)) / 86_400_000;
  const calibration = Date.parse(String(base.facts.calibration_end)) / 86_400_000 - start;
  const days = calibration + Number(base.facts.hold_days);
  const lead = 6 - (calibration % week);
  const last = Math.ceil((days + 1 + lead) / week);
  const first = Math.max(1, last - valueRules.weeks + 1);
  const endOf = (w: number): number => Math.min(days, w * week - 1 - lead);
  const groups = byCohort(base, membersOf(base, 'calibration'));
  const actual = actualByWeek(base, weeks, calibration, last);
  return distinctFits(base, 'calibration', signal).flatMap(({ process, values }) => {
    const until = Float64Array.from({ length: days + 2 }, (_, day) => process.expected(values, day / week));
    return [...groups].flatMap(([cohort, group]) => {
      const starts = new Float64Array(days + 1);
      for (const i of group) starts[base.born[i]!]! += base.weight;
      const sums = Array.from({ length: last + 1 }, (_, w) =>
        starts.reduce((sum, n, born) => (n > 0 && endOf(w) >= born ? sum + n * until[endOf(w) + 1 - born]! : sum), 0),
      );
      return Array.from({ length: last - first + 1 }, (_, k): StatisticRow => {
        const w = first + k;
        return {
          ...{ model: process.id, cohort, week: w, ends: isoOfDay(start + endOf(w)), days: endOf(w) - Math.max(-1, endOf(w - 1)) },
          ...{ held_out: Number(endOf(w) > calibration) },
          ...{ actual: Math.round(actual.get(cohort)?.[w] ?? 0), expected: Math.round(Math.max(0, sums[w]! - sums[w - 1]!) * 1e4) / 1e4 },
        };
      });
    });
  });
}

/** Repeat purchases by cohort and week, of customers who came by the end of the calibration. */
function actualByWeek(base: ValueBase, weeks: Table, calibration: number, last: number): Map<string, Float64Array> {
  const [at, born, n] = ['week', 'born', 'n'].map((name) => columnOf(weeks, name).values as ArrayLike<number>) as [
    ArrayLike<number>,
    ArrayLike<number>,
    ArrayLike<number>,
  ];
  const found = new Map<string, Float64Array>();
  for (let i = 0; i < weeks.rowCount; i++) {
    if (born[i]! >= calibration || at[i]! > last) continue;
    for (const cohort of ['all', base.cohortOf(born[i]!)]) {
      let sums = found.get(cohort);
      if (!sums) found.set(cohort, (sums = new Float64Array(last + 1)));
      sums[at[i]!]! += n[i]! * base.weight;
    }
  }
  return found;
}
