import type { Row, Table } from '#table/table.ts';
import type { PeriodChoice } from './period.ts';

export interface AnalysisFacts {
  /** the rows of the queries `factsOfOrders`, `lineFacts` and `customerFacts` */
  orders: Row;
  lines: Row;
  customers: Row;
  choice: PeriodChoice;
  /** null when there is no counted row and no date was chosen */
  asOf: string | null;
  margin: number;
  /** customers whose start may lie before the file */
  truncatedCustomers: number;
  /** share of steady buyers of this order rate that the stage machine would take for declining; null without repeat customers */
  falseAlarm: number | null;
}

/** The one row of table `analysis`: what everything else stands on. Flags 0/1, money in ten-thousandths, dates as ISO text. */
export function analysisTable({ orders, lines, customers, choice, asOf, margin, truncatedCustomers, falseAlarm }: AnalysisFacts): Table {
  const { has_list_price: hasListPrice, has_cogs: hasCogs, ...counted } = lines;
  const row: Row = {
    ...counted,
    customers: customers.customers!,
    customers_with_stage: customers.customers_with_stage!,
    refund_only: customers.refund_only!,
    order_days: customers.order_days!,
    first_date: orders.first_date!,
    last_date: orders.last_date!,
    as_of: asOf,
    period: choice.period,
    period_days: choice.days,
    period_reason: choice.reason,
    indicative: Number(choice.indicative),
    has_amount: Number(orders.has_amount === true),
    has_cogs: Number(hasCogs === true),
    has_qty: Number(orders.has_qty === true),
    has_promo: Number(orders.has_promo === true),
    has_list_price: Number(hasListPrice === true),
    margin,
    left_truncated: Number(truncatedCustomers > 0),
    left_truncated_customers: truncatedCustomers,
    false_alarm: falseAlarm,
  };
  const texts = ['first_date', 'last_date', 'as_of', 'period', 'period_reason', 'currency'];
  const columns = Object.entries(row).map(([name, value]) => ({
    name,
    kind: texts.includes(name) ? ('text' as const) : ('number' as const),
    values: [value],
  }));
  return { rowCount: 1, columns };
}
