import { invert } from './linear.ts';

/** A step of central differences of slopes that are exact: their error is then about 1e-8 of the curvature. */
const width = 1e-4;

/**
 * The inverse of the observed information at the top `x` of a function that writes its slopes: the covariance of a maximum-likelihood estimate when
 * the function is the log-likelihood. Null where the curvature is not that of a top in every direction. Source: Efron & Hinkley 1978.
 */
export function inverseInformation(f: (x: Float64Array, gradient: Float64Array) => number, x: Float64Array): number[][] | null {
  const slopes = Array.from(x, (_, axis) => {
    const [up, down] = [width, -width].map((move) => {
      const gradient = new Float64Array(x.length);
      f(
        x.map((value, i) => (i === axis ? value + move : value)),
        gradient,
      );
      return gradient;
    });
    return up!.map((slope, i) => (slope - down![i]!) / (2 * width));
  });
  const information = slopes.map((row, i) => Array.from(row, (value, j) => -(value + slopes[j]![i]!) / 2));
  const inverse = information.flat().every(Number.isFinite) ? invert(information) : null;
  return inverse?.every((row, i) => row[i]! > 0) ? inverse : null;
}
