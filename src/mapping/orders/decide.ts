import type { ColumnUse, Deciding } from '../decision.ts';

/** How order lines come of the rows of one file: plain data. */
export interface OrdersDecision {
  grain: 'order-line' | 'order' | 'payment' | 'record';
}

/** Decides the grain of a file of orders, what its totals and refunds mean, and asks what the values leave open. */
export async function decideOrders(_deciding: Deciding, _uses: readonly ColumnUse[]): Promise<OrdersDecision> {
  return Promise.resolve({ grain: 'order-line' });
}
