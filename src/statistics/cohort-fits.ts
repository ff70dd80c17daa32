import { fitProcess, valuesOf } from '#models/purchases/fit.ts';
import type { PurchaseProcess } from '#models/purchases/process.ts';
import { purchaseSummary, summaryFacts } from '#panel/summary-query.ts';
import { defaultSeed, valueRules } from '#schema/thresholds.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { fitNullable as nullable, fitRow, fitSchema, parameterRow, refusedRow } from './fit-rows.ts';
import { continuous, refusalOf } from './fitted.ts';
import { ordered } from './ordered.ts';
import { byCohort, historiesOf, membersOf, type ValueBase, valueBase } from './value-base.ts';

const id = 'cohort-fits';
const schema: Record<string, StatisticType> = { model: 'text', cohort: 'text', ...fitSchema };
/** Those that figures of how customers differ offer. */
const offered: readonly PurchaseProcess[] = continuous.filter(({ id: name }) => ['mbg-nbd', 'pareto-nbd', 'bg-nbd'].includes(name));

/**
 * The value models fitted to each cohort of the first purchase alone (first day of its quarter, or of its year), on the whole file, times in weeks; rows as in
 * `purchase_fits`. A cohort of fewer than 100 customers, or of 30 who came back, is one row a model with the reason (rule M09). No rows where the whole base is refused.
 */
export const cohortFits: Statistic = {
  id,
  table: 'cohort_fits',
  schema,
  nullable,
  smallestGroup: null,
  lazy: true,
  inputs: (_, { seed = defaultSeed }) => ({ summary: purchaseSummary(seed), facts: summaryFacts() }),
  compute({ summary, facts }, _, signal): StatisticRow[] {
    const base = valueBase(summary!, facts!);
    if (refusalOf(base, 'all')) return [];
    const [, ...groups] = byCohort(base!, membersOf(base!, 'all'));
    const rows = groups.flatMap(([cohort, group]) => {
      const reason = refusalOfGroup(base!, group);
      return offered.flatMap((process) =>
        (reason ? [refusedRow(process.id, reason)] : fitTo(process, base!, group, signal)).map((row) => ({ cohort, ...row })),
      );
    });
    return rows.map((row) => ordered(schema, row));
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['place', 'n', 'unique_rows', 'iterations', 'se']);
  },
};

function refusalOfGroup(base: ValueBase, group: readonly number[]): string | null {
  if (group.length * base.weight < valueRules.leastCustomers) return 'clv-customers';
  const repeaters = group.filter((i) => base.all.x[i]! > 0).length;
  return repeaters * base.weight < valueRules.leastRepeaters ? 'clv-repeaters' : null;
}

function fitTo(process: PurchaseProcess, base: ValueBase, group: readonly number[], signal: { readonly aborted: boolean }): StatisticRow[] {
  const { histories } = historiesOf(base.all, group, base.weight, false);
  const fit = fitProcess(process, histories, { signal });
  const common = { model: process.id, ...fitRow(fit, process.parameters.length) };
  const values = valuesOf(process, fit.estimates);
  return process.parameters.map((parameter, i) => parameterRow(common, parameter, i, values, fit.covariance));
}
