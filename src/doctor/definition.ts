import type { Sql } from '#sql/sql.ts';
import type { Row } from '#table/table.ts';

/** A way to deal with a finding: columns of `orders_all` that get another value; window functions and subqueries are allowed in the expressions. */
export interface Remedy {
  id: string;
  columns(found: Row): Readonly<Partial<Record<'state' | 'customer_id' | 'order_id', Sql>>>;
}

/** Something in the orders that can mislead an analysis. */
export interface FindingDefinition {
  /** kebab-case; its sentences are `data_doctor_<id>_what` and `data_doctor_<id>_why`, those of its remedies `data_doctor_<id>_<remedy>` */
  id: string;
  /**
   * One row: `rows` and `customers` concerned, and whatever the sentence names (money in units of the currency, shares 0..1). `rows` of 0: not found.
   * Reads `orders`, `orders_all`, `customers` and `analysis`.
   */
  detect: Sql;
  /** likely to change a conclusion, not merely worth knowing */
  serious(found: Row): boolean;
  remedies: readonly Remedy[];
}

/** The numbers that a reader would quote. Money in units of the currency; null where there is nothing to compute it from. */
export interface Headline {
  /** customers with a counted sale */
  customers: number;
  /** days on which a customer ordered, the orders of a relationship */
  orders: number;
  /** sum of net amounts, refunds subtracted; null when no amount is known */
  revenue: number | null;
  /** share of customers who came back, 0..1; null without customers */
  repeatShare: number | null;
  /** mean days between two order days of a customer; null when nobody came back */
  gapDays: number | null;
}

export interface Finding {
  id: string;
  found: Record<string, number | string>;
  serious: boolean;
  remedies: { id: string; rows: number; after: Headline }[];
  /** the rows themselves, where a person must look at each */
  list?: ListedLabel[];
}

/** A stage label that cannot follow the one before it, as exported; `from` is null where it is the first, `date` where it is the label of the customer. */
export interface ListedLabel {
  customer: string;
  date: string | null;
  from: string | null;
  to: string;
  file: string;
  line: number;
}

/** A remedy that a person chose. */
export interface ChosenRemedy {
  finding: string;
  remedy: string;
}

/** What a chosen remedy did. */
export interface LedgerEntry extends ChosenRemedy {
  /** rows of order lines that changed */
  rows: number;
  before: Headline;
  after: Headline;
}

export interface Examination {
  headline: Headline;
  findings: Finding[];
}
