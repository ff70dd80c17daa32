import { betaNodes, meanOver } from '#numeric/beta-mean.ts';

/** The largest chance below 1: its logarithm against it is finite. */
const most = 1 - 2 ** -53;

/** A market in one period: category purchases differ between customers like a gamma of mean M and shape K, brand choice like a Dirichlet of sum S. */
export interface Market {
  /** category purchases a customer, buyers or not, in the period */
  M: number;
  /** small: few customers make most purchases */
  K: number;
  /** small: customers stay with their brand; large: all choose alike */
  S: number;
}

/** What a brand of a given share is expected to have in the period. */
export interface BrandTheory {
  /** share of all customers who buy the brand, 0..1 */
  penetration: number;
  /** purchases of the brand by its buyers, ≥ 1 */
  purchases: number;
  /** purchases of the category by the brand's buyers */
  categoryPurchases: number;
  /** purchases / categoryPurchases: share of requirements, 0..1 */
  shareOfRequirements: number;
  /** of the brand's buyers, those who buy nothing else, 0..1 */
  sole: number;
  /** of the brand's buyers, those who buy it again in the next period of the same length, 0..1 */
  repeat: number;
}

/**
 * Expected quantities of a brand with the given share of purchases (0 < share < 1), `periods` times the period of the parameters long.
 * Source: Goodhardt, Ehrenberg & Chatfield 1984, Journal of the Royal Statistical Society A 147(5), 621–655, section 3. Their sums over category purchases n of
 * NBD(n) times the chance that none, or all, of them are the brand's (beta-binomial) are taken the other way about: closed for a buyer who chooses the
 * brand with chance p, then the mean over p, at the same cost however much is bought.
 */
export function brandTheory(market: Market, share: number, periods = 1): BrandTheory {
  const now = buyers(market, share, periods);
  const twice = buyers(market, share, 2 * periods);
  const purchases = (market.M * periods * share) / now.penetration;
  const categoryPurchases = now.category / now.penetration;
  return {
    penetration: now.penetration,
    purchases,
    categoryPurchases,
    shareOfRequirements: purchases / categoryPurchases,
    sole: now.sole / now.penetration,
    repeat: Math.max(0, 2 - twice.penetration / now.penetration),
  };
}

/** Share of customers who buy anything of the category: 1 − (1 + M/K)^−K. */
export function categoryPenetration({ M, K }: Pick<Market, 'M' | 'K'>): number {
  return -Math.expm1(-K * Math.log1p(M / K));
}

/**
 * Share of all customers who buy the brand; their category purchases and those who buy nothing else, per customer of the market. With p the chance to choose the
 * brand: 1 − (1 + Mp/K)^−K; M·[1 − (1−p)(1 + Mp/K)^−(K+1)]; (1 + M(1−p)/K)^−K − (1 + M/K)^−K.
 */
function buyers({ M, K, S }: Market, share: number, periods: number): { penetration: number; category: number; sole: number } {
  const mean = M * periods;
  const [each, odds, nobody] = [mean / K, mean / (mean + K), Math.exp(-K * Math.log1p(mean / K))];
  const chances = betaNodes(S * share, S * (1 - share));
  return {
    penetration: meanOver(chances, (p) => -Math.expm1(-K * Math.log1p(each * p))),
    category: mean * meanOver(chances, (p) => -Math.expm1(Math.log1p(-Math.min(p, most)) - (K + 1) * Math.log1p(each * p))),
    sole: nobody * meanOver(chances, (p) => Math.expm1(-K * Math.log1p(-odds * p))),
  };
}
