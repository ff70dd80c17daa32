import type { Dialect } from '#sql/dialect.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'stage-flow-spread';
const targets = ['E', 'F', 'S', 'D', 'T'];
const parts = ['n', 'squares', 'cross'] as const;
const schema: Record<string, StatisticType> = {
  from_stage: 'text',
  customers: 'integer',
  moves: 'integer',
  sizes: 'number',
  ...Object.fromEntries(targets.flatMap((to) => parts.map((part) => [`${part}_${to.toLowerCase()}`, part === 'n' ? 'integer' : 'number']))),
};

/**
 * How the moves of `stage_flow` from each stage are spread over customers, for intervals whose unit is the customer: with k moves of one customer from the stage and s
 * of them to stage x, `sizes` is Σk², `n_x` Σs, `squares_x` Σs², `cross_x` Σsk over the `customers` who made any.
 */
export const stageFlowSpread: Statistic = {
  id,
  table: 'stage_flow_spread',
  schema,
  nullable: [],
  smallestGroup: 5,
  lazy: true,
  sql: (d: Dialect): Sql => {
    const own = (to: string): Sql => identifier(`s_${to.toLowerCase()}`);
    const double = (number: Sql): Sql => sql`CAST(${number} AS DOUBLE PRECISION)`;
    const sums = targets.map((to) => {
      const name = (part: string): Sql => identifier(`${part}_${to.toLowerCase()}`);
      return sql`${d.i64(sql`sum(${own(to)})`)} AS ${name('n')}, sum(${double(own(to))} * ${own(to)}) AS ${name('squares')}, sum(${double(own(to))} * k) AS ${name('cross')}`;
    });
    return sql`SELECT from_stage, count(*) AS customers, ${d.i64(sql`sum(k)`)} AS moves, sum(${double(sql`k`)} * k) AS sizes, ${join(sums)}
      FROM (SELECT customer_id, from_stage, count(*) AS k, ${join(targets.map((to) => sql`${d.countIf(sql`to_stage = ${to}`)} AS ${own(to)}`))}
        FROM (SELECT a.customer_id, CASE WHEN b.flags LIKE '%declined-first%' THEN 'D' ELSE a.stage END AS from_stage, b.stage AS to_stage
          FROM stages a INNER JOIN stages b ON b.customer_id = a.customer_id AND b.age = a.age + 1) m GROUP BY customer_id, from_stage) c GROUP BY from_stage`;
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(
      id,
      rows,
      Object.keys(schema).filter((name) => name !== 'from_stage'),
    );
  },
};
