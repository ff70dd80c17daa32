import type { Sql } from './sql.ts';

/** The whole surface on which engines differ; one object an engine. */
export interface Dialect {
  readonly id: 'duckdb' | 'clickhouse' | 'postgres';
  /** the calendar day of a timestamp or date */
  day(expression: Sql): Sql;
  /** first day of the month */
  month(expression: Sql): Sql;
  /** whole days from a to b */
  diffDays(a: Sql, b: Sql): Sql;
  /** a date literal from ISO text */
  date(iso: string): Sql;
  /** 64-bit integer */
  i64(expression: Sql): Sql;
  countDistinct(expression: Sql): Sql;
  countIf(condition: Sql): Sql;
  sumIf(expression: Sql, condition: Sql): Sql;
}
