import type { NotRecord } from '#importers/definition.ts';
import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { readColumn } from '../../columns/query.ts';
import type { ColumnUse } from '../../decision.ts';

/** What printed totals say: one row a total line in the order given, the cell of use i as `p0`, `p1`, … read as the column is. */
export function printedTotals(totals: readonly NotRecord[], uses: readonly ColumnUse[]): Sql {
  const cells = uses.map(
    ({ staged, format }, index) => sql`(${readColumn(staged, 'money', format)})::DOUBLE AS ${identifier(`p${index}`)}`,
  );
  const rows = totals.map(({ cells: printed = [] }, order) => {
    const values = uses.map(({ staged }) => sql`${printed[Number(staged.slice(1))] ?? ''} AS ${identifier(staged)}`);
    return sql`SELECT ${order} AS o, ${join(values)}`;
  });
  return sql`SELECT ${join(cells)} FROM (${join(rows, ' UNION ALL ')}) ORDER BY o`;
}

/**
 * Sums of the columns between the total lines, as `b` (how many total lines stand above) and `s0`, `s1`, …, with the records among them that are in
 * quarantine (`q`) and their part of the sums (`w0`, `w1`, …); `lines` ascending.
 */
export function sumsBetween(typed: string, lines: readonly number[], uses: readonly ColumnUse[]): Sql {
  const kept = sql`_rule IS NOT NULL AND _rule <> 'continuation'`;
  const sums = uses.flatMap(({ role }, index) => [
    sql`coalesce(sum(${identifier(role.role)}), 0)::DOUBLE AS ${identifier(`s${index}`)}`,
    sql`coalesce(sum(${identifier(role.role)}) FILTER (WHERE ${kept}), 0)::DOUBLE AS ${identifier(`w${index}`)}`,
  ]);
  const bounds = lines.map((line, index) => sql`(${index}, ${lines[index - 1] ?? 0}, ${line})`);
  return sql`SELECT b::DOUBLE AS "b", (count(DISTINCT _line) FILTER (WHERE ${kept}))::DOUBLE AS "q", ${join(sums)} FROM ${identifier(typed)} JOIN (VALUES ${join(bounds)}) AS bounds(b, low, high) ON _line > low AND _line < high GROUP BY b ORDER BY b`;
}
