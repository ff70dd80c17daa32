import { normaliseName } from '../names/normalise.ts';
import type { Levels } from './levels.ts';
import { bestFormula, type Formula, partsOf, tellFormula } from './formula.ts';
import { decideRate } from './rates.ts';
import { askTax, isLineTotal, taxUnsaid } from './tax.ts';
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
  const plus = shippingIn && roles.has('shipping') ? ['shipping'] : [];
  if (total === 'net_amount' && (await isLineTotal(reading, levels))) return askTax(reading, plus);
  if (from === 'total') return withoutExtras(reading, total ?? 'order_total', shippingIn);
  const role = from === 'line' ? 'net_amount' : from === 'subtotal' ? 'order_subtotal' : null;
  const plain = await formulaOf(reading, levels, from, total);
  const { rate, formula, open } =
    from === 'price' ? await decideRate(reading, levels, total, plain) : { rate: null, formula: plain, open: false };
  const found = tellFormula(reading, formula);
  const discounts = ['discount', 'order_discount'].filter((name) => roles.has(name) && name !== rate?.role);
  const off = found ? found.terms[0] === 1 : from !== 'line';
  const inside = found ? found.terms[2] === 0 && found.told : (reading.deciding.system?.profile.taxIncluded ?? false);
  const unsaid = !found?.told && (from === 'line' || from === 'price') && (await taxUnsaid(reading, from));
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
    plus,
    ...(rate ? { rate } : {}),
    ...(unsaid ? { taxUnsaid: true } : {}),
    ...(open ? { open: true } : {}),
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

/** The sum that gives the order's total in most orders, null without a total. */
async function formulaOf(reading: Reading, levels: Levels, from: AmountSource, total: string | null): Promise<Formula | null> {
  const part = partsOf(reading, levels);
  const base = from === 'price' ? part('qty', 'unit_price') : part(from === 'line' ? 'net_amount' : 'order_subtotal');
  return bestFormula(reading, {
    base,
    discount: part('order_discount') ?? part('discount'),
    shipping: part('shipping'),
    tax: part('tax'),
    total: part(total),
  });
}
