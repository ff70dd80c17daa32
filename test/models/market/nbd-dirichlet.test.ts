import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nbdDirichlet } from '#models/market/nbd-dirichlet/definition.ts';
import { brandTheory, categoryPenetration } from '#models/market/nbd-dirichlet/theory.ts';
import { random } from '#numeric/random.ts';
import { gamma, poisson } from '#numeric/variates.ts';

/** Toothpaste, Great Britain, first quarter of 1973 (Goodhardt, Ehrenberg & Chatfield 1984, section 3, as in the R package NBDdirichlet). */
const shares = [0.25, 0.19, 0.1, 0.1, 0.09, 0.08, 0.03, 0.02];
const penetrations = [0.2, 0.17, 0.09, 0.08, 0.08, 0.07, 0.03, 0.02];
const toothpaste = {
  category: { penetration: 0.56, purchases: 2.6 },
  brands: shares.map((share, i) => ({
    name: `brand ${i}`,
    penetration: penetrations[i]!,
    purchases: Math.max(1, (share * 0.56 * 2.6) / penetrations[i]!),
  })),
};
const fit = (inputs: typeof toothpaste) => nbdDirichlet.fit(inputs, {}, { aborted: false });

describe('NBD-Dirichlet', () => {
  it('finds M 1.46, K 0.78 and S 1.55 for toothpaste (guide of NBDdirichlet)', () => {
    const { estimates, diagnostics, warnings } = fit(toothpaste);
    expect(estimates!.M).toBeCloseTo(1.456, 10);
    expect(estimates!.K).toBeCloseTo(0.78, 2);
    expect(Math.abs(estimates!.S - 1.55)).toBeLessThan(0.02);
    expect(diagnostics).toMatchObject({ used: 8, brands: 8 });
    expect(diagnostics.penetrationError).toBeLessThan(0.006);
    expect(warnings).toEqual([]);
  });

  it('expects at M 1.456, K 0.779, S 1.298 the printed penetrations, purchases and category purchases of each brand', () => {
    const printed = [
      [0.2, 1.82, 3.16],
      [0.16, 1.76, 3.22],
      [0.09, 1.68, 3.3],
      [0.09, 1.68, 3.3],
      [0.08, 1.67, 3.31],
      [0.07, 1.66, 3.32],
      [0.03, 1.62, 3.37],
      [0.02, 1.61, 3.38],
    ];
    printed.forEach(([penetration, purchases, all], i) => {
      const theory = brandTheory({ M: 1.456, K: 0.77882, S: 1.29766 }, shares[i]!);
      expect(Math.abs(theory.penetration - penetration!)).toBeLessThan(0.0051);
      expect(Math.abs(theory.purchases - purchases!)).toBeLessThan(0.0051);
      expect(Math.abs(theory.categoryPurchases - all!)).toBeLessThan(0.0051);
    });
  });

  it('a small brand suffers twice: fewer buyers, who also buy it less often, repeat less and split more', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 20, noNaN: true }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (M, K, S) => {
          const path = [0.02, 0.1, 0.3, 0.6].map((share) => brandTheory({ M, K, S }, share));
          for (const theory of path) {
            expect(theory.purchases).toBeGreaterThanOrEqual(1);
            for (const part of [theory.penetration, theory.shareOfRequirements, theory.sole, theory.repeat]) {
              expect(part).toBeGreaterThan(0);
              expect(part).toBeLessThan(1);
            }
          }
          for (let i = 1; i < path.length; i++)
            for (const of of ['penetration', 'purchases', 'shareOfRequirements', 'sole', 'repeat'] as const)
              expect(path[i]![of]).toBeGreaterThan(path[i - 1]![of] * (1 - 1e-9));
        },
      ),
      { seed: 3, numRuns: 50 },
    );
  });

  it('identities: buyers × their purchases is M × share; all alike is an NBD of the brand; each with one brand is 100 % loyal', () => {
    const market = { M: 3, K: 0.8, S: 1.4 };
    const theory = brandTheory(market, 0.2);
    expect(theory.penetration * theory.purchases).toBeCloseTo(0.6, 12);
    expect(brandTheory({ ...market, S: 1e7 }, 0.2).penetration).toBeCloseTo(categoryPenetration({ M: 0.6, K: 0.8 }), 6);
    const loyal = brandTheory({ ...market, S: 1e-7 }, 0.2);
    expect(loyal.penetration).toBeCloseTo(0.2 * categoryPenetration(market), 6);
    expect([loyal.sole, loyal.shareOfRequirements].map((part) => part.toFixed(5))).toEqual(['1.00000', '1.00000']);
    expect(brandTheory({ ...market, M: 6 }, 0.2).penetration).toBeCloseTo(brandTheory(market, 0.2, 2).penetration, 12);
  });

  it.each([
    [{ M: 1.456, K: 0.779, S: 1.298 }, 0.2],
    [{ M: 12, K: 2.5, S: 0.3 }, 0.05],
    [{ M: 0.3, K: 0.1, S: 9 }, 0.7],
  ])('is the sum over category purchases of chances to choose the brand never, or always: %o', ({ M, K, S }, share) => {
    let chance = (1 + M / K) ** -K;
    let [none, all, buyers, category, sole] = [1, 1, 0, 0, 0];
    for (let n = 1; n < 4000; n++) {
      chance *= ((K + n - 1) / n) * (M / (M + K));
      none *= (S * (1 - share) + n - 1) / (S + n - 1);
      all *= (S * share + n - 1) / (S + n - 1);
      buyers += chance * (1 - none);
      category += n * chance * (1 - none);
      sole += chance * all;
    }
    const theory = brandTheory({ M, K, S }, share);
    expect(theory.penetration).toBeCloseTo(buyers, 11);
    expect(theory.categoryPurchases).toBeCloseTo(category / buyers, 9);
    expect(theory.sole).toBeCloseTo(sole / buyers, 10);
  });

  it('answers also for a market in which hardly anybody buys, and those a million times', () => {
    const category = { penetration: 1e-6, purchases: 1e6 };
    const { estimates } = fit({ category, brands: [{ name: 'a', penetration: 0.8e-6, purchases: 4e5 }] });
    for (const part of Object.values(estimates!.brands[0]!.theory)) expect(Number.isFinite(part)).toBe(true);
    expect(estimates!.brands[0]!.theory.penetration).toBeCloseTo(0.8e-6, 12);
  });

  it('is what a simulated market shows', () => {
    const [next, customers, market, share] = [random(12), 60_000, { M: 2.5, K: 0.9, S: 1.2 }, 0.3];
    let [buyers, own, all, sole, again] = [0, 0, 0, 0, 0];
    for (let i = 0; i < customers; i++) {
      const rate = (gamma(next, market.K) * market.M) / market.K;
      const [one, other] = [gamma(next, market.S * share), gamma(next, market.S * (1 - share))];
      const chance = one / (one + other);
      const [mine, others] = [poisson(next, rate * chance), poisson(next, rate * (1 - chance))];
      if (mine === 0) continue;
      buyers += 1;
      own += mine;
      all += mine + others;
      sole += Number(others === 0);
      again += Number(poisson(next, rate * chance) > 0);
    }
    const theory = brandTheory(market, share);
    expect(Math.abs(theory.penetration - buyers / customers)).toBeLessThan(0.006);
    expect(Math.abs(theory.purchases - own / buyers)).toBeLessThan(0.08);
    expect(Math.abs(theory.categoryPurchases - all / buyers)).toBeLessThan(0.1);
    expect(Math.abs(theory.sole - sole / buyers)).toBeLessThan(0.015);
    expect(Math.abs(theory.repeat - again / buyers)).toBeLessThan(0.015);
  });

  it('finds the market again from what theory expects of its brands', () => {
    const market = { M: 4, K: 1.3, S: 0.9 };
    const brands = [0.4, 0.25, 0.2, 0.1].map((share) => ({ name: String(share), ...brandTheory(market, share) }));
    const penetration = categoryPenetration(market);
    const { estimates } = fit({ category: { penetration, purchases: 4 / penetration }, brands });
    expect(estimates!.K).toBeCloseTo(1.3, 8);
    expect(estimates!.S).toBeCloseTo(0.9, 6);
    estimates!.brands.forEach(({ excess }) => expect(excess).toBeCloseTo(0, 8));
  });

  it('names a brand whose numbers no market of its kind has, and refuses with a reason where there is no answer', () => {
    const apart = { ...toothpaste, brands: [...toothpaste.brands.slice(0, 3), { name: 'club', penetration: 0.02, purchases: 9 }] };
    expect(fit(apart).warnings).toEqual([{ code: 'dirichlet-brand-apart', parameters: { name: 'club' } }]);
    expect(fit(apart).estimates!.brands[3]!.excess).toBeGreaterThan(1);
    expect(fit({ ...toothpaste, category: { penetration: 0.56, purchases: 1.1 } }).reason!.code).toBe('dirichlet-inputs');
    expect(
      fit({ category: { penetration: 0.7, purchases: 1.2 }, brands: [{ name: 'a', penetration: 0.2, purchases: 1.1 }] }).reason!.code,
    ).toBe('dirichlet-even');
    expect(fit({ ...toothpaste, brands: [{ name: 'club', penetration: 0.02, purchases: 9 }] }).reason!.code).toBe('dirichlet-no-brand');
  });
});
