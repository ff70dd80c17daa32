import { besideRows, loneNegatives } from './measure/query.ts';
import type { Reading } from './reading.ts';
import type { OrdersDecision } from './types.ts';

/**
 * Which refunds of a file are booked that tells of them beside its orders and in negative rows under numbers of their own: what is the same for one
 * customer is found by itself; without customers it is asked, and the negative rows alone are taken until then.
 */
export async function decideTwice(
  reading: Reading,
  {
    amount,
    keys,
    refundColumn,
    refunded,
    refundStatuses,
  }: Pick<OrdersDecision, 'amount' | 'keys' | 'refundColumn' | 'refunded' | 'refundStatuses'>,
): Promise<OrdersDecision['refundsFrom']> {
  const [key, value] = [reading.use('order_id'), reading.use(amount?.role ?? '')];
  if (keys.length > 0 || !key || !value || !(refundColumn || refunded.length + refundStatuses.length > 0)) return 'all';
  const { documents = 0 } = await reading.numbers(
    loneNegatives(reading.table, key.staged, reading.use('refund_of')?.staged ?? null, value),
  );
  if (documents === 0) return 'all';
  const column = refundColumn && !refundColumn.adjusted ? reading.use(refundColumn.role) : undefined;
  const status = reading.use('status_text')?.staged;
  const refundStatus = reading.use('refund_status')?.staged;
  const worded = [
    ...(status ? [{ column: status, words: refunded }] : []),
    ...(refundStatus ? [{ column: refundStatus, words: refundStatuses }] : []),
  ];
  const { orders = 0 } = await reading.numbers(besideRows(reading.table, column ?? null, worded));
  if (orders === 0 && !refundColumn?.adjusted) return 'all';
  const parameters = { documents, orders };
  const answer = reading.deciding.ask({
    key: 'refunds',
    text: { code: 'question_refunds', parameters: { ...parameters, file: reading.deciding.staged.name } },
    choices: (['documents', 'orders', 'all'] as const).map((id) => ({
      id,
      text: { code: `choice_refunds_${id}`, parameters: {} },
      effect: { code: `effect_refunds_${id}`, parameters },
    })),
    samples: [],
  });
  return (answer ?? 'documents') as OrdersDecision['refundsFrom'];
}
