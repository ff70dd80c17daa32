import { type Life, moments } from './lives.ts';

/** The cumulative hazard at one distinct time. */
export interface HazardStep {
  time: number;
  /** weight under observation just before */
  atRisk: number;
  ended: number;
  censored: number;
  /** expected number of ends of one life under observation all the time, ≥ 0 */
  hazard: number;
  /** Σ d/n² */
  variance: number;
  /** 95 % interval on the log scale; null while the hazard is 0 */
  low: number | null;
  high: number | null;
}

const z = 1.959963984540054;

/**
 * The cumulative hazard Σ d/n with delayed entry, weights and ties; any cause above 0 is an end. One step a distinct time of an end or a censoring, ascending.
 * e^(−hazard) is the Breslow estimate of survival. Sources: Nelson 1972; Aalen 1978; the interval on the log scale: Kalbfleisch & Prentice 1980.
 */
export function nelsonAalen(lives: readonly Life[]): HazardStep[] {
  let [hazard, variance] = [0, 0];
  return moments(
    lives.map((life) => ({ ...life, cause: life.cause > 0 ? 1 : 0 })),
    1,
  ).map(({ time, atRisk, ended: [ended = 0], censored }) => {
    hazard += ended / atRisk;
    variance += ended / atRisk ** 2;
    const spread = hazard > 0 ? Math.exp((z * Math.sqrt(variance)) / hazard) : null;
    const interval = spread === null ? { low: null, high: null } : { low: hazard / spread, high: hazard * spread };
    return { time, atRisk, ended, censored, hazard, variance, ...interval };
  });
}
