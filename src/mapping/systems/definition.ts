import type { CanonicalTableName } from '#schema/canonical.ts';

/** What one real system's export looks like: plain data, one file a system. Header names are as the system writes them; they are compared normalised. */
export interface SystemProfile {
  id: string;
  /** proper name, in both languages when they differ */
  title: { en: string; zh: string };
  /** `seen`: the header stands in a source; `memory`: nobody has checked it, so it is matched with lower confidence */
  evidence: 'seen' | 'memory';
  table: CanonicalTableName;
  /** header names; a file is recognised by how many of them it has */
  columns: readonly string[];
  /** names that no other system has: one of them is worth much */
  anchors: readonly string[];
  /** role by header name; `ignored` keeps a column from being guessed at */
  roles: Readonly<Record<string, string>>;
  /** one row is this: order-line, order, payment, record, response */
  grain: string;
  /** values of the status column and the state each means (lower case) */
  statuses?: Readonly<Record<string, string>>;
  /** values of the column with role `kind_text` and what kind of row each is: sale, refund, adjustment, gift_card, or `drop` for rows that are no sales at all */
  kinds?: Readonly<Record<string, string>>;
  /** how refunds are told, for the order lines' rules */
  refunds?: 'column' | 'status' | 'negative-line' | 'document' | 'prefix' | 'none';
  /** the amount already holds tax / shipping */
  taxIncluded?: boolean;
  /** zone of all times that carry none */
  zone?: string;
  dateOrder?: 'day-first' | 'month-first';
  /** message codes `data_note_*` told with every file of the system */
  notes?: readonly string[];
}

export interface SystemMatch {
  profile: SystemProfile;
  /** 0..1 */
  confidence: number;
}
