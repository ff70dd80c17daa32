import type { Fit, Model } from '../../definition.ts';
import { kaplanMeier, timeAt } from '../kaplan-meier.ts';
import type { Life } from '../lives.ts';

/** The curve in columns: one place a distinct time of an end or a censoring, ascending. */
export interface KaplanMeierEstimates {
  times: number[];
  /** probability to last beyond the time, 0..1 */
  survival: number[];
  /** 95 % interval on the log-log scale; null where the curve is at 1 or 0 */
  low: (number | null)[];
  high: (number | null)[];
  /** weight under observation just before */
  atRisk: number[];
  /** first time at which at most half last; null where the curve does not come down so far */
  median: number | null;
}

export interface KaplanMeierDiagnostics {
  /** weight of the lives that were ever under observation */
  n: number;
  ended: number;
  /** where the ends of the interval come down to half; null where they do not */
  medianLow: number | null;
  medianHigh: number | null;
}

/** How long lives last, with censoring, delayed entry, weights and ties; refused without a life under observation. */
export const kaplanMeierModel: Model<{ lives: readonly Life[] }, object, KaplanMeierEstimates, KaplanMeierDiagnostics> = {
  id: 'kaplan-meier',
  source:
    'Kaplan & Meier 1958; variance Greenwood 1926; log-log interval Kalbfleisch & Prentice 1980; delayed entry Tsai, Jewell & Wang 1987',
  units: { lives: 'entry and time in one unit; cause 0 while it lasts; weight in lives' },
  defaults: {},
  fit({ lives }): Fit<KaplanMeierEstimates, KaplanMeierDiagnostics> {
    const steps = kaplanMeier(lives);
    const median = timeAt(steps);
    const total = (of: (step: (typeof steps)[number]) => number) => steps.reduce((sum, step) => sum + of(step), 0);
    const ended = total((step) => step.ended);
    const diagnostics = { n: ended + total((step) => step.censored), ended, medianLow: median.low, medianHigh: median.high };
    if (steps.length === 0) return { estimates: null, reason: { code: 'survival-no-lives', parameters: {} }, diagnostics, warnings: [] };
    const estimates = {
      times: steps.map(({ time }) => time),
      survival: steps.map(({ survival }) => survival),
      low: steps.map(({ low }) => low),
      high: steps.map(({ high }) => high),
      atRisk: steps.map(({ atRisk }) => atRisk),
      median: median.value,
    };
    return { estimates, reason: null, diagnostics, warnings: [] };
  },
};
