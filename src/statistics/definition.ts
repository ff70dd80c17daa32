import type { Sql } from '#sql/sql.ts';
import type { Dialect } from '#sql/dialect.ts';
import type { Table } from '#table/table.ts';

/** What a statistic's column holds. Money is an `integer` in ten-thousandths of the analysis currency. */
export type StatisticType = 'integer' | 'number' | 'text' | 'date';

export type StatisticRow = Record<string, number | string | null>;

/** The small tables that models and figures see, by snake_case name. */
export type StatisticTables = Record<string, StatisticRow[]>;

export interface StatisticParameters {
  /** business date, ISO */
  asOf: string;
  /** of every random draw; the product's own when left out */
  seed?: number;
}

/** A named, typed, small result whose size does not grow with the number of order lines. */
interface Described {
  /** kebab-case, the file's name */
  id: string;
  /** snake_case, the name in SQL cells and in StatisticTables */
  table: string;
  schema: Record<string, StatisticType>;
  /** columns that may be null */
  nullable: readonly string[];
  /** throws CodedError `statistic/contract` when what arrived cannot be right */
  check(rows: StatisticRow[]): void;
  /** groups with fewer customers are merged before sharing; null when rows hold no customers */
  smallestGroup: number | null;
  /** computed when a lens first asks for it, not with every analysis: for what takes seconds */
  lazy?: true;
  /** rows name single customers: such a table never leaves the browser as it is */
  personal?: true;
}

/** A statistic that is one query. */
export interface QueriedStatistic extends Described {
  /** portable SQL over canonical tables or anything with the panel's shape */
  sql(dialect: Dialect, parameters: StatisticParameters): Sql;
}

/** A statistic that a model makes of what queries answer; it runs in a worker, and in the same thread in Node. */
export interface ModelledStatistic extends Described {
  /** the queries of its inputs by name; what they answer may have a row a customer or a customer-period, so sample what could be larger */
  inputs(dialect: Dialect, parameters: StatisticParameters): Record<string, Sql>;
  /** pure: the same inputs and parameters give the same rows. Looks at `signal` to stop early; throws CodedError `model/stopped` then */
  compute(inputs: Record<string, Table>, parameters: StatisticParameters, signal: { readonly aborted: boolean }): StatisticRow[];
}

export type Statistic = QueriedStatistic | ModelledStatistic;
