import { sql, type Sql } from '#sql/sql.ts';
import type { Table } from '#table/table.ts';
import { scratch } from './scratch.ts';

/** Where relationships begin: with the file (the business, or a cohort of new customers), or before it. */
export type StartsWith = 'business' | 'middle';

/** Where a refund stands: at its own date, or in the period of its order. */
export type RefundBooking = 'cash' | 'accrual';

export interface Choices {
  /** first orders stop after the first period or quarter: the file may begin with the business or a cohort, and only a person knows */
  cohortStart: boolean;
  /** what a person said, or what the test of first orders found */
  startsWith: StartsWith;
  startsWithChosen: boolean;
  /** customers whose first order falls in the first period and whose first contact is unknown: what the answer moves */
  early: number;
  refunds: RefundBooking;
  /** what a person said: relationships end by contract, or silently; null: nobody was asked or answered */
  contractual: boolean | null;
  /** whole years on which the seasonal indices stand; 0: nothing is deseasonalised */
  seasonalYears: number;
  /** a low P(alive) is a sign of the early warning */
  aliveInWarnings: boolean;
}

/** Refunds up to the as-of date and those of them whose order is known; customers with refunds only. One row. */
export function refundFacts(): Sql {
  return sql`SELECT count(*) AS refund_lines, count(o.order_id) AS matched_lines FROM ${scratch.lines} l
    LEFT JOIN (${ordersOfSales()}) o ON o.order_id = coalesce(l.refund_of, l.order_id) AND o.customer_id = l.customer_id WHERE l.kind = 'refund'`;
}

/** The first day of every order of a known customer. */
export function ordersOfSales(): Sql {
  return sql`SELECT order_id, customer_id, min(day) AS day FROM ${scratch.lines} WHERE kind = 'sale' AND order_id IS NOT NULL AND customer_id IS NOT NULL GROUP BY 1, 2`;
}

/** The one row of table `choices`: what was decided about the panel and by whom. Flags 0/1. */
export function choicesTable(choices: Choices, refunds: { lines: number; matched: number }): Table {
  const row = {
    cohort_start: Number(choices.cohortStart),
    starts_with: choices.startsWith,
    starts_with_chosen: Number(choices.startsWithChosen),
    early_customers: choices.early,
    refunds: choices.refunds,
    refund_lines: refunds.lines,
    matched_refund_lines: refunds.matched,
    seasonal_years: choices.seasonalYears,
    contractual: choices.contractual === null ? 'unknown' : choices.contractual ? 'yes' : 'no',
    alive_in_warnings: Number(choices.aliveInWarnings),
  };
  const columns = Object.entries(row).map(([name, value]) => ({
    name,
    kind: typeof value === 'string' ? ('text' as const) : ('number' as const),
    values: [value],
  }));
  return { rowCount: 1, columns };
}
