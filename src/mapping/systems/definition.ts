import type { CanonicalTableName } from '#schema/canonical.ts';

/** A state that an order can have (`orders.state`). */
export type OrderState = 'counted' | 'test' | 'cancelled' | 'failed' | 'unpaid' | 'excluded';

/** What a row of a ledger can be; rows that are `drop` are no sales at all. */
export type RowKind = 'sale' | 'refund' | 'adjustment' | 'gift_card' | 'drop';

/**
 * What one real system's export looks like: plain data, one file a system. Header names are as the system writes them, in any of its
 * languages; they are compared normalised. Values (of `statuses` and the like) are in lower case.
 */
export interface SystemProfile {
  id: string;
  /** proper name, in both languages when they differ */
  title: { en: string; zh: string };
  /** `seen`: the header stands in a source; `memory`: nobody has checked it, so it is matched with lower confidence */
  evidence: 'seen' | 'memory';
  /** `none`: a file that is of no use by itself; `missing` says why */
  table: CanonicalTableName | 'none';
  /** message code `data_missing_*` of a file that is of no use by itself */
  missing?: string;
  /** lines or payments of orders that stand in a file of the other system: `key` holds their order numbers here, `of` there */
  partOf?: { system: string; key: string; of: string; as: 'lines' | 'payments' };
  /** header names; a file is recognised by how many of them it has */
  columns: readonly string[];
  /** names that hardly another system has: one of them and most of the needed ones are enough, whatever else is there */
  anchors: readonly string[];
  /** names that a file of the system has whatever a person left out; those with a role when absent */
  needed?: readonly string[];
  /** other ways a header is written (another market, an older version), by the way it stands in `columns` */
  aliases?: Readonly<Record<string, string>>;
  /** role by header name; a column of `columns` without a role is not guessed at */
  roles: Readonly<Record<string, string>>;
  /** one row is this */
  grain: 'order-line' | 'order' | 'payment' | 'record' | 'response';
  /** values of the column with role `status_text` and the state each means */
  statuses?: Readonly<Record<string, OrderState>>;
  /** the state of every status that is not listed; unknown statuses are asked about when absent */
  statusOtherwise?: OrderState;
  /** values of the column with role `refund_status` and what each means: `open` is a refund that is asked for and not paid */
  refundStatuses?: Readonly<Record<string, 'none' | 'open' | 'refunded'>>;
  /** values of the column with role `kind_text` and what kind of row each is */
  kinds?: Readonly<Record<string, RowKind>>;
  /** values of the column with role `direction`: money in, money out, or no movement */
  directions?: Readonly<Record<string, 'in' | 'out' | 'drop'>>;
  /** first characters of order ids that tell the kind of row */
  prefixes?: Readonly<Record<string, RowKind>>;
  /** product codes that are charges and no products: their lines count as no purchase */
  notProducts?: readonly string[];
  /** values of the column with role `test_mark` that mark a test */
  tests?: readonly string[];
  /** how refunds are told, for the order lines' rules */
  refunds?: 'column' | 'status' | 'negative-line' | 'document' | 'prefix' | 'none';
  /** the amount already holds tax */
  taxIncluded?: boolean;
  /** zone of all times that carry none */
  zone?: string;
  dateOrder?: 'day-first' | 'month-first';
  /** the order id begins with its date, written so */
  dateFromId?: 'yymmdd-';
  /** put in front of every id by the system */
  idPrefix?: string;
  /** beginnings of the file's name that say what the file holds, with the message code `data_note_*` */
  fileNames?: Readonly<Record<string, string>>;
  /** customers stand in the file once for each order; `parent_id` is the person */
  persons?: boolean;
  /** message codes `data_note_*` told with every file of the system */
  notes?: readonly string[];
}

export interface SystemMatch {
  profile: SystemProfile;
  /** 0..1; from 0.8 the profile's roles are applied */
  confidence: number;
  /** message code of what the file's name says, null when it says nothing */
  fileNote: string | null;
}

/** Header names written one after the other, separated by `|`. */
export function headers(text: string): readonly string[] {
  return text.split('|');
}
