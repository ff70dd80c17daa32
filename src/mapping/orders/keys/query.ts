import { identifier, sql, type Sql } from '#sql/sql.ts';

/** Customers that are nobody: one such key would become the largest customer of all. */
const nobody = [
  '0',
  'guest',
  'anonymous',
  'unknown',
  'null',
  'none',
  'n/a',
  'na',
  '-',
  'walk-in',
  'walk-in customer',
  '游客',
  '訪客',
  '访客',
  '匿名',
  '散客',
  '零售客户',
  'gast',
];

const placeholder = '^(no-?e?mail|no-?reply|none|null|unknown|guest|anonymous|test|n/?a|na)@|@(example\\.(com|org|net)|invalid|localhost)$';

/**
 * A text value as the key of a customer, NULL when it is nobody's: guests, masked values, placeholder addresses, numbers too short to be a phone
 * or of one digit only. A phone number is its last ten digits where no country code is written, or that of North America or China, which files
 * leave out as they like; any other written code stays. Names are folded in case and spaces.
 */
export function customerKey(role: string, value: Sql): Sql {
  const trimmed = sql`trim(${value})`;
  const sound = sql`lower(${trimmed}) NOT IN (${nobody}) AND ${trimmed} <> '' AND NOT contains(${trimmed}, '*')`;
  if (role === 'customers.email')
    return sql`CASE WHEN ${sound} AND contains(${trimmed}, '@') AND NOT regexp_matches(lower(${trimmed}), ${placeholder}) THEN lower(${trimmed}) END`;
  if (role === 'customers.phone') {
    const digits = sql`regexp_replace(replace(${trimmed}, '(0)', ''), '^00|[^0-9]', '', 'g')`;
    const coded = sql`regexp_matches(${trimmed}, '^[^0-9]*\\+|^[^0-9]*00[1-9]') AND NOT regexp_matches(${digits}, '^(1\\d{10}|86\\d{11})$')`;
    return sql`CASE WHEN ${sound} AND length(${digits}) >= 8 AND replace(${digits}, left(${digits}, 1), '') <> '' THEN CASE WHEN ${coded} THEN ${digits} ELSE right(${digits}, 10) END END`;
  }
  if (role === 'customers.name')
    return sql`CASE WHEN ${sound} THEN lower(regexp_replace(trim(${value}, ' \u3000'), '[\\s\u3000]+', ' ', 'g')) END`;
  return sql`CASE WHEN ${sound} THEN ${value} END`;
}

/** One row over a staging column read as customer keys: `rows`, `known` and `distinct` keys, rows of the `largest`, and rows that are `masked`. */
export function keyCounts(table: string, role: string, column: string): Sql {
  const value = identifier(column);
  return sql`SELECT coalesce(sum(n), 0)::DOUBLE AS "rows", coalesce(sum(n) FILTER (WHERE k IS NOT NULL), 0)::DOUBLE AS "known",
    count(k)::DOUBLE AS "distinct", coalesce(max(n) FILTER (WHERE k IS NOT NULL), 0)::DOUBLE AS "largest", coalesce(sum(m), 0)::DOUBLE AS "masked"
    FROM (SELECT ${customerKey(role, value)} AS k, sum(each) AS n, sum(each) FILTER (WHERE contains(${value}, '*')) AS m
      FROM (SELECT ${value}, count(*) AS each FROM ${identifier(table)} GROUP BY 1) GROUP BY 1)`;
}
