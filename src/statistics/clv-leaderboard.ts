import { opportunityScale, opportunitySummary, summaryFacts } from '#panel/summary-query.ts';
import { defaultSeed } from '#schema/thresholds.ts';
import type { Table } from '#table/table.ts';
import { bgBb } from '#models/purchases/bg-bb/process.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { type Fitted, fits, refusalOf } from './fitted.ts';
import { expectedWithin, logChances } from './hold-out.ts';
import { opportunitiesOf, opportunityFit } from './opportunities.ts';
import { ordered } from './ordered.ts';
import { gapError, gapTo, scoredModels } from './score-gaps.ts';
import { byCohort, membersOf, type ValueBase, valueBase } from './value-base.ts';

const id = 'clv-leaderboard';
const schema: Record<string, StatisticType> = {
  ...{ model: 'text', cohort: 'text', n: 'integer', actual: 'integer', predicted: 'number', mae: 'number', rmse: 'number' },
  ...{ correlation: 'number', log_score: 'number', alive: 'number', hold_weeks: 'number' },
  ...{ k: 'integer', opportunity: 'text', opportunity_days: 'number', per: 'number', reason: 'text' },
  ...Object.fromEntries(scoredModels.map((model) => [gapTo(model), 'number' as const])),
};
const nullable = [
  ...['predicted', 'mae', 'rmse', 'correlation', 'log_score', 'alive'],
  ...['k', 'opportunity', 'opportunity_days', 'per', 'reason'],
  ...scoredModels.map(gapTo),
];

/**
 * Models fitted on the calibration part and tried on the rest, by cohort of the first purchase and for all: purchases that came and that were expected, errors by
 * customer, correlation, and `log_score`, the mean ln P[Y = purchases that came | history] at the calibration's parameters, a proper score of the same outcome for
 * every model; `gap_error_…` of each other model is the standard error of the difference of the two mean scores, of the same customers. Of the model of regular timing `k`; it is the MBG/NBD at k = 1 (reason `same-as-mbg-nbd`). BG/BB counts opportunities with a purchase
 * (`opportunity`, of `opportunity_days` each), turned into purchases by `per` purchases in each; where one holds several, its chances are of another outcome: no score, reason
 * `opportunities`. Without enough of them no prediction: reason `opportunities-few`. 'naive': everybody goes on at the own rate x/T, a rule without
 * chances. No rows where the calibration is too small or nothing is held out. Source: Gneiting & Raftery 2007.
 */
export const clvLeaderboard: Statistic = {
  id,
  table: 'clv_leaderboard',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { seed = defaultSeed }) => ({ summary: opportunitySummary(seed), facts: summaryFacts(), scale: opportunityScale() }),
  compute({ summary, facts, scale }, _, signal): StatisticRow[] {
    const base = valueBase(summary!, facts!);
    if (refusalOf(base, 'calibration') || !(base!.holdWeeks > 0)) return [];
    const members = membersOf(base!, 'calibration');
    const { x, T } = base!.calibration;
    const trials = [
      { model: 'naive', expected: members.map((i) => (x[i]! / T[i]!) * base!.holdWeeks) },
      ...fits(base!, 'calibration', signal).map((fit) => trialOf(fit, base!, members)),
      trialByOpportunity(base!, summary!, scale!, members, signal),
    ];
    const at = new Int32Array(base!.rows);
    members.forEach((i, k) => (at[i] = k));
    return trials.flatMap((trial) => {
      return [...byCohort(base!, members)].map(([cohort, group]) =>
        ordered(schema, { ...row(trial, base!, group, at), ...gapErrors(trial, trials, group, at), cohort }),
      );
    });
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n', 'actual', 'predicted', 'mae', 'rmse', 'hold_weeks', 'k', 'opportunity_days', 'per']);
  },
};

/** What a model says of each member; null or left out where it says nothing. */
interface Trial {
  model: string;
  expected: ArrayLike<number> | null;
  alive?: ArrayLike<number>;
  logChance?: ArrayLike<number> | null;
  more?: StatisticRow;
}

