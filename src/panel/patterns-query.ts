import { patternRules } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';

/** What a pattern asks of an episode. */
const traits = sql`e.ended, e.exit_from, e.last_stage, e.s_periods, e.end_age - e.start_age + 1 AS periods, e.start_known`;

/** Episodes by all that a pattern asks, counted; `customers` counts the first episodes among them. Rows grow with the periods of the file, not with its customers. */
export function episodeGroups(): Sql {
  return sql`SELECT ${traits}, count(*) AS n, count(CASE WHEN e.start_age = 0 THEN 1 END) AS customers FROM episodes e GROUP BY ALL ORDER BY ALL`;
}

/** The profit of complete periods of episodes that ended, or reached the stable stage, with a known start: a seeded sample of whole customers where they are many. */
export function episodeCells(): Sql {
  const cells = sql`FROM episodes e INNER JOIN panel p ON p.customer_id = e.customer_id AND p.age BETWEEN e.start_age AND e.end_age
    WHERE e.start_known AND (e.ended OR e.s_periods > 0) AND p.exposure >= 1 AND p.profit IS NOT NULL AND p.age - e.start_age < ${patternRules.ages}`;
  const drawn = sql`SELECT greatest(1, CAST(ceil(count(*) / CAST(${patternRules.cells} AS DOUBLE)) AS BIGINT)) ${cells}`;
  return sql`SELECT ${traits}, e.customer_id, CAST(p.age - e.start_age AS INTEGER) AS age, CAST(p.profit AS DOUBLE) AS profit ${cells}
    AND hash(e.customer_id) % (${drawn}) = 0 ORDER BY e.customer_id, p.age`;
}
