import { stageCurveThresholds } from '#schema/thresholds.ts';
import type { Fit, Model } from '../../definition.ts';
import type { CurveBoundaries, CurveParameters } from './curve.ts';
import { curveAt, curveBoundaries, peakAge } from './curve.ts';
import { leastSquares } from './least-squares.ts';

/** One whole period of relationship age; `value` is the mean per customer over the `n` customers whose period is complete. */
export interface CurvePoint {
  age: number;
  n: number;
  value: number;
}

/** The fitted curve. Ages are elapsed periods since the origin: period `age` covers [age, age + 1) and is compared at its middle. */
export interface StageCurveEstimates extends CurveParameters {
  /** levels of 21.13 % and 78.87 % of the fitted curve's own peak; null outside the observed ages, and for stable and decline while the peak is not behind */
  boundaries: CurveBoundaries;
  /** one for every point given, in its order: the curve at age + 0.5 */
  fitted: { age: number; value: number }[];
}

export interface StageCurveDiagnostics {
  /** ages with enough customers, age 0 included */
  ages: number;
  /** share of the weighted variance that the curve explains; null when the values do not vary */
  r2: number | null;
}

/** The stage curve of the theory fitted to means by age. Age 0 is not compared: it holds everybody's first order by definition. */
export const stageCurve: Model<{ points: CurvePoint[] }, Record<string, never>, StageCurveEstimates, StageCurveDiagnostics> = {
  id: 'stage-curve',
  source:
    'Product of two logistic functions after the lifecycle curve of Chen Mingliang 2001-2003, fitted by weighted least squares from several starts',
  units: { age: 'whole periods', n: 'customers', value: 'per customer and period' },
  defaults: {},
  fit({ points }, _options, signal) {
    const used = points.filter((point) => point.n >= stageCurveThresholds.smallestRiskSet && Number.isFinite(point.value));
    const refuse = (code: string, have: number, need: number): Fit<StageCurveEstimates, StageCurveDiagnostics> => ({
      estimates: null,
      reason: { code, parameters: { have, need } },
      diagnostics: { ages: used.length, r2: null },
      warnings: [],
    });
    if (used.length < stageCurveThresholds.ages) return refuse('curve-few-ages', used.length, stageCurveThresholds.ages);
    const compared = used.filter(({ age }) => age > 0);
    if (compared.every(({ value }) => value <= 0)) return refuse('curve-nothing-positive', 0, 1);
    const { parameters, r2 } = leastSquares(compared, signal);
    return {
      estimates: {
        ...parameters,
        boundaries: observedBoundaries(parameters, used[0]!.age, used[used.length - 1]!.age + 1),
        fitted: points.map(({ age }) => ({ age, value: curveAt(parameters, age + 0.5) })),
      },
      reason: null,
      diagnostics: { ages: used.length, r2 },
      warnings: r2 !== null && r2 < stageCurveThresholds.goodR2 ? [{ code: 'curve-poor-fit', parameters: { r2 } }] : [],
    };
  },
};

function observedBoundaries(parameters: CurveParameters, first: number, last: number): CurveBoundaries {
  const peak = peakAge(parameters);
  const found = curveBoundaries(parameters, curveAt(parameters, Math.max(first, peak)));
  const seen = (age: number | null) => (age !== null && age >= first && age <= last ? age : null);
  return {
    formation: seen(found.formation),
    stable: peak < last ? seen(found.stable) : null,
    decline: peak < last ? seen(found.decline) : null,
  };
}
