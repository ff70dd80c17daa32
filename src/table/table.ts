/** What a column holds. `date` values are days since 1970-01-01, `timestamp` values milliseconds since then (wall clock of the analysis zone). */
export type ColumnKind = 'number' | 'text' | 'boolean' | 'date' | 'timestamp';

/** One value; null is missing. Integers and decimals beyond 2^53 arrive as exact text. */
export type Cell = number | string | boolean | null;

export interface Column {
  name: string;
  kind: ColumnKind;
  values: ArrayLike<Cell>;
}

/** A small result: plain columns that survive structured clone. */
export interface Table {
  rowCount: number;
  columns: Column[];
}

export type Row = Record<string, Cell>;