function trialOf(fit: Fitted, base: ValueBase, members: readonly number[]): Trial {
  const { process, values, histories, place, k } = fit;
  const { expected, alive } = expectedWithin(process, values, histories, base.holdWeeks);
  return {
    model: process.id,
    expected: Float64Array.from(place, (at) => expected[at]!),
    alive: Float64Array.from(place, (at) => alive[at]!),
    logChance: logChances(fit, alive, (customer) => base.held[members[customer]!]!, base.holdWeeks),
    more: { ...(k === undefined ? {} : { k }), ...(k === 1 ? { reason: 'same-as-mbg-nbd' } : {}) },
  };
}

function trialByOpportunity(
  base: ValueBase,
  summary: Table,
  scale: Table,
  members: readonly number[],
  signal: { readonly aborted: boolean },
): Trial {
  const cut = opportunitiesOf(base, summary, scale);
  const fit = cut && opportunityFit(base, cut, signal);
  if (!fit) return { model: bgBb.id, expected: null, more: { reason: 'opportunities-few' } };
  const { values, histories, place } = fit;
  const of = (each: (history: { x: number; tx: number; T: number }) => number): Float64Array =>
    histories.x.map((x, i) => each({ x, tx: histories.tx[i]!, T: histories.T[i]! }));
  const [expected, alive] = [of((history) => bgBb.conditional(values, history, cut.ahead)), of((history) => bgBb.alive(values, history))];
  return {
    model: bgBb.id,
    expected: Float64Array.from(place, (at) => expected[at]! * cut.per),
    alive: Float64Array.from(place, (at) => alive[at]!),
    logChance: cut.single ? logChances(fit, alive, (customer) => cut.came[members[customer]!]!, cut.ahead) : null,
    more: {
      ...{ opportunity: cut.unit, opportunity_days: (base.holdWeeks * 7) / cut.ahead, per: cut.per },
      ...(cut.single ? {} : { reason: 'opportunities' }),
    },
  };
}

function row(trial: Trial, base: ValueBase, group: readonly number[], at: Int32Array): StatisticRow {
  const { model, expected, alive, logChance, more } = trial;
  const n = group.length;
  const mean = (of: ArrayLike<number> | null | undefined) => (of ? group.reduce((sum, i) => sum + of[at[i]!]!, 0) / n : null);
  const actual = group.reduce((sum, i) => sum + base.held[i]!, 0);
  return {
    ...{ model, n: Math.round(n * base.weight), actual: Math.round(actual * base.weight), hold_weeks: base.holdWeeks },
    ...(expected ? errors(base, group, (i) => expected[at[i]!]!) : {}),
    ...{ log_score: mean(logChance), alive: mean(alive) },
    ...more,
  };
}

/** Standard errors of the differences of the mean scores of a trial and of each other one, customer by customer; none where one has no score. */
function gapErrors({ logChance }: Trial, trials: readonly Trial[], group: readonly number[], at: Int32Array): StatisticRow {
  if (!logChance) return {};
  const scores = (of: ArrayLike<number>) => group.map((i) => of[at[i]!]!);
  const others = trials.filter((trial) => trial.logChance && trial.logChance !== logChance);
  return Object.fromEntries(others.map((trial) => [gapTo(trial.model), gapError(scores(logChance), scores(trial.logChance!))]));
}

function errors(base: ValueBase, group: readonly number[], expected: (i: number) => number): StatisticRow {
  const n = group.length;
  let [actual, predicted, absolute, squares, crossed, ofActual, ofPredicted] = [0, 0, 0, 0, 0, 0, 0];
  for (const i of group) {
    const [came, guess] = [base.held[i]!, expected(i)];
    actual += came;
    predicted += guess;
    absolute += Math.abs(came - guess);
    squares += (came - guess) ** 2;
    crossed += came * guess;
    ofActual += came * came;
    ofPredicted += guess * guess;
  }
  const spread = (ofActual - actual ** 2 / n) * (ofPredicted - predicted ** 2 / n);
  return {
    predicted: predicted * base.weight,
    mae: absolute / n,
    rmse: Math.sqrt(squares / n),
    correlation: spread > 1e-12 ? (crossed - (actual * predicted) / n) / Math.sqrt(spread) : null,
  };
}
