import { backTest, cutOf } from '#models/action/warning/back-test.ts';
import { yearlyRetention } from '#models/action/warning/decision.ts';
import { warnedOf } from '#models/action/warning/list.ts';
import type { Measured } from '#models/action/warning/evaluate.ts';
import { actionFacts, hazardCells } from '#panel/action-query.ts';
import { defaultSeed, warningRules } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { endingOf, warningRisk } from './warning-risk.ts';

const id = 'warning-fit';
const schema: Record<string, StatisticType> = {
  part: 'text',
  item: 'text',
  n: 'integer',
  value: 'number',
  low: 'number',
  high: 'number',
  expected: 'number',
};
const nullable = ['value', 'low', 'high', 'expected'];
/**
 * What stands behind the warnings, in parts: `count` (customers at risk, too early, warned, red, declining; `alive`: who is warned of with P(alive) only, value 1 where it is asked), `fit` (basis 1 = regression, 0 = points; cells, events,
 * converged, rate), `coefficient` (a spread of the sign, with 95 % interval), `trial` (precision, recall, auc, brier, lead, of the rule too; n = customers) and
 * `calibration` (tenths by score: expected against observed).
 */
export const warningFit: Statistic = {
  id,
  table: 'warning_fit',
  schema,
  nullable,
  smallestGroup: null,
  lazy: true,
  inputs: (_, { asOf }) => ({ cells: hazardCells(asOf), facts: actionFacts(asOf) }),
  compute({ cells: read, facts }, { seed = defaultSeed }, signal): StatisticRow[] {
    const [fact] = rowsOf(facts!);
    if (!fact || fact.first_day === null) return [];
    const periodDays = Number(fact.period_days);
    const { cells, fit } = warningRisk(read!, signal);
    const { estimates, diagnostics } = fit;
    const counts = [
      count('at-risk', Number(fact.at_risk)),
      count('too-early', Number(fact.too_early)),
      count('declining', Number(fact.declining)),
    ];
    if (!estimates) return counts;
    const latest = cells.filter(({ worse }) => worse === null);
    const retention = yearlyRetention(estimates.rate, periodDays, endingOf(fact));
    const [plain, withAlive] = [false, true].map((asked) => warnedOf(latest, estimates, new Map(), retention, asked)) as [Counted, Counted];
    const asked = Number(fact.alive_in_warnings) === 1;
    const { warned, red } = asked ? withAlive : plain;
    const cut = cutOf(Number(fact.first_day), Number(fact.as_of_day), periodDays);
    const tried = cut === null ? null : backTest(cells, { cut, periodDays, replicates: warningRules.replicates, seed }, signal);
    return [
      ...counts,
      count('warned', warned),
      count('red', red),
      row('count', 'alive', withAlive.warned - plain.warned, { value: Number(asked) }),
      row('fit', 'basis', diagnostics.customers, { value: Number(estimates.basis === 'model') }),
      row('fit', 'cells', diagnostics.cells, {}),
      row('fit', 'events', diagnostics.events, { value: estimates.rate }),
      row('fit', 'converged', diagnostics.iterations, { value: diagnostics.converged }),
      ...estimates.coefficients.map(({ name, value, error }) =>
        row('coefficient', name, diagnostics.customers, { value, low: value - 1.96 * error, high: value + 1.96 * error }),
      ),
      ...(tried ? trialRows(tried) : []),
    ];
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n']);
  },
};

function trialRows({ evaluation, training, rule, basis }: NonNullable<ReturnType<typeof backTest>>): StatisticRow[] {
  const { customers } = evaluation;
  const measured = (name: string, some: Measured) => row('trial', name, customers, { ...some });
  return [
    row('trial', 'basis', training.events, { value: Number(basis === 'model') }),
    row('trial', 'events', evaluation.events, { value: evaluation.n }),
    row('trial', 'alerts', evaluation.alerts, {}),
    measured('precision', evaluation.precision),
    measured('recall', evaluation.recall),
    measured('auc', evaluation.auc),
    measured('brier', evaluation.brier),
    row('trial', 'lead', customers, { value: evaluation.lead }),
    row('trial', 'rule-precision', rule.alerts, { value: rule.precision }),
    row('trial', 'rule-recall', rule.alerts, { value: rule.recall }),
    ...evaluation.calibration.map(({ n, expected, observed, low, high }, i) =>
      row('calibration', String(i + 1).padStart(2, '0'), n, { value: observed, low, high, expected }),
    ),
  ];
}

type Counted = ReturnType<typeof warnedOf>;

function count(item: string, n: number): StatisticRow {
  return row('count', item, n, {});
}

function row(
  part: string,
  item: string,
  n: number,
  numbers: Partial<Record<'value' | 'low' | 'high' | 'expected', number | null>>,
): StatisticRow {
  return { part, item, n, value: null, low: null, high: null, expected: null, ...numbers };
}
