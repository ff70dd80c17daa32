export type CanonicalTableName =
  | 'orders'
  | 'customers'
  | 'products'
  | 'costs'
  | 'contacts'
  | 'complaints'
  | 'surveys'
  | 'referrals'
  | 'subscriptions'
  | 'campaigns'
  | 'campaign_members'
  | 'receivables'
  | 'wallet';

/** Where a value comes from: the file, a named derivation of the file's columns, or a choice of ours. */
export type Badge = 'measured' | 'derived' | 'assumed';

/** How a text is read into a column. `money` is in the analysis currency, `number` any decimal, `date` a business date, `timestamp` the wall clock of the file. */
export type ColumnType = 'text' | 'date' | 'timestamp' | 'money' | 'number' | 'integer' | 'boolean';

/** The type each kind of column has in the engine. */
export const duckdbTypes: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  money: 'DECIMAL(18,4)',
  number: 'DECIMAL(18,4)',
  integer: 'INTEGER',
  boolean: 'BOOLEAN',
};

export interface CanonicalColumn {
  name: string;
  type: ColumnType;
  /** a mapped column whose value is empty or unreadable sends the record to quarantine */
  required: boolean;
  /** another column or input whose value makes this one needless in the same row */
  unless: string | null;
  /** header names that mean this column, best first, in English, 简体 and 繁體 */
  synonyms: readonly string[];
  /** the closed list of values, when there is one */
  values: readonly string[];
  unit: string;
}

/** Something of a file from which a canonical column is made: it has no column of its own. */
export interface CanonicalInput extends CanonicalColumn {
  /** the column that is made of it */
  becomes: string;
}

export interface CanonicalTable {
  name: CanonicalTableName;
  columns: readonly CanonicalColumn[];
  /** columns whose value may stand in one row only; later rows go to quarantine */
  key: string | null;
  /** what stands for the key in files without it */
  keyInstead?: string;
  /** without one of each group a file cannot be this table */
  identifying: readonly (readonly string[])[];
  /** columns and inputs that speak for this table and hardly for another */
  telling?: readonly string[];
  /** columns of order lines that speak against it */
  unlike?: readonly string[];
  inputs?: readonly CanonicalInput[];
}

/** One canonical column; `synonyms` are separated by `|`. */
export function column(
  name: string,
  type: ColumnType,
  synonyms = '',
  more: { required?: boolean; unless?: string; values?: readonly string[]; unit?: string } = {},
): CanonicalColumn {
  return {
    name,
    type,
    required: more.required ?? false,
    unless: more.unless ?? null,
    synonyms: synonyms.split('|').filter((synonym) => synonym !== ''),
    values: more.values ?? [],
    unit: more.unit ?? (type === 'money' ? 'currency' : ''),
  };
}
