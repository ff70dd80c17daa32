import type { ColumnUse, Deciding } from '../decision.ts';
import { decideAmount, totalRole } from './amount.ts';
import { decideCosts } from './costs.ts';
import { decideCurrency, tellBlank } from './currency.ts';
import { decideKeys } from './keys.ts';
import { decideLedger } from './ledger.ts';
import { decideLevels, type Levels } from './levels.ts';
import { datedNumbers, filledSum, undatedRows } from './measure/query.ts';
import { type Reading, readingOf } from './reading.ts';
import { decidePrefix, decideStates } from './states.ts';
import { decideTwice } from './twice.ts';
import { type AmountPlan, type OrdersDecision, plainOrders } from './types.ts';

export type { OrdersDecision } from './types.ts';

/** Decides the grain of a file of orders, what its totals and refunds mean, and asks what the values leave open. */
export async function decideOrders(deciding: Deciding, uses: readonly ColumnUse[]): Promise<OrdersDecision> {
  const reading = readingOf(deciding, uses);
  const { settings } = deciding;
  const shippingIn = settings.shippingIn ?? false;
  const levels = await decideLevels(reading);
  const states = await decideStates(reading, levels.fill);
  const { plan: currency, converted, only } = await decideCurrency(reading);
  const ledger = await decideLedger(reading);
  const amount = ledger ?? (await decideAmount(reading, levels, converted, shippingIn));
  const refunds = amount && (await refundColumn(reading, levels, amount, states.refunded.length + states.refundStatuses.length > 0));
  const keys = await decideKeys(reading);
  return {
    ...plainOrders,
    ...{ grain: levels.grain, shared: levels.shared, fill: levels.fill, continued: levels.continued, unique: levels.unique },
    ...states,
    amount,
    refundColumn: refunds,
    refundsFrom: await decideTwice(reading, { ...states, amount, keys, refundColumn: refunds }),
    prefix: await decidePrefix(reading),
    paidOrUnpaid: paidOrUnpaid(reading),
    keys,
    currency: await tellBlank(reading, levels, currency, only),
    costs: await decideCosts(reading),
    adjusting: adjusting(reading),
    charges: reading.roles.has('sku') ? (deciding.system?.profile.notProducts ?? []).map((code) => code.toLowerCase()) : [],
    dateFromNumber: await dateFromNumber(reading),
    shippingIn,
    countStates: settings.countStates ?? [],
    waiting: levels.open || (amount?.open ?? false) || rateOpen(uses, amount) || currency?.keep === null || ledger?.from === 'ledger-open',
  };
}

/** Beginnings of order numbers that the system of the file gives to adjustments. */
function adjusting({ deciding, roles }: Reading): string[] {
  const prefixes = Object.entries(deciding.system?.profile.prefixes ?? {});
  return roles.has('order_id') ? prefixes.flatMap(([letters, kind]) => (kind === 'adjustment' ? [letters.toLowerCase()] : [])) : [];
}

/** True while it is asked what a discount is that may reduce quantity × price. */
function rateOpen(uses: readonly ColumnUse[], amount: AmountPlan | null): boolean {
  return amount?.from === 'price' && uses.some(({ open, role }) => open && role.role === 'discount_rate');
}

async function refundColumn(
  reading: Reading,
  levels: Levels,
  amount: AmountPlan,
  byStatus: boolean,
): Promise<OrdersDecision['refundColumn']> {
  const { note } = reading.deciding;
  if (reading.roles.has('adjusted_total') && reading.roles.has('order_total')) {
    note({
      code: 'refunds_column_undated',
      parameters: {
        column: reading.use('adjusted_total')?.source ?? '',
        rows: (await reading.numbers(filledSum(reading.table, reading.use('adjusted_total') as ColumnUse))).rows ?? 0,
      },
    });
    return { role: 'adjusted_total', total: 'order_total', adjusted: true };
  }
  const role = amount.role === 'converted_amount' && reading.roles.has('converted_refund') ? 'converted_refund' : 'refund_amount';
  const use = reading.use(role);
  const undated = !reading.roles.has('refund_date');
  if (!use) {
    if (byStatus) note({ code: undated ? 'refunds_status_undated' : 'refunds_status', parameters: {} });
    return null;
  }
  const { rows = 0 } = await reading.numbers(filledSum(reading.table, use));
  if (rows === 0 && !byStatus) return null;
  note({ code: undated ? 'refunds_column_undated' : 'refunds_column', parameters: { column: use.source, rows } });
  const total =
    amount.role === 'converted_amount'
      ? 'converted_amount'
      : (totalRole(reading, levels) ?? (reading.roles.has('paid_amount') ? 'paid_amount' : null));
  const changed = amount.role !== total;
  return { role, total: changed || amount.minus.length > 0 ? total : null, adjusted: false };
}

/** Without a status, an order that nobody paid is told by its empty payment date and an amount paid of zero. */
function paidOrUnpaid({ roles }: Reading): boolean {
  return (
    roles.has('paid_date') && !roles.has('status_text') && !roles.has('due_date') && (roles.has('paid_amount') || roles.has('net_amount'))
  );
}

async function dateFromNumber(reading: Reading): Promise<boolean> {
  const key = reading.use('order_id');
  const date = reading.use('date');
  if (!key || date?.format?.kind !== 'date' || !date.format.kinds.includes('year-first')) return false;
  const { rows: undated = 0 } = await reading.numbers(undatedRows(reading.table, date.staged));
  if (undated === 0) return false;
  const { blank = 0, dated = 0, rows = 0 } = await reading.numbers(datedNumbers(reading.table, key.staged, date.staged));
  if (blank === 0 || dated < rows / 2) return false;
  reading.deciding.note({ code: 'dates_inferred', parameters: { rows: blank } });
  return true;
}
