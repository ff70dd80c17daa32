import { orderLevels } from '#schema/thresholds.ts';
import type { Levels } from './levels.ts';
import { formulas, identities, type Part } from './measure/query.ts';
import type { Reading } from './reading.ts';

/** The sum that gives a total in most orders: whether discount, shipping and tax are in it, in how many of the orders, and how often with the tax taken otherwise. */
export interface Formula {
  terms: readonly [number, number, number];
  share: number;
  otherShare: number;
  orders: number;
  /** the tax tells: taken otherwise, fewer orders fit */
  told: boolean;
}

type Parts = Parameters<typeof identities>[2];

/** Makes parts of sums out of roles, null when one of them is missing; a value of the order counts once an order. */
export function partsOf(reading: Reading, levels: Levels): (...roles: (string | null)[]) => Part | null {
  return (...roles) => {
    const uses = roles.flatMap((role) => reading.use(role ?? '') ?? []);
    return uses.length === roles.length
      ? { uses, once: roles.length === 1 && (levels.shared.includes(roles[0] ?? '') || !levels.several) }
      : null;
  };
}

/** The sum that fits most orders, or most rows; null without a base or a total. */
export async function bestFormula(reading: Reading, parts: Parts, by: 'order' | 'row' = 'order'): Promise<Formula | null> {
  if (!parts.base || !parts.total) return null;
  const found = await reading.numbers(identities(reading.table, by === 'order' ? (reading.use('order_id')?.staged ?? null) : null, parts));
  const { orders = 0 } = found;
  if (orders === 0) return null;
  const shares = formulas.map((_, index) => (found[`fits_${index}`] ?? 0) / orders);
  const best = shares.indexOf(Math.max(...shares));
  const share = shares[best] ?? 0;
  const terms = formulas[best] ?? [1, 1, 1];
  const otherShare = shares[formulas.findIndex(([d, s, t]) => d === terms[0] && s === terms[1] && t !== terms[2])] ?? 0;
  return { terms, share, otherShare, orders, told: parts.tax !== null && share > otherShare };
}

/** Tells how an order adds up; answers the formula when it fits enough orders. */
export function tellFormula(reading: Reading, formula: Formula | null): Formula | null {
  if (!formula) return null;
  const { share, otherShare, orders, told, terms } = formula;
  if (share < orderLevels.formula) {
    reading.deciding.note({ code: 'formula_none', parameters: { fraction: share, orders } });
    return null;
  }
  reading.deciding.note({
    code: !told ? 'formula_untaxed' : terms[2] === 1 ? 'formula_exclusive' : 'formula_inclusive',
    parameters: { fraction: share, orders, otherFraction: otherShare },
  });
  return formula;
}
