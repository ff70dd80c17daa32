import { type SixPartYear, sixPart } from '#models/value/six-part/definition.ts';
import { ageCurveThresholds, smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import { type Told, count, factsOf, money, notReady, number, rowsBy, smallestRiskSet, told } from '../reading.ts';

export type View = 'acquired' | 'balanced';

export type SixPartOptions = {
  /** per acquired customer, weighed by survival, or the same surviving customers in every year */
  view: View;
};

/** The parts of profit per customer in one year of the relationship, in currency units; null where the files do not tell. */
export interface SixPartProfitYear {
  /** 1 is the first year */
  year: number;
  n: number;
  /** share of them alive or seen in the year */
  survival: number;
  acquisition: number | null;
  base: number;
  growth: number;
  costSaving: number | null;
  pricePremium: number;
  referral: number | null;
  total: number;
  totalLow: number | null;
  totalHigh: number | null;
  cumulative: number;
  cumulativeLow: number | null;
  cumulativeHigh: number | null;
  /** 95 % intervals of the parts, in the order of `parts` */
  bands: { part: string; low: number | null; high: number | null }[];
}

export interface SixPartProfitResult extends Told {
  view: View;
  years: SixPartProfitYear[];
  /** largest distance between the sum of the parts and Q(p − c) + RV − CAC, over the revenue */
  identityError: number;
  /** first year from which the cumulative profit stays at or above 0, 1 is the first; null when it never does */
  breakEven: number | null;
  /** first year from which the whole 95 % interval of the cumulative profit stays above 0; null without such a year */
  breakEvenSure: number | null;
  costsKnown: boolean;
}

/** The parts that stack, with the column that bounds each. */
export const parts = [
  ['acquisition', 'acquisition'],
  ['base', 'base'],
  ['growth', 'growth'],
  ['costSaving', 'cost_saving'],
  ['pricePremium', 'price_premium'],
  ['referral', 'referral'],
] as const;

/** Where the profit of each year of a relationship comes from, in six parts. */
export function analyse(statistics: StatisticTables, { view }: SixPartOptions, signal: AbortSignal): SixPartProfitResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = rowsBy(statistics, 'six_part', 'year').filter((row) => row.view === view);
  const n = count(rows[0], 'n');
  const least = smallestRiskSet(n, ageCurveThresholds.smallestRiskSet);
  const end = rows.findIndex((row, k) => number(row, 'year') !== k || count(row, 'n') < least);
  const shown = end < 0 ? rows : rows.slice(0, end);
  const costsKnown = count(shown[0], 'costs_known') >= 1;
  const { estimates } = sixPart.fit({ years: shown.map(yearOf) }, { costsKnown }, signal);
  const shared = told(facts, n, costsKnown ? 'measured' : 'assumed', true);
  const result: SixPartProfitResult = {
    ...shared,
    warnings: [...shared.warnings, ...facts.truncated],
    view,
    years: (estimates?.years ?? []).map(({ year, ...given }, k) => ({
      ...given,
      year: year + 1,
      n: count(shown[k], 'n'),
      survival: survivalOf(shown[k]!),
      totalLow: number(shown[k], 'total_low'),
      totalHigh: number(shown[k], 'total_high'),
      cumulativeLow: number(shown[k], 'cumulative_low'),
      cumulativeHigh: number(shown[k], 'cumulative_high'),
      bands: parts.map(([part, column]) => ({ part, low: number(shown[k], `${column}_low`), high: number(shown[k], `${column}_high`) })),
    })),
    identityError: estimates?.identityError ?? 0,
    breakEven: typeof estimates?.breakEven === 'number' ? estimates.breakEven + 1 : null,
    breakEvenSure: surelyFrom(shown),
    costsKnown,
  };
  if (facts.orders === 0 && n === 0) return notReady(result, 'missing', 'orders-missing');
  if (!facts.hasAmount) return notReady({ ...result, years: [] }, 'missing', 'amount-missing');
  if (n < smallSamples.suppressed)
    return notReady({ ...result, years: [] }, 'too-little', 'few-customers', { have: n, need: smallSamples.suppressed });
  if (result.years.length === 0) return notReady(result, 'too-little', 'few-ages');
  return result;
}

/** The year (1 is the first) from which the lower end of the cumulative profit stays above 0. */
function surelyFrom(rows: readonly StatisticRow[]): number | null {
  const below = rows.findLastIndex((row) => !((number(row, 'cumulative_low') ?? -1) > 0));
  return below + 1 < rows.length ? below + 2 : null;
}

function survivalOf(row: StatisticRow): number {
  const n = count(row, 'n');
  return n > 0 ? Math.min(1, count(row, 'present') / n) : 0;
}

/** The sums of a row as the model reads them: per customer alive or seen in the year. */
function yearOf(row: StatisticRow): SixPartYear {
  const present = Math.max(1, count(row, 'present'));
  const of = (key: string): number | null => {
    const value = money(row, key);
    return value === null ? null : value / present;
  };
  const costAtBase = of('cost_at_base');
  return {
    quantity: of('quantity') ?? 0,
    revenue: of('revenue') ?? 0,
    cost: of('cost') ?? 0,
    ...(costAtBase === null ? {} : { costAtBase }),
    referral: of('referral'),
    acquisition: of('acquisition'),
    survival: survivalOf(row),
  };
}
