import { orderLevels } from '#schema/thresholds.ts';
import { sure } from '../names/candidate.ts';
import { normaliseName } from '../names/normalise.ts';
import { bestFormula } from './formula.ts';
import { uniqueColumns } from './measure/query.ts';
import type { Reading } from './reading.ts';

/** Names of totals of orders, and of columns that number something. */
const orders = /order|grand|invoice|basket|cart|订单|整单|发票/u;
const numbers = /\b(id|ids|no|nr|num|number|ticket|line|item|row|code|key|seat|serial|voucher|barcode)\b|编号|号|票|码|行/u;

/**
 * Whose the amounts are that repeat on all rows of an order: proven by quantity × price to be each line's (`each`) or the order's (`once`), to be asked
 * because a number of every single row speaks for lines (`ask`), or null when nothing speaks against a repeated total.
 */
export async function whoseAmount(reading: Reading): Promise<'each' | 'once' | 'ask' | null> {
  const net = reading.use('net_amount');
  const { system, staged } = reading.deciding;
  if (!net || (system?.confidence ?? 0) >= sure || orders.test(normaliseName(net.source))) return null;
  const [qty, price] = [reading.use('qty'), reading.use('unit_price')];
  if (qty && price) {
    const part = (role: string) => {
      const use = reading.use(role);
      return use ? { uses: [use], once: false } : null;
    };
    const parts = { base: { uses: [qty, price], once: false }, discount: part('discount'), shipping: part('shipping'), tax: part('tax') };
    const once = (await bestFormula(reading, { ...parts, total: { uses: [net], once: true } }))?.share ?? 0;
    const each = (await bestFormula(reading, { ...parts, total: { uses: [net], once: false } }))?.share ?? 0;
    if (Math.max(once, each) >= orderLevels.share && once !== each) return once > each ? 'once' : 'each';
  }
  const known = new Set(['order_id', 'customer_id', 'net_amount'].map((role) => reading.use(role)?.staged));
  const columns = staged.shape.columns.flatMap((source, index) =>
    !known.has(`c${index}`) && numbers.test(normaliseName(source)) ? [`c${index}`] : [],
  );
  if (columns.length === 0) return null;
  return Object.values(await reading.numbers(uniqueColumns(reading.table, columns))).some((unique) => unique === 1) ? 'ask' : null;
}
