import { hmmRules, smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { type Stage, stages } from '#figures/stages.ts';
import { type Told, count, factsOf, notReady, number, told } from '../reading.ts';

export type DriversOptions = {
  /** what is drawn; auto: driving forces where there are any, else order rates */
  show: 'auto' | 'drivers' | 'rates';
};

interface Ranged {
  value: number;
  low: number | null;
  high: number | null;
  n: number;
}

export type Force = 'contacts' | 'complaints' | 'price';

export interface DriversResult extends Told {
  /** probability a period of every legal move between hidden stages */
  transitions: (Ranged & { from: Stage; to: Stage })[];
  /** orders per period of a usual customer in each hidden stage */
  rates: (Ranged & { stage: Stage })[];
  /** classes of customers by scale, with mean 1, and how common each is */
  scales: { scale: number; share: number }[];
  /** odds ratio of a force in one period on a move in the next; `clear`: told apart from chance */
  drivers: (Ranged & { force: Force; from: Stage; to: Stage; clear: boolean })[];
  /** figures of the search: customers, moves, bic, bicThreeStates, bicForces, starts, finalists, agreeing, steps, converged, size … */
  fit: Record<string, number>;
  show: 'drivers' | 'rates';
}

const forces: readonly Force[] = ['contacts', 'complaints', 'price'];

/** Hidden stages behind the orders, and what goes with a move from one to the next. */
export function analyse(statistics: StatisticTables, { show }: DriversOptions, signal: AbortSignal): DriversResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = inOrder(statistics.hmm ?? []);
  const fit = Object.fromEntries(of(rows, 'fit').map((row) => [String(row.name), number(row, 'value') ?? 0]));
  const drivers = of(rows, 'driver').flatMap((row) => {
    const force = forces.find((one) => one === row.name);
    const move = moveOf(row);
    return force && move && (number(row, 'value') ?? 0) > 0 ? [{ force, ...move, ...ranged(row), clear: row.clear === 1 }] : [];
  });
  const result: DriversResult = {
    ...told(facts, Math.max(0, fit.customers ?? 0), 'estimated', false),
    transitions: of(rows, 'transition').flatMap((row) => (moveOf(row) ? [{ ...moveOf(row)!, ...ranged(row) }] : [])),
    rates: of(rows, 'rate').flatMap((row) => {
      const stage = stageOf(row.from_stage);
      return stage && (number(row, 'value') ?? 0) > 0 ? [{ stage, ...ranged(row) }] : [];
    }),
    scales: of(rows, 'scale').map((row) => ({ scale: number(row, 'value') ?? 0, share: number(row, 'n') ?? 0 })),
    drivers,
    fit,
    show: show === 'rates' || drivers.length === 0 ? 'rates' : 'drivers',
  };
  const refused = of(rows, 'refusal')[0];
  if (rows.length === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (refused) {
    const parameters = { have: count(refused, 'value'), need: number(refused, 'high') ?? hmmRules.leastCustomers };
    return notReady(result, 'too-little', String(refused.name), parameters);
  }
  if (result.n < smallSamples.suppressed || result.rates.length === 0)
    return notReady(result, 'too-little', 'hmm-few-customers', { have: result.n, need: hmmRules.leastCustomers });
  return { ...result, warnings: [...result.warnings, ...warningsOf(result)] };
}

/** By the order of the stages, not of their letters. */
function inOrder(rows: readonly StatisticRow[]): StatisticRow[] {
  const place = (row: StatisticRow) =>
    stages.findIndex((stage) => stage === row.from_stage) * 10 + stages.findIndex((stage) => stage === row.to_stage);
  return [...rows].sort((a, b) => place(a) - place(b));
}

function of(rows: readonly StatisticRow[], kind: string): StatisticRow[] {
  return rows.filter((row) => row.kind === kind);
}

function stageOf(text: unknown): Stage | undefined {
  return stages.find((stage) => stage === text);
}

function moveOf(row: StatisticRow): { from: Stage; to: Stage } | null {
  const [from, to] = [stageOf(row.from_stage), stageOf(row.to_stage)];
  return from && to ? { from, to } : null;
}

function ranged(row: StatisticRow): Ranged {
  return { value: number(row, 'value') ?? 0, low: number(row, 'low'), high: number(row, 'high'), n: count(row, 'n') };
}

function warningsOf({ fit, rates }: DriversResult) {
  const rate = (stage: Stage) => rates.find((row) => row.stage === stage)?.value ?? 0;
  return [
    ...(fit.converged === 0 ? [{ code: 'hmm-not-converged', parameters: {} }] : []),
    ...((fit.bicThreeStates ?? Infinity) < (fit.bic ?? 0) ? [{ code: 'hmm-three-states', parameters: {} }] : []),
    ...((fit.pooled ?? 0) > 0 ? [{ code: 'hmm-pooled', parameters: {} }] : []),
    ...(rate('E') < rate('D') ? [{ code: 'hmm-exploration-silent', parameters: {} }] : []),
    ...(rate('D') >= rate('S') ? [{ code: 'hmm-decline-not-lower', parameters: {} }] : []),
  ];
}
