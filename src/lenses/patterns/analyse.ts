import { type PatternOrOpen, patterns } from '#models/lifecycle/patterns/episode.ts';
import type { Threshold } from '#models/lifecycle/patterns/threshold.ts';
import { wilson } from '#numeric/wilson.ts';
import { ageCurveThresholds, smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { type Told, count, factsOf, money, notReady, number, rowsBy, smallestRiskSet, told } from '../reading.ts';

export type PatternsOptions = {
  /** shares ended by stage, or the mean profit along each pattern */
  show: 'incidence' | 'profit';
};

/** A share of all judged relationships with its 95 % interval (Wilson). */
export interface PatternShare {
  pattern: PatternOrOpen;
  n: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

/** Shares ended from exploration, formation and the stable stage within so many periods. */
export interface PatternStep {
  periods: number;
  atRisk: number;
  lasting: number;
  E: number;
  ELow: number | null;
  EHigh: number | null;
  F: number;
  FLow: number | null;
  FHigh: number | null;
  S: number;
  SLow: number | null;
  SHigh: number | null;
}

export interface PatternsResult extends Told {
  show: PatternsOptions['show'];
  /** relationships by pattern; the five add up to those judged. Live ones are in `open` or `longLasting` only */
  earlyMiscarriage: number;
  midwayDeath: number;
  earlyExit: number;
  longLasting: number;
  open: number;
  /** of the long-lasting ones, those that last still */
  ongoing: number;
  /** left out: ended before it could be judged, start not known */
  tooEarly: number;
  startUnknown: number;
  shares: PatternShare[];
  /** periods in the stable stage that make a relationship long, why, and the stays behind it */
  threshold: number | null;
  thresholdBasis: Threshold['basis'];
  thresholdLow: number | null;
  thresholdHigh: number | null;
  stays: number;
  curve: PatternStep[];
  /** mean profit in currency units */
  paths: { pattern: string; age: number; n: number; profit: number; low: number; high: number }[];
}

const exits = { E: 'exploration', F: 'formation', S: 'stable' } as const;

/** How relationships end, or last, with the shares that end from each stage by age (C5: live ones count as far as they are seen). */
export function analyse(statistics: StatisticTables, { show }: PatternsOptions, signal: AbortSignal): PatternsResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = statistics.patterns ?? [];
  const item = (name: string) => rows.find((row) => row.item === name);
  const of = (pattern: PatternOrOpen) => count(item(pattern), 'n');
  const all = [...patterns, 'open' as const];
  const judged = all.reduce((sum, pattern) => sum + of(pattern), 0);
  const threshold = item('threshold');
  const shared = told(facts, Math.max(count(item('customers'), 'n'), Math.min(1, judged)), 'estimated', show === 'profit');
  const result: PatternsResult = {
    ...shared,
    warnings: [...shared.warnings, ...facts.truncated],
    show,
    earlyMiscarriage: of('early-miscarriage'),
    midwayDeath: of('midway-death'),
    earlyExit: of('early-exit'),
    longLasting: of('long-lasting'),
    open: of('open'),
    ongoing: count(item('ongoing'), 'n'),
    tooEarly: count(item('too-early'), 'n'),
    startUnknown: count(item('start-unknown'), 'n'),
    shares: all.map((pattern) => {
      const range = wilson(of(pattern), judged);
      return {
        pattern,
        n: of(pattern),
        share: judged > 0 ? of(pattern) / judged : null,
        low: range?.low ?? null,
        high: range?.high ?? null,
      };
    }),
    threshold: number(threshold, 'value'),
    thresholdBasis: item('basis-median') ? 'median' : item('basis-median-not-reached') ? 'median-not-reached' : 'few-stays',
    thresholdLow: number(threshold, 'low'),
    thresholdHigh: number(threshold, 'high'),
    stays: count(threshold, 'n'),
    curve: curveOf(statistics, judged),
    paths: show === 'profit' ? pathsOf(statistics) : [],
  };
  if (rows.length === 0 && facts.orders === 0) return notReady(result, 'missing', 'orders-missing');
  if (judged < smallSamples.suppressed || result.n < smallSamples.suppressed)
    return notReady(result, 'too-little', 'few-customers', { have: result.n, need: smallSamples.suppressed });
  if (show === 'profit' && !facts.hasAmount) return notReady(result, 'missing', 'amount-missing');
  if (show === 'profit' ? result.paths.length === 0 : result.curve.length < 2) return notReady(result, 'too-little', 'few-ages');
  return result;
}

/** The steps up to the first with too few at risk. */
function curveOf(statistics: StatisticTables, judged: number): PatternStep[] {
  const least = smallestRiskSet(judged, ageCurveThresholds.smallestRiskSet);
  const steps = rowsBy(statistics, 'pattern_incidence', 'periods').map(stepOf);
  const end = steps.findIndex(({ atRisk }) => atRisk < least);
  return end < 0 ? steps : steps.slice(0, end);
}

function stepOf(row: StatisticRow): PatternStep {
  const of = (stage: keyof typeof exits, end = '') => number(row, `${exits[stage]}${end}`);
  return {
    periods: count(row, 'periods'),
    atRisk: count(row, 'at_risk'),
    lasting: number(row, 'lasting') ?? 0,
    E: of('E') ?? 0,
    ELow: of('E', '_low'),
    EHigh: of('E', '_high'),
    F: of('F') ?? 0,
    FLow: of('F', '_low'),
    FHigh: of('F', '_high'),
    S: of('S') ?? 0,
    SLow: of('S', '_low'),
    SHigh: of('S', '_high'),
  };
}

function pathsOf(statistics: StatisticTables): PatternsResult['paths'] {
  return rowsBy(statistics, 'pattern_profit', 'age').flatMap((row) => {
    const [profit, low, high] = [money(row, 'profit'), money(row, 'low'), money(row, 'high')];
    const pattern = patterns.find((name) => name === row.pattern);
    if (!pattern || profit === null || low === null || high === null || count(row, 'n') < smallSamples.suppressed) return [];
    return [{ pattern, age: Math.max(0, number(row, 'age') ?? 0), n: count(row, 'n'), profit, low, high }];
  });
}
