import { CodedError } from '#base/error.ts';
import { formatInteger, formatMoney, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { asPeriod, nthPeriod, span, type Period } from '#figures/words.ts';
import type { Lens, LensResult } from '#lenses/definition.ts';
import type { StageCurveResult } from '#lenses/stage-curve/analyse.ts';
import type { StageMixResult } from '#lenses/stage-mix/analyse.ts';
import type { WhaleResult } from '#lenses/whale/analyse.ts';
import type { StatisticTables } from '#statistics/definition.ts';

/** One number at the top of the page with its 95 % interval, all in words of the locale. */
export interface KeyNumber {
  id: string;
  label: string;
  value: string;
  interval: string;
}

/** A year of the relationship, in whole periods. */
const yearOf: Record<Period, number> = { month: 12, quarter: 4, 'half-year': 2, year: 1 };

const between = (low: number | null, high: number | null, format: (value: number) => string): string =>
  low === null || high === null ? '' : m.app_key_interval({ low: format(low), high: format(high) });
const percent = (value: number): string => formatPercent(value, 1);
const whole = (value: number): string => formatPercent(value);

/** The results that the numbers are read off. */
export interface KeyAnswers {
  mix: StageMixResult;
  curve: StageCurveResult;
  rank: WhaleResult;
}

/** Asks the lenses for what the numbers need. Rejects with what they throw. */
export async function keyAnswers(statistics: StatisticTables, lenses: readonly Lens[], signal: AbortSignal): Promise<KeyAnswers> {
  const answer = async <Result extends LensResult>(id: string): Promise<Result> => {
    const lens = lenses.find((one) => one.id === id);
    if (!lens) throw new CodedError('script/no-such-lens', { id, known: lenses.map((one) => one.id).join(', ') });
    return (await lens.analyse(statistics, lens.defaults, signal)) as Result;
  };
  return { mix: await answer('stage-mix'), curve: await answer('stage-curve'), rank: await answer('whale') };
}

/** The numbers a reader asks for first; one that the data do not carry is left out. */
export function keyNumbers({ mix, curve, rank }: KeyAnswers): KeyNumber[] {
  const { currency } = curve;
  const period = asPeriod(curve.period);
  const numbers: KeyNumber[] = [];
  const stable = mix.status === 'ready' ? mix.shares.find((row) => row.stage === 'S') : undefined;
  if (stable) {
    numbers.push({
      id: 'stable',
      label: m.app_key_stable(),
      value: formatPercent(stable.share, 1),
      interval: between(stable.low, stable.high, percent),
    });
  }
  if (curve.status === 'ready' && curve.boundaries.stable !== null) {
    const { stableLow, stableHigh } = curve;
    numbers.push({
      id: 'mature',
      label: m.app_key_mature(),
      value: span(curve.boundaries.stable + 1, period),
      interval: between(stableLow, stableHigh, (age) => formatInteger(age + 1)),
    });
  }
  const year = curve.periods.find((row) => row.age === yearOf[period] - 1) ?? curve.periods.at(-1);
  if (curve.status === 'ready' && year && year.profit !== null) {
    const money = (value: number): string => formatMoney(value, currency);
    numbers.push({
      id: 'profit',
      label: m.app_key_profit({ age: nthPeriod(year.age, period) }),
      value: money(year.profit),
      interval: between(year.profitLow, year.profitHigh, money),
    });
  }
  if (rank.status === 'ready') {
    numbers.push({
      id: 'top20',
      label: m.app_key_top20(),
      value: formatPercent(rank.top20),
      interval: between(rank.top20Low, rank.top20High, whole),
    });
  }
  return numbers;
}
