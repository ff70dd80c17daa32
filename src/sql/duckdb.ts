import type { Dialect } from './dialect.ts';
import { sql } from './sql.ts';

/** How DuckDB says what engines say differently. */
export const duckdb: Dialect = {
  id: 'duckdb',
  day: (expression) => sql`CAST(${expression} AS DATE)`,
  month: (expression) => sql`CAST(date_trunc('month', ${expression}) AS DATE)`,
  diffDays: (a, b) => sql`date_diff('day', ${a}, ${b})`,
  date: (iso) => sql`CAST(${iso} AS DATE)`,
  i64: (expression) => sql`CAST(${expression} AS BIGINT)`,
  countDistinct: (expression) => sql`count(DISTINCT ${expression})`,
  countIf: (condition) => sql`count(CASE WHEN ${condition} THEN 1 END)`,
  sumIf: (expression, condition) => sql`sum(CASE WHEN ${condition} THEN ${expression} END)`,
};
