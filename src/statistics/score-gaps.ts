/** Models whose chances of what came are compared, by id. */
export const scoredModels: readonly string[] = ['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'bg-cnbd-k', 'bg-bb'];

/** The column with the standard error of the difference between a row's mean score and that of a model. */
export function gapTo(model: string): string {
  return `gap_error_${model.replaceAll('-', '_')}`;
}

/** Standard error of the mean of the differences of two scores of the same customers; null with fewer than two. */
export function gapError(one: readonly number[], other: readonly number[]): number | null {
  const n = one.length;
  if (n < 2) return null;
  const gaps = one.map((score, i) => score - other[i]!);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / n;
  return Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (n - 1) / n);
}
