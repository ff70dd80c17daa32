import { logGammaRatio } from '#numeric/gamma-ratio.ts';
import { digamma } from '#numeric/special.ts';
import type { RenewalProcess } from '../renewal-process.ts';

/**
 * The shifted-beta-geometric: every customer leaves at each renewal with a probability θ of their own, and θ is beta(α, β) between customers. The rising
 * retention of a cohort then comes from the early loss of those with a large θ, nobody changes: S(t) = B(α, β+t)/B(α, β), r_t = (β+t−1)/(α+β+t−1).
 * Source: Fader & Hardie 2007, Journal of Interactive Marketing 21(1):76–90, equations 5 to 7. Its body prints 0.688 for α of the high-end segment, where
 * its own Appendix B and every refit give 0.668.
 */
export const sbgProcess: RenewalProcess<'alpha' | 'beta'> = {
  id: 'sbg',
  parameters: ['alpha', 'beta'],
  start: [
    [1, 1],
    [1, 10],
  ],
  logSurvival(values, t, slopes) {
    const [a, b] = [values[0]!, values[1]!];
    if (slopes) {
      const whole = digamma(a + b) - digamma(a + b + t);
      slopes[0] = a * whole;
      slopes[1] = b * (digamma(b + t) - digamma(b) + whole);
    }
    return t === 0 ? 0 : logGammaRatio(b, a) - logGammaRatio(b + t, a);
  },
};
