/** A group of cases by rank, best first: how many, their sum and sum of squares, and the smallest and the largest value. */
export interface RankedGroup {
  n: number;
  sum: number;
  squares: number;
  least: number;
  most: number;
}

export interface GroupShare {
  share: number;
  /** of the share, cases drawn at random and ranked anew; null where the total cannot be told from 0 */
  error: number | null;
}

/**
 * The share of each ranked group in the sum of all with its standard error by linearisation: the influence of a case counts that the bounds between groups move with
 * the sample. All shares are null where the 95 % interval of the total holds 0. Sources: Kovačević & Binder 1997, Journal of Official Statistics 13; Langel & Tillé 2013, JRSS A 176.
 */
export function groupShares(groups: readonly RankedGroup[]): (GroupShare | null)[] {
  const of = (name: 'n' | 'sum' | 'squares'): number => groups.reduce((all, group) => all + group[name], 0);
  const [n, total] = [of('n'), of('sum')];
  if (n === 0 || Math.abs(total) <= 1.959963984540054 * Math.sqrt(Math.max(0, of('squares') - total ** 2 / n)))
    return groups.map(() => null);
  let seen = 0;
  const bounds = groups.map((group, i) => {
    seen += group.n;
    const next = groups[i + 1];
    return { q: next ? (group.least + next.most) / 2 : 0, p: next ? seen / n : 0 };
  });
  return groups.map((group, d) => {
    const share = group.sum / total;
    const [upper, lower] = [bounds[d]!, bounds[d - 1] ?? { q: 0, p: 0 }];
    const constant = upper.q * upper.p - lower.q * lower.p;
    const squared = groups.reduce((all, other, g) => {
      const slope = (g === d ? 1 : 0) - share;
      const level = constant - (g <= d ? upper.q : 0) + (g < d ? lower.q : 0);
      return all + slope ** 2 * other.squares + 2 * slope * level * other.sum + level ** 2 * other.n;
    }, 0);
    return { share, error: Math.sqrt(Math.max(0, squared)) / Math.abs(total) };
  });
}
