import { gammaGamma } from '#models/spend/gamma-gamma/definition.ts';
import { opportunityScale, opportunitySummary, spends, summaryFacts } from '#panel/summary-query.ts';
import { defaultSeed, valueRules } from '#schema/thresholds.ts';
import { columnOf } from '#table/rows.ts';
import type { Table } from '#table/table.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { fitNullable as nullable, fitRow, fitSchema, parameterRow, refusedRow } from './fit-rows.ts';
import { continuous, type Fitted, fits, refusalOf } from './fitted.ts';
import { opportunitiesOf, opportunityFit } from './opportunities.ts';
import { ordered } from './ordered.ts';
import { type Sample, valueBase } from './value-base.ts';

const id = 'purchase-fits';
const schema: Record<string, StatisticType> = { model: 'text', sample: 'text', ...fitSchema };

/**
 * The fits of the value models, a row a parameter: every process of continuous time on the whole file and on its calibration part (times in weeks; that of regular timing
 * with its `k`, which has no interval), BG/BB on the calibration in opportunities, Gamma-Gamma on the
 * whole file with the `correlation` of number and size of purchases as a further row. Intervals are symmetric on the log scale, from the curvature; `cov_j`
 * are covariances of the ln parameters. A refused fit is one row with its reason and no parameter.
 */
export const purchaseFits: Statistic = {
  id,
  table: 'purchase_fits',
  schema,
  nullable,
  smallestGroup: null,
  lazy: true,
  inputs: (_, { seed = defaultSeed }) => ({
    summary: opportunitySummary(seed),
    scale: opportunityScale(),
    facts: summaryFacts(),
    spends: spends(seed),
  }),
  compute({ summary, scale, facts, spends: amounts }, _, signal): StatisticRow[] {
    const base = valueBase(summary!, facts!);
    const samples: Sample[] = ['all', 'calibration'];
    const rows = samples.flatMap((sample) => {
      const reason = refusalOf(base, sample);
      if (reason) return continuous.map((process) => ({ sample, ...refusedRow(process.id, reason) }));
      const cut = sample === 'calibration' ? opportunitiesOf(base!, summary!, scale!) : null;
      const byOpportunity = cut && opportunityFit(base!, cut, signal);
      return [...fits(base!, sample, signal), ...(byOpportunity ? [byOpportunity] : [])].flatMap((fit) => rowsOfFit(fit, sample));
    });
    return [...rows, ...spendRows(amounts!, signal)].map((row) => ordered(schema, row));
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['place', 'n', 'unique_rows', 'iterations', 'se']);
  },
};

function rowsOfFit({ process, fit, values, k }: Fitted, sample: Sample): StatisticRow[] {
  const common = { model: process.id, sample, ...fitRow(fit, values.length + (k === undefined ? 0 : 1)) };
  const rows = process.parameters.map((parameter, i) => parameterRow(common, parameter, i, values, fit.covariance));
  return k === undefined
    ? rows
    : [...rows, { ...common, place: values.length, parameter: 'k', estimate: k, se: null, low: null, high: null }];
}

function spendRows(amounts: Table, signal: { readonly aborted: boolean }): StatisticRow[] {
  const column = (name: string) => Float64Array.from(columnOf(amounts, name).values as ArrayLike<number>);
  const [x, m, weight] = [column('x'), column('m'), column('n')];
  const customers = weight.reduce((sum, one) => sum + one, 0);
  if (customers < valueRules.leastRepeaters) return [{ sample: 'all', ...refusedRow(gammaGamma.id, 'clv-few-amounts') }];
  const { estimates, reason, diagnostics } = gammaGamma.fit({ spends: { x, m, weight } }, {}, signal);
  if (!estimates) return [{ sample: 'all', ...refusedRow(gammaGamma.id, reason!.code) }];
  const common = { model: gammaGamma.id, sample: 'all', ...fitRow(diagnostics, 3) };
  const values = [estimates.p, estimates.q, estimates.gamma];
  const rows = ['p', 'q', 'gamma'].map((parameter, i) => parameterRow(common, parameter, i, values, diagnostics.covariance));
  if (!diagnostics.correlation) return rows;
  const { value, low, high } = diagnostics.correlation;
  return [...rows, { ...common, place: 3, parameter: 'correlation', estimate: value, se: null, low, high }];
}
