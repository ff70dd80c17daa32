import { orderLevels } from '#schema/thresholds.ts';
import { normaliseName } from '../names/normalise.ts';
import type { Levels } from './levels.ts';
import { formulas, identities, type Part } from './measure/query.ts';
import type { Reading } from './reading.ts';
import type { AmountPlan, AmountSource } from './types.ts';
import { totalNames } from './words.ts';

/**
 * Where the amount of a line comes from: the line's amount, quantity × price, the order's subtotal, its total, or what was paid, in this order;
 * what is taken off it is decided by the sum that gives the order's total in most orders.
 */
export async function decideAmount(reading: Reading, levels: Levels, converted: boolean, shippingIn: boolean): Promise<AmountPlan | null> {
  const { roles } = reading;
  const total = totalRole(reading, levels);
  const from = sourceOf(reading, levels, total);
  if (from === null) return null;
  if (converted) return withoutExtras(reading, 'converted_amount', shippingIn);
  if (from === 'paid') return { from, role: 'paid_amount', minus: [], plus: [] };
  if (from === 'total') return withoutExtras(reading, total ?? 'order_total', shippingIn);
  const role = from === 'line' ? 'net_amount' : from === 'subtotal' ? 'order_subtotal' : null;
  const formula = await formulaOf(reading, levels, from, total);
  const discounts = ['discount', 'order_discount'].filter((name) => roles.has(name));
  const off = formula ? formula[0] === 1 : from !== 'line';
  const inside = formula ? formula[2] === 0 && formula.told : (reading.deciding.system?.profile.taxIncluded ?? false);
  return {
    from,
    role,
    minus: [
      ...(off
        ? from === 'subtotal'
          ? discounts.filter((name) => name === 'order_discount' || !roles.has('order_discount'))
          : discounts
        : []),
      ...(inside && roles.has('tax') ? ['tax'] : []),
    ],
    plus: shippingIn && roles.has('shipping') ? ['shipping'] : [],
  };
}

/** The role that holds the order's total: by its role, by its name, or because it repeats. */
export function totalRole(reading: Reading, levels: Levels): string | null {
  if (reading.roles.has('order_total')) return 'order_total';
  const net = reading.use('net_amount');
  if (!net) return null;
  return levels.shared.includes('net_amount') || totalNames.has(normaliseName(net.source)) ? 'net_amount' : null;
}

function sourceOf({ roles }: Reading, levels: Levels, total: string | null): AmountSource | null {
  if (roles.has('net_amount') && total !== 'net_amount') return 'line';
  if (roles.has('qty') && roles.has('unit_price')) return total === 'net_amount' && !levels.several ? 'total' : 'price';
  if (roles.has('order_subtotal')) return 'subtotal';
  if (total !== null) return 'total';
  return roles.has('paid_amount') ? 'paid' : roles.has('converted_amount') ? 'total' : null;
}

function withoutExtras({ roles }: Reading, role: string, shippingIn: boolean): AmountPlan {
  return { from: 'total', role, minus: ['tax', ...(shippingIn ? [] : ['shipping']), 'tip'].filter((name) => roles.has(name)), plus: [] };
}

type Formula = readonly [number, number, number] & { told: boolean };

/** The sum that gives the order's total in most orders, null without a total or when none fits half of them; told as a note. */
async function formulaOf(reading: Reading, levels: Levels, from: AmountSource, total: string | null): Promise<Formula | null> {
  const part = (...roles: (string | null)[]): Part | null => {
    const uses = roles.flatMap((role) => reading.use(role ?? '') ?? []);
    return uses.length === roles.length
      ? { uses, once: roles.length === 1 && (levels.shared.includes(roles[0] ?? '') || !levels.several) }
      : null;
  };
  const base = from === 'price' ? part('qty', 'unit_price') : part(from === 'line' ? 'net_amount' : 'order_subtotal');
  const parts = {
    base,
    discount: part('order_discount') ?? part('discount'),
    shipping: part('shipping'),
    tax: part('tax'),
    total: part(total),
  };
  if (!base || !parts.total) return null;
  const found = await reading.numbers(identities(reading.table, reading.use('order_id')?.staged ?? null, parts));
  const { orders = 0 } = found;
  if (orders === 0) return null;
  const shares = formulas.map((_, index) => (found[`fits_${index}`] ?? 0) / orders);
  const best = shares.indexOf(Math.max(...shares));
  const share = shares[best] ?? 0;
  if (share < orderLevels.formula) {
    reading.deciding.note({ code: 'formula_none', parameters: { fraction: share, orders } });
    return null;
  }
  const [d, s, t] = formulas[best] ?? [1, 1, 1];
  const other = formulas.findIndex(([a, b, c]) => a === d && b === s && c !== t);
  const told = parts.tax !== null && share > (shares[other] ?? 0);
  reading.deciding.note({
    code: !told ? 'formula_untaxed' : t === 1 ? 'formula_exclusive' : 'formula_inclusive',
    parameters: { fraction: share, orders, otherFraction: shares[other] ?? 0 },
  });
  return Object.assign([d, s, t] as [number, number, number], { told });
}
