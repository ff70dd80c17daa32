import { logGammaRatio } from '#numeric/gamma-ratio.ts';
import { digamma } from '#numeric/special.ts';
import type { RenewalProcess } from '../renewal-process.ts';

/**
 * The beta-discrete-Weibull: as the shifted-beta-geometric, but the own risk of a customer falls (c < 1) or rises (c > 1) with tenure:
 * S(t) = B(γ, δ + t^c)/B(γ, δ). With c = 1 it is the shifted-beta-geometric with α = γ and β = δ, so that the two tell sorting from change.
 * Source: Fader, Hardie, Liu, Davin & Steenburgh 2018, Journal of Interactive Marketing 43:1–16, equation 6.
 */
export const bdwProcess: RenewalProcess<'gamma' | 'delta' | 'c'> = {
  id: 'bdw',
  parameters: ['gamma', 'delta', 'c'],
  start: [
    [1, 1, 1],
    [0.3, 2, 1.5],
    [1, 10, 0.7],
  ],
  logSurvival(values, t, slopes) {
    const [g, d, c] = [values[0]!, values[1]!, values[2]!];
    const aged = Math.min(t ** c, 1e300);
    if (slopes) {
      const later = digamma(g + d + aged);
      const whole = digamma(g + d) - later;
      const bend = digamma(d + aged);
      slopes[0] = g * whole;
      slopes[1] = d * (bend - digamma(d) + whole);
      slopes[2] = t > 0 ? c * aged * Math.log(t) * (bend - later) : 0;
    }
    return t === 0 ? 0 : logGammaRatio(d, g) - logGammaRatio(d + aged, g);
  },
};
