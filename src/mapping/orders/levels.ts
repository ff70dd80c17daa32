import { orderLevels } from '#schema/thresholds.ts';
import { normaliseName } from '../names/normalise.ts';
import { continuedRows, keyShape, levelShapes, sumsOnce } from './measure/query.ts';
import type { Reading } from './reading.ts';
import { whoseAmount } from './repeated-lines.ts';
import type { OrdersDecision } from './types.ts';
import { paymentName } from './words.ts';

/** Roles whose values belong to the line whatever they look like. */
const ofTheLine: ReadonlySet<string> = new Set(
  'order_id line_id sku product_name category brand unit_price list_price qty cogs profit discount_rate kind kind_text products.subcategory products.unit_cost products.launch_date'.split(
    ' ',
  ),
);

/** Amounts that may be the order's. */
const ofTheOrders: ReadonlySet<string> = new Set(
  'net_amount order_total order_subtotal order_discount discount tax shipping fee tip refund_amount adjusted_total paid_amount converted_amount converted_refund written_off'.split(
    ' ',
  ),
);

/** Roles whose name says that they are the order's. */
const byName: ReadonlySet<string> = new Set(['order_total', 'order_subtotal', 'order_discount', 'refund_amount', 'adjusted_total']);

/** Columns that tell on which rows a file writes what is the order's. */
const anchors: ReadonlySet<string> = new Set([
  ...['order_total', 'order_subtotal', 'adjusted_total', 'net_amount', 'paid_amount'],
  ...['date', 'ordered_at', 'customer_id', 'customers.email'],
]);

/** What may befall a single line: empty cells below say nothing unless an anchor is left out there too. */
const befalls: ReadonlySet<string> = new Set(['status_text', 'refund_status', 'refund_date', 'cancelled_at']);

export interface Levels extends Pick<OrdersDecision, 'grain' | 'shared' | 'fill' | 'continued' | 'unique'> {
  /** orders have several rows */
  several: boolean;
  /** it is asked whether the amount is the line's or the order's */
  open: boolean;
}

/** What one row is: whether order numbers repeat, which values are the order's (repeated, or on its first row only) and which the line's. */
export async function decideLevels(reading: Reading): Promise<Levels> {
  const none: Levels = { grain: 'record', shared: [], fill: [], continued: null, several: false, open: false, unique: false };
  const use = reading.use('order_id');
  if (!use) return none;
  const key = use.staged;
  const shape = await reading.numbers(keyShape(reading.table, use));
  const continued = (shape.blank ?? 0) > 0 ? await continuation(reading, key) : null;
  const several = (shape.keys ?? 0) < (shape.rows ?? 0) - (shape.blank ?? 0) || (continued?.lines ?? false);
  const payment = reading.deciding.system?.profile.grain === 'payment';
  const rest = { continued: continued?.plan ?? null, several, unique: !several && shape.blank === 0 };
  if (!several) return { ...none, ...rest, grain: payment ? 'payment' : 'order' };
  const grain = payment || isPayment(reading) ? 'payment' : 'order-line';
  const order = await ofTheOrder(reading, key);
  const filled = continued?.lines
    ? stagedOf(
        reading,
        [...reading.roles].filter((role) => !ofTheLine.has(role) && !ofTheOrders.has(role)),
      )
    : [];
  return { ...none, ...rest, grain, ...order, fill: [...new Set([...order.fill, ...filled])] };
}

async function continuation(reading: Reading, key: string): Promise<{ plan: OrdersDecision['continued']; lines: boolean } | null> {
  const empty = stagedOf(reading, ['date', 'customer_id', 'customers.email']);
  const items = stagedOf(reading, ['sku', 'product_name', 'qty', 'line_id', 'unit_price']);
  if (empty.length === 0) return null;
  const ledger = reading.roles.has('debit') && reading.roles.has('credit');
  const found = await reading.numbers(continuedRows(reading.table, key, empty, items));
  if (!found.bare || found.leading || found.bare < (found.blank ?? 0)) return null;
  const amountsToo = ledger ? [] : stagedOf(reading, ['net_amount', 'order_total', 'paid_amount']);
  if (found.items === 0 && !ledger && amountsToo.length > 0) return { plan: { empty: [...empty, ...amountsToo], items }, lines: false };
  reading.deciding.note({ code: 'continued', parameters: { rows: found.bare, lines: found.items ?? 0 } });
  return { plan: { empty, items }, lines: (found.items ?? 0) > 0 };
}

