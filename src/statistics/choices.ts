import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'choices';
const schema: Record<string, StatisticType> = {
  cohort_start: 'integer',
  starts_with: 'text',
  starts_with_chosen: 'integer',
  early_customers: 'integer',
  refunds: 'text',
  refund_lines: 'integer',
  matched_refund_lines: 'integer',
  seasonal_years: 'integer',
};

/**
 * What was decided about the panel and by whom, in one row: whether the file may begin with a cohort, how its start was taken and how many customers
 * that moves, where refunds stand and how many of them name their order, and the whole years behind the seasonal indices (0: none).
 */
export const choices: Statistic = {
  id,
  table: 'choices',
  schema,
  nullable: [],
  smallestGroup: null,
  sql: (): Sql =>
    sql`SELECT cohort_start, starts_with, starts_with_chosen, early_customers, refunds, refund_lines, matched_refund_lines, seasonal_years FROM choices`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    expect(id, rows.length === 1, `${rows.length} rows`);
    checkNotNegative(
      id,
      rows,
      Object.keys(schema).filter((name) => schema[name] === 'integer'),
    );
  },
};
