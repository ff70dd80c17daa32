import { warningRules } from '#schema/thresholds.ts';
import { type HazardCell, baseGap, gapRatio } from './cell.ts';

/** The signs that a regression may read, in the order of lists. */
export const signNames = ['exploration', 'formation', 'age', 'level', 'slope', 'gap', 'share', 'complaints', 'late'] as const;
export type SignName = (typeof signNames)[number];

/** How raw signs become columns: chosen, filled and scaled on training cells alone, so that nothing later than the cut enters. */
export interface Scaling {
  /** mean gap of the base in days */
  base: number | null;
  /** signs that vary and are known for most training cells */
  signs: { name: SignName; mean: number; spread: number }[];
}

/** What each sign is of one cell; null where it is not known. The gap ratio stops at 10, beyond which a longer silence says no more. */
export function signsOf(cell: HazardCell, base: number | null): Record<SignName, number | null> {
  return {
    exploration: Number(cell.stage === 'E'),
    formation: Number(cell.stage === 'F'),
    age: Math.log1p(cell.age),
    level: cell.level === null ? null : Math.min(2, cell.level),
    slope: cell.slope,
    gap: Math.min(10, gapRatio(cell, base, warningRules.priorGaps)),
    share: cell.share,
    complaints: Math.min(5, cell.complaints + cell.severe),
    late: Math.min(5, cell.late),
  };
}

/** The scaling of training cells. A sign that half of them lack, or that hardly varies, is left out. */
export function scalingOf(cells: readonly HazardCell[]): Scaling {
  const base = baseGap(cells);
  const raw = cells.map((cell) => signsOf(cell, base));
  const signs = signNames.flatMap((name) => {
    let [n, sum, squares] = [0, 0, 0];
    for (const row of raw) {
      const value = row[name];
      if (value === null) continue;
      n += 1;
      sum += value;
      squares += value * value;
    }
    if (n * 2 < raw.length || n === 0) return [];
    const mean = sum / n;
    const spread = Math.sqrt(Math.max(0, squares / n - mean * mean));
    return spread > 1e-6 ? [{ name, mean, spread }] : [];
  });
  return { base, signs };
}

/** One row of the design: the constant, then each sign in spreads from its mean; a missing value stands at the mean. */
export function designRow(cell: HazardCell, { base, signs }: Scaling): Float64Array {
  const raw = signsOf(cell, base);
  const row = new Float64Array(signs.length + 1);
  row[0] = 1;
  signs.forEach(({ name, mean, spread }, j) => (row[j + 1] = raw[name] === null ? 0 : (raw[name] - mean) / spread));
  return row;
}
