import { chiSquareUpper } from '#numeric/chi-square.ts';
import { wilson } from '#numeric/wilson.ts';
import { cohortRules } from '#schema/thresholds.ts';
import type { CohortCell, CohortMeasure } from './cells.ts';

/** Whether cohorts differ at one age: p-value, cohorts and the verdict at 5 %. */
export interface Compared {
  cohorts: number;
  statistic: number;
  p: number;
  differ: boolean;
}

const z = 1.959963984540054;

/** Cells together: the share of their customers, or the mean per customer, with its 95 % interval; null without any. */
export function mean(
  cells: readonly CohortCell[],
  measure: CohortMeasure,
): { value: number; low: number | null; high: number | null; n: number } | null {
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  if (n === 0) return null;
  if (measure === 'retention') {
    const active = cells.reduce((sum, cell) => sum + cell.active, 0);
    return { value: active / n, ...wilson(active, n)!, n };
  }
  const value = cells.reduce((sum, cell) => sum + cell.n * cell.value, 0) / n;
  const known = cells.every(({ error }) => error !== null);
  const half = known ? (z * Math.sqrt(cells.reduce((sum, cell) => sum + (cell.n * cell.error!) ** 2, 0))) / n : null;
  return { value, low: half === null ? null : value - half, high: half === null ? null : value + half, n };
}

/**
 * The test that all cohorts have the same share (Pearson's χ² of a 2 × C table; only cohorts whose expected counts are at least five) or the same mean
 * (Cochran's Q: squared distances from the weighted mean over their variances). Null with fewer than two cohorts to compare.
 * Sources: Pearson 1900; Cochran 1954.
 */
export function compare(cells: readonly CohortCell[], measure: CohortMeasure): Compared | null {
  return measure === 'retention' ? shares(cells) : means(cells);
}

function shares(cells: readonly CohortCell[]): Compared | null {
  const pooled = mean(cells, 'retention');
  if (!pooled) return null;
  const rarer = Math.min(pooled.value, 1 - pooled.value);
  const usable = cells.filter(({ n }) => n * rarer >= cohortRules.expected);
  const share = mean(usable, 'retention')?.value ?? 0;
  if (usable.length < 2 || share <= 0 || share >= 1) return null;
  const statistic = usable.reduce((sum, { n, value }) => sum + (n * (value - share) ** 2) / (share * (1 - share)), 0);
  return verdict(usable.length, statistic);
}

function means(cells: readonly CohortCell[]): Compared | null {
  const usable = cells.filter(({ error }) => error !== null && error > 0);
  if (usable.length < 2) return null;
  const weight = usable.reduce((sum, { error }) => sum + error! ** -2, 0);
  const centre = usable.reduce((sum, { error, value }) => sum + value * error! ** -2, 0) / weight;
  return verdict(
    usable.length,
    usable.reduce((sum, { error, value }) => sum + ((value - centre) / error!) ** 2, 0),
  );
}

function verdict(cohorts: number, statistic: number): Compared {
  const p = chiSquareUpper(statistic, cohorts - 1);
  return { cohorts, statistic, p, differ: p < cohortRules.level };
}
