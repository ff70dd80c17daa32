/**
 * Adjusted p-values that control the false discovery rate: a test is significant at rate q when its adjusted value is at most q.
 * Answers in the order given; null (no test) stays null and does not count. Each is min over the larger p's of p·m/rank, at most 1.
 * Source: Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57, 289–300.
 */
export function benjaminiHochberg(pValues: readonly (number | null)[]): (number | null)[] {
  const tests = pValues.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => b.p - a.p);
  const adjusted: (number | null)[] = pValues.map(() => null);
  let smallest = 1;
  tests.forEach(({ p, index }, i) => {
    smallest = Math.min(smallest, p * (tests.length / (tests.length - i)));
    adjusted[index] = smallest;
  });
  return adjusted;
}
