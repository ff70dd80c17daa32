/** A recommendation as it was written down; dates as ISO text sort by time. */
export interface Referral {
  referrer: string;
  referred: string;
  date: string;
}

/** Why a recommendation does not count. */
export type Rejection = 'self' | 'cycle' | 'again';

export interface ReferralTree {
  accepted: Referral[];
  rejected: (Referral & { reason: Rejection })[];
  /** who brought whom: children by referrer, in the order of their dates */
  children: Map<string, string[]>;
  parent: Map<string, string>;
}

/**
 * The forest of recommendations, oldest first, so that the answer does not depend on the order of the file. Rejected are: oneself; who was brought before (`again`:
 * one customer is won once); and what would close a cycle, because then somebody would have brought who brought them. Requirement C21.
 */
export function treeOf(referrals: readonly Referral[]): ReferralTree {
  const ordered = [...referrals].sort(
    (a, b) => compare(a.date, b.date) || compare(a.referrer, b.referrer) || compare(a.referred, b.referred),
  );
  const tree: ReferralTree = { accepted: [], rejected: [], children: new Map(), parent: new Map() };
  for (const referral of ordered) {
    const reason = rejectionOf(referral, tree.parent);
    if (reason) {
      tree.rejected.push({ ...referral, reason });
      continue;
    }
    tree.accepted.push(referral);
    tree.parent.set(referral.referred, referral.referrer);
    const own = tree.children.get(referral.referrer);
    if (own) own.push(referral.referred);
    else tree.children.set(referral.referrer, [referral.referred]);
  }
  return tree;
}

/** How many customers each referrer brought at first and at further hand, and the longest chain below; only referrers are in the map. */
export function influence(tree: ReferralTree): Map<string, { direct: number; all: number; depth: number }> {
  const found = new Map<string, { direct: number; all: number; depth: number }>();
  for (const referrer of tree.children.keys()) found.set(referrer, { direct: tree.children.get(referrer)!.length, all: 0, depth: 0 });
  for (const { referred } of tree.accepted) {
    let depth = 0;
    for (let above = tree.parent.get(referred); above !== undefined; above = tree.parent.get(above)) {
      depth += 1;
      const own = found.get(above)!;
      own.all += 1;
      own.depth = Math.max(own.depth, depth);
    }
  }
  return found;
}

function rejectionOf({ referrer, referred }: Referral, parent: ReadonlyMap<string, string>): Rejection | null {
  if (referrer === referred) return 'self';
  if (parent.has(referred)) return 'again';
  for (let above: string | undefined = referrer; above !== undefined; above = parent.get(above)) if (above === referred) return 'cycle';
  return null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
