import { highest } from '#numeric/highest.ts';
import { inverseInformation } from '#numeric/information.ts';
import { tenureRules } from '#schema/thresholds.ts';
import type { Fit, ModelWarning, StopSignal } from '../definition.ts';
import { logLikelihood, type RenewalProcess } from './renewal-process.ts';
import { customersOf, type Tenures } from './tenures.ts';

/** What stands beside the estimates of a renewal process. */
export interface RenewalDiagnostics<Name extends string = string> {
  /** from the curvature at the top; null where it is not a top in every direction */
  standardErrors: Record<Name, number> | null;
  /** of the estimates, in the order of the parameters; null as above */
  covariance: number[][] | null;
  /** null where nothing could be fitted */
  logLikelihood: number | null;
  /** customers */
  n: number;
  /** unique tenures */
  uniqueRows: number;
  /** renewal opportunities at which customers were seen */
  opportunities: number;
  converged: boolean;
  iterations: number;
}

/**
 * The maximum of a renewal process's likelihood: BFGS on logarithms of the parameters with analytic slopes, from each start; it ends on any data (`highest`). Refused (estimates null and a
 * reason) with fewer opportunities than parameters, or when nobody or everybody left. Throws CodedError `model/stopped`.
 * Source: Fader & Hardie 2007, Appendix B.
 */
export function fitRenewals<Name extends string>(
  process: RenewalProcess<Name>,
  tenures: Tenures,
  { from, signal }: { from?: readonly number[] | undefined; signal?: StopSignal } = {},
): Fit<Record<Name, number>, RenewalDiagnostics<Name>> {
  const n = customersOf(tenures);
  const opportunities = seenAt(tenures);
  const blank = { standardErrors: null, covariance: null, logLikelihood: null, converged: false, iterations: 0 };
  const counts = { n, uniqueRows: [...tenures.lost, ...tenures.kept].filter((one) => one > 0).length, opportunities };
  const reason = refusal(process, tenures, opportunities);
  if (reason) return { estimates: null, reason, diagnostics: { ...blank, ...counts }, warnings: [] };
  const sum = (x: Float64Array, gradient?: Float64Array): number => logLikelihood(process, tenures, x.map(Math.exp), gradient);
  const mean = (x: Float64Array, gradient?: Float64Array): number => {
    const value = sum(x, gradient) / n;
    gradient?.forEach((slope, i) => (gradient[i] = slope / n));
    return value;
  };
  const starts = from ? [from] : process.start;
  const top = highest(
    mean,
    starts.map((start) => start.map(Math.log)),
    { rows: counts.uniqueRows, every: true, signal },
  );
  const values = Array.from(top.x, Math.exp);
  const inverse = inverseInformation(sum, top.x);
  const covariance = inverse && inverse.map((row, i) => row.map((value, j) => value * values[i]! * values[j]!));
  const named = (of: (i: number) => number) =>
    Object.fromEntries(process.parameters.map((name, i) => [name, of(i)])) as Record<Name, number>;
  return {
    estimates: named((i) => values[i]!),
    reason: null,
    diagnostics: {
      standardErrors: covariance && named((i) => Math.sqrt(covariance[i]![i]!)),
      covariance,
      logLikelihood: top.value * n,
      ...counts,
      converged: top.converged,
      iterations: top.iterations,
    },
    warnings: warningsOf(process, values, { converged: top.converged, curved: covariance !== null, n }),
  };
}

/** Opportunities at which at least one customer was under observation. */
function seenAt({ lost, kept, entered = [] }: Tenures): number {
  const last = Math.max(lost.length, kept.length - 1);
  let atRisk = [...lost, ...kept].reduce((all, one) => all + one, 0) - entered.reduce((all, one) => all + one, 0);
  let seen = 0;
  for (let t = 1; t <= last; t++) {
    atRisk += (entered[t - 1] ?? 0) - (kept[t - 1] ?? 0);
    if (atRisk > 0) seen += 1;
    atRisk -= lost[t - 1] ?? 0;
  }
  return seen;
}

function refusal(process: RenewalProcess, { lost, kept }: Tenures, opportunities: number): ModelWarning | null {
  const need = process.parameters.length;
  if (opportunities < need) return { code: 'renewals-too-few', parameters: { opportunities, need } };
  if (!lost.some((n) => n > 0)) return { code: 'renewals-nobody-left', parameters: {} };
  if (!kept.some((n, t) => t > 0 && n > 0) && lost.slice(1).every((n) => n === 0))
    return { code: 'renewals-nobody-stayed', parameters: {} };
  return null;
}

function warningsOf(
  process: RenewalProcess,
  values: readonly number[],
  { converged, curved, n }: { converged: boolean; curved: boolean; n: number },
): ModelWarning[] {
  const away = process.parameters.filter((_, i) => !(values[i]! > tenureRules.low && values[i]! < tenureRules.high));
  return [
    ...(converged ? [] : [{ code: 'fit-not-converged', parameters: {} }]),
    ...(away.length > 0 ? [{ code: 'fit-ridge', parameters: { names: away.join(', ') } }] : []),
    ...(curved ? [] : [{ code: 'fit-no-curvature', parameters: {} }]),
    ...(n < tenureRules.customers ? [{ code: 'renewals-few-customers', parameters: { n, need: tenureRules.customers } }] : []),
  ];
}
