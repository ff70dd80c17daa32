import type { Sql } from '#sql/sql.ts';
import type { Dialect } from '#sql/dialect.ts';

/** What a statistic's column holds. Money is an `integer` in ten-thousandths of the analysis currency. */
export type StatisticType = 'integer' | 'number' | 'text' | 'date';

export type StatisticRow = Record<string, number | string | null>;

/** The small tables that models and figures see, by snake_case name. */
export type StatisticTables = Record<string, StatisticRow[]>;

export interface StatisticParameters {
  /** business date, ISO */
  asOf: string;
}

/** A named, typed, small result whose size does not grow with the number of order lines. */
export interface Statistic {
  /** kebab-case, the file's name */
  id: string;
  /** snake_case, the name in SQL cells and in StatisticTables */
  table: string;
  schema: Record<string, StatisticType>;
  /** columns that may be null */
  nullable: readonly string[];
  /** portable SQL over canonical tables or anything with the panel's shape */
  sql(dialect: Dialect, parameters: StatisticParameters): Sql;
  /** throws CodedError `statistic/contract` when what arrived cannot be right */
  check(rows: StatisticRow[]): void;
  /** groups with fewer customers are merged before sharing; null when rows hold no customers */
  smallestGroup: number | null;
}
