import type { Fit, Model } from '../../definition.ts';
import { shapeOf, sumOf } from './estimate.ts';
import { type BrandTheory, brandTheory, type Market } from './theory.ts';

/** How many buy, and how often those do, in one period. */
export interface Buying {
  /** share of all customers of the market who buy at least once, 0..1 */
  penetration: number;
  /** purchases by a buyer, ≥ 1 */
  purchases: number;
}

export interface DirichletInputs {
  category: Buying;
  /** some or all of the category's brands */
  brands: readonly (Buying & { name: string })[];
}

/** A brand as it is and as one of its size is expected to be. */
export interface BrandBenchmark {
  name: string;
  /** share of category purchases, 0..1 */
  share: number;
  observed: Buying;
  theory: BrandTheory;
  /** purchases by a buyer over what is expected, − 1: above 0 more loyal than its size, 0.1 = 10 % */
  excess: number;
  /** S from this brand alone; null where no S goes with its numbers: it then has no say in the market's */
  S: number | null;
}

export interface DirichletEstimates extends Market {
  brands: BrandBenchmark[];
}

export interface DirichletDiagnostics {
  /** brands with a say in S, and all */
  used: number;
  brands: number;
  /** mean |observed − expected| over the brands: of penetrations, and of purchases by a buyer; null where nothing could be estimated */
  penetrationError: number | null;
  purchasesError: number | null;
}

/**
 * The double-jeopardy benchmark: M, K and S of a market from penetration and purchase rate, and what each brand's size alone lets expect. S is the mean of
 * the brands' own, weighted by share. Reasons where it has no answer: `dirichlet-inputs`, `dirichlet-even` (no NBD explains the category),
 * `dirichlet-no-brand` (no brand has an S).
 */
export const nbdDirichlet: Model<DirichletInputs, Record<string, never>, DirichletEstimates, DirichletDiagnostics> = {
  id: 'nbd-dirichlet',
  source: 'Goodhardt, Ehrenberg & Chatfield 1984, Journal of the Royal Statistical Society A 147(5), 621–655',
  units: { penetration: 'share of customers in the period', purchases: 'purchases by a buyer in the period' },
  defaults: {},
  fit({ category, brands }): Fit<DirichletEstimates, DirichletDiagnostics> {
    const refuse = (code: string) => ({
      estimates: null,
      reason: { code, parameters: {} },
      diagnostics: { used: 0, brands: brands.length, penetrationError: null, purchasesError: null },
      warnings: [],
    });
    const M = category.penetration * category.purchases;
    const sized = brands.map((one) => ({ ...one, share: (one.penetration * one.purchases) / M }));
    const sound = [category, ...brands].every(({ penetration, purchases }) => penetration > 0 && penetration < 1 && purchases >= 1);
    if (!sound || brands.length === 0 || sized.reduce((sum, { share }) => sum + share, 0) > 1 + 1e-6) return refuse('dirichlet-inputs');
    const K = shapeOf(M, category.penetration);
    if (K === null) return refuse('dirichlet-even');
    const own = sized.map(({ share, penetration }) => (share < 1 ? sumOf({ M, K }, share, penetration) : null));
    const weight = sized.reduce((sum, { share }, i) => sum + (own[i] === null ? 0 : share), 0);
    if (weight === 0) return refuse('dirichlet-no-brand');
    const S = sized.reduce((sum, { share }, i) => sum + share * (own[i] ?? 0), 0) / weight;
    const benchmarks = sized.map(({ name, share, penetration, purchases }, i): BrandBenchmark => {
      const theory = brandTheory({ M, K, S }, share);
      return { name, share, observed: { penetration, purchases }, theory, excess: purchases / theory.purchases - 1, S: own[i] ?? null };
    });
    const error = (of: keyof Buying) =>
      benchmarks.reduce((sum, { observed, theory }) => sum + Math.abs(observed[of] - theory[of]), 0) / benchmarks.length;
    return {
      estimates: { M, K, S, brands: benchmarks },
      reason: null,
      diagnostics: {
        used: own.filter((one) => one !== null).length,
        brands: brands.length,
        penetrationError: error('penetration'),
        purchasesError: error('purchases'),
      },
      warnings: own.flatMap((one, i) => (one === null ? [{ code: 'dirichlet-brand-apart', parameters: { name: brands[i]!.name } }] : [])),
    };
  },
};
