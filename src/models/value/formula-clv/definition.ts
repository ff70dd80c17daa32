import type { Fit, Model } from '../../definition.ts';
import { type Convention, multiple } from './multiple.ts';

export interface FormulaInputs {
  /** of one customer and period, in currency: margin, not revenue; may be negative */
  margin: number;
  /** from one period to the next: the best guess and the ends of its interval, 0..1 */
  retention: { value: number; low: number; high: number };
  periodsPerYear: number;
  /** cost of winning the customer, in currency; 0 when left out */
  acquisition?: number;
}

export interface FormulaOptions {
  convention: Convention;
  /** interest a year, 0.1 = 10 % */
  annualRate: number;
  /** growth of the margin a year */
  annualGrowth: number;
  /** years; Infinity for ever */
  horizon: number;
}

/** A value with its range between the ends of the interval of the retention rate. */
interface Ranged {
  value: number;
  low: number;
  high: number;
}

export interface FormulaEstimates {
  /** lifetime value within the horizon, in currency: forward-looking, without the cost of acquisition */
  clv: Ranged;
  /** `clv` less the cost of acquisition */
  net: Ranged;
  /** per unit of margin */
  multiple: number;
  /** expected periods until the customer leaves, 1/(1 − r); null with r = 1 */
  life: number | null;
  /** of the value without an end, the share beyond the horizon, 0..1; null where that value has no limit, or no horizon is set */
  beyond: number | null;
  /** what was used */
  ratePerPeriod: number;
  growthPerPeriod: number;
  periods: number;
}

/** Lifetime value by formula, with the range that the interval of the retention rate gives; it needs no histories. */
export const formulaClv: Model<FormulaInputs, FormulaOptions, FormulaEstimates> = {
  id: 'formula-clv',
  source: 'Gupta & Lehmann 2003, Journal of Interactive Marketing 17(1):9–24; Berger & Nasr 1998, same journal 12(1):17–30',
  units: {
    margin: 'currency per customer and period',
    retention: 'share a period',
    periodsPerYear: 'periods in a year',
    acquisition: 'currency per customer',
  },
  defaults: { convention: 'end', annualRate: 0.1, annualGrowth: 0, horizon: 5 },
  fit({ margin, retention, periodsPerYear, acquisition = 0 }, { convention, annualRate, annualGrowth, horizon }): Fit<FormulaEstimates> {
    const refuse = (code: string) => ({ estimates: null, reason: { code, parameters: {} }, diagnostics: {}, warnings: [] });
    const { low, value, high } = retention;
    const sound = 0 <= low && low <= value && value <= high && high <= 1 && Number.isFinite(margin) && Number.isFinite(acquisition);
    if (!(sound && periodsPerYear > 0 && annualRate >= 0 && annualGrowth > -1 && horizon >= 0)) return refuse('formula-clv-inputs');
    const rate = (1 + annualRate) ** (1 / periodsPerYear) - 1;
    const growth = (1 + annualGrowth) ** (1 / periodsPerYear) - 1;
    const periods = Math.round(horizon * periodsPerYear);
    const at = (r: number, until = periods) => multiple({ retention: r, rate, growth, horizon: until, convention });
    const [least, middle, most] = [at(low), at(value), at(high)];
    if (least === null || middle === null || most === null) return refuse('formula-clv-no-limit');
    const ends = [least * margin, most * margin].sort((a, b) => a - b);
    const clv = { value: middle * margin, low: ends[0]!, high: ends[1]! };
    const forever = at(value, Infinity);
    return {
      estimates: {
        clv,
        net: { value: clv.value - acquisition, low: clv.low - acquisition, high: clv.high - acquisition },
        multiple: middle,
        life: value < 1 ? 1 / (1 - value) : null,
        beyond: forever === null || periods === Infinity || forever === 0 ? null : Math.max(0, 1 - middle / forever),
        ratePerPeriod: rate,
        growthPerPeriod: growth,
        periods,
      },
      reason: null,
      diagnostics: {},
      warnings: [],
    };
  },
};
