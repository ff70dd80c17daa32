import { stageCurveThresholds } from '#schema/thresholds.ts';
import type { Fit, Model } from '../../definition.ts';
import type { CurveBoundaries, CurveParameters } from './curve.ts';
import { curveAt, curveBoundaries } from './curve.ts';
import { leastSquares } from './least-squares.ts';

/** One whole period of relationship age; `value` is the mean per customer over the `n` customers whose period is complete. */
export interface CurvePoint {
  age: number;
  n: number;
  value: number;
}

/** The fitted curve. Ages are elapsed periods since the origin: period `age` covers [age, age + 1) and is compared at its middle. */
export interface StageCurveEstimates extends CurveParameters {
  /** null where the curve reaches the boundary only beyond the observed ages */
  boundaries: CurveBoundaries;
  /** one for every point given, in its order: the curve at age + 0.5 */
  fitted: { age: number; value: number }[];
}

export interface StageCurveDiagnostics {
  /** ages used in the fit */
  ages: number;
  /** share of the weighted variance that the curve explains; null when the values do not vary */
  r2: number | null;
}

/** The stage curve of the theory fitted to means by age. */
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
    if (used.every((point) => point.value <= 0)) return refuse('curve-nothing-positive', 0, 1);
    const { parameters, r2 } = leastSquares(used, signal);
    const last = used[used.length - 1]!.age + 1;
    const first = used[0]!.age;
    const seen = (age: number | null) => (age !== null && age >= first && age <= last ? age : null);
    const { formation, stable, decline } = curveBoundaries(parameters);
    return {
      estimates: {
        ...parameters,
        boundaries: { formation: seen(formation), stable: seen(stable), decline: seen(decline) },
        fitted: points.map(({ age }) => ({ age, value: curveAt(parameters, age + 0.5) })),
      },
      reason: null,
      diagnostics: { ages: used.length, r2 },
      warnings: r2 !== null && r2 < stageCurveThresholds.goodR2 ? [{ code: 'curve-poor-fit', parameters: { r2 } }] : [],
    };
  },
};
