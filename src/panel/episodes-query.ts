import { sql, type Sql } from '#sql/sql.ts';
import { unfinished } from './scratch.ts';

/**
 * One row an episode of a relationship, from the first order (or first contact) to its end or to the last complete period; an order after
 * the end opens the next episode. `end_age` is the age in which it ended, else the last complete one. `exit_from` is the stage from which an
 * ended relationship fell into the decline that led to its end; null while it lasts. `e_periods` .. `d_periods` count complete periods by
 * stage; orders, amount and profit are those of all complete periods up to the next episode. Ages count from 0.
 */
export function episodes(): Sql {
  const periods = (stage: string): Sql => sql`CAST(count(CASE WHEN stage = ${stage} THEN 1 END) AS INTEGER)`;
  return sql`CREATE OR REPLACE TABLE ${unfinished('episodes')} AS SELECT customer_id, episode, min(age) AS start_age,
      coalesce(min(CASE WHEN stage = 'T' THEN age END), max(age)) AS end_age, min(period) AS start_date, arg_max(stage, age) AS last_stage,
      CASE WHEN bool_or(stage = 'T') THEN arg_max(stage, CASE WHEN stage IN ('E', 'F', 'S') THEN age END) END AS exit_from,
      bool_or(stage = 'T') AS ended, ${periods('E')} AS e_periods, ${periods('F')} AS f_periods, ${periods('S')} AS s_periods, ${periods('D')} AS d_periods,
      CAST(sum(orders) AS INTEGER) AS orders, CAST(sum(amount) AS DECIMAL(18,4)) AS amount, CAST(sum(profit) AS DECIMAL(18,4)) AS profit,
      bool_and(start_known) AS start_known
    FROM ${unfinished('stages')} GROUP BY customer_id, episode`;
}
