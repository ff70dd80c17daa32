/**
 * The two-sided p-value of so many rises and falls between neighbours in a row of `rises + falls + 1` values in chance order. Neighbouring differences share a value,
 * so that they are no coin tosses: permutations with k rises are counted by Eulerian numbers. 1 for fewer than two values; ties are left out by the
 * caller. Source: Moore & Wallis 1943, difference-sign test.
 */
export function differenceSigns(rises: number, falls: number): number {
  const values = rises + falls + 1;
  let chances = [1];
  for (let n = 2; n <= values; n++) {
    chances = Array.from({ length: n }, (_, k) => ((k + 1) * (chances[k] ?? 0) + (n - k) * (chances[k - 1] ?? 0)) / n);
  }
  const most = Math.max(rises, falls);
  return Math.min(1, 2 * chances.slice(most).reduce((sum, chance) => sum + chance, 0));
}