function stagedOf(reading: Reading, roles: readonly string[]): string[] {
  return roles.flatMap((role) => reading.use(role)?.staged ?? []);
}

/** Several rows of an order that are its payments: nothing tells lines apart and the amount is called a payment. */
function isPayment(reading: Reading): boolean {
  if (['sku', 'product_name', 'qty', 'unit_price', 'line_id'].some((role) => reading.roles.has(role))) return false;
  return paymentName.test(normaliseName((reading.use('net_amount') ?? reading.use('paid_amount'))?.source ?? ''));
}

async function ofTheOrder(reading: Reading, key: string): Promise<Pick<Levels, 'shared' | 'fill' | 'open'>> {
  const roles = [...reading.roles].filter((role) => !ofTheLine.has(role));
  const columns = roles.map((role) => reading.use(role)?.staged ?? '');
  const shapes = await reading.numbers(levelShapes(reading.table, key, columns));
  const told = reading.deciding.staged.ofOrders ?? [];
  const found = roles.map((role, index) => {
    const at = (what: string): number => shapes[`${what}_${index}`] ?? 0;
    const most = orderLevels.share * at('said');
    const sparse = at('said') > 0 && at('first') >= most;
    const repeated = at('said') > 0 && at('same') >= most && ofTheOrders.has(role);
    const proven = byName.has(role) || told.includes(role) || (at('said') >= orderLevels.orders && at('values') >= orderLevels.values);
    return { role, staged: columns[index] ?? '', sparse, repeated, proven, several: at('said') > 1, said: at('said') };
  });
  const anchored = found.some(
    ({ role, sparse, said }) => sparse && anchors.has(role) && said >= (reading.deciding.system ? 1 : orderLevels.orders),
  );
  const net = found.find(({ role }) => role === 'net_amount');
  const whose = net?.repeated && !net.sparse && net.several ? await whoseAmount(reading) : null;
  const repeats = found.some(
    ({ role, repeated, proven }) => repeated && proven && (role !== 'net_amount' || whose === null || whose === 'once'),
  );
  const shared: string[] = [];
  let open = false;
  for (const { role, sparse, repeated, proven, several } of found) {
    if (!ofTheOrders.has(role) || !(sparse || repeated)) continue;
    const known = sparse || (whose === 'ask' ? byName.has(role) : proven) || (repeats && role !== 'net_amount');
    const told = role !== 'net_amount' || whose === 'ask' ? null : whose;
    const answer = told ?? (known ? 'once' : role === 'net_amount' && several ? await askTotals(reading, key) : 'each');
    open ||= answer === null;
    if (answer !== 'once') continue;
    shared.push(role);
    await tell(reading, key, role, sparse);
  }
  const fill = found.flatMap(({ role, sparse, staged }) => (sparse && (anchored || !befalls.has(role)) ? [staged] : []));
  return { shared, fill, open };
}

async function askTotals(reading: Reading, key: string): Promise<string | null> {
  const use = reading.use('net_amount');
  if (!use) return null;
  const sums = await reading.numbers(sumsOnce(reading.table, key, use));
  return reading.deciding.ask({
    key: `${use.source}/totals`,
    text: { code: 'question_totals', parameters: { column: use.source, file: reading.deciding.staged.name } },
    choices: [
      {
        id: 'each',
        text: { code: 'choice_each', parameters: {} },
        effect: { code: 'effect_amount', parameters: { sum: sums.naive ?? 0 } },
      },
      {
        id: 'once',
        text: { code: 'choice_once', parameters: {} },
        effect: { code: 'effect_amount', parameters: { sum: sums.correct ?? 0 } },
      },
    ],
    samples: [],
  });
}

async function tell(reading: Reading, key: string, role: string, sparse: boolean): Promise<void> {
  const use = reading.use(role);
  if (!use) return;
  const { naive = 0, correct = 0, orders = 0 } = await reading.numbers(sumsOnce(reading.table, key, use));
  const parameters = { column: use.source, naive, correct, orders };
  reading.deciding.note(
    sparse ? { code: 'totals_sparse', parameters: { column: use.source, orders } } : { code: 'totals_repeated', parameters },
  );
}
