import { wilson } from '#numeric/wilson.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { smallSamples, stageRibbonRules } from '#schema/thresholds.ts';
import { type Stage, stages } from '#figures/stages.ts';
import { type Told, count, factsOf, notReady, told } from '../reading.ts';

/** An unbroken stay of one customer in a stage; ages from 0, the last one included. */
export interface Stay {
  place: number;
  customer_id: string;
  from: number;
  to: number;
  stage: Stage;
  /** 1: too early to judge */
  early: number;
}

/** A share with its interval (Wilson); nulls without anybody. */
export interface Part {
  n: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

export interface StageRibbonResult extends Told {
  /** customers in all, of whom `n` are drawn */
  all: number;
  stays: Stay[];
  /** customers observed for at least twelve complete periods, and which part of them ever was stable, and has ended */
  old: number;
  stable: Part;
  ended: Part;
}

/** The stays of the sampled customers, and how far those came who have been observed long enough. */
export function analyse(statistics: StatisticTables, _options: Record<string, never>, signal: AbortSignal): StageRibbonResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const stays = staysOf(statistics.stage_ribbon ?? []);
  const paths = new Map<string, Stay[]>();
  for (const stay of stays) paths.set(stay.customer_id, [...(paths.get(stay.customer_id) ?? []), stay]);
  const old = [...paths.values()].filter((path) => path.at(-1)!.to + 1 >= stageRibbonRules.longEnough);
  const part = (has: (path: Stay[]) => boolean): Part => {
    const n = old.filter(has).length;
    const range = wilson(n, old.length);
    return { n, share: range ? n / old.length : null, low: range?.low ?? null, high: range?.high ?? null };
  };
  const result: StageRibbonResult = {
    ...told(facts, paths.size, 'estimated', false),
    all: count(statistics.profile?.[0], 'customers_with_stage'),
    stays,
    old: old.length,
    stable: part((path) => path.some(({ stage }) => stage === 'S')),
    ended: part((path) => path.some(({ stage }) => stage === 'T')),
  };
  if (paths.size === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (paths.size < smallSamples.suppressed)
    return notReady(result, 'too-little', 'few-customers', { have: paths.size, need: smallSamples.suppressed });
  return result;
}

function staysOf(rows: NonNullable<StatisticTables[string]>): Stay[] {
  const ordered = rows.toSorted((a, b) => Number(a.place) - Number(b.place) || Number(a.age) - Number(b.age));
  const stays: Stay[] = [];
  for (const row of ordered) {
    const stage = stages.find((one) => one === row.stage);
    if (!stage) continue;
    const [place, age, early] = [Number(row.place), Number(row.age), Number(row.early)];
    const last = stays.at(-1);
    if (last && last.place === place && last.stage === stage && last.early === early) last.to = age;
    else stays.push({ place, customer_id: String(row.customer_id), from: age, to: age, stage, early });
  }
  return stays;
}
