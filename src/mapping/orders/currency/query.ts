import { identifier, sql, type Sql } from '#sql/sql.ts';
import type { CurrencyPlan } from '../types.ts';

const others: Readonly<Record<string, string>> = { RMB: 'CNY', NTD: 'TWD', 人民币: 'CNY', 人民幣: 'CNY' };

/** A text as a currency: upper case, usual other names replaced. */
export function currencyOf(value: Sql): Sql {
  const upper = sql`upper(trim(${value}))`;
  const renamed = Object.entries(others).map(([from, to]) => sql`WHEN ${from} THEN ${to}`);
  return sql`CASE ${upper} ${renamed.reduce((all, one) => sql`${all} ${one}`)} ELSE ${upper} END`;
}

/** The currencies of a staging column, most rows first: `currency`, `rows`, `line` of the first. */
export function currencyCounts(table: string, column: string): Sql {
  return sql`SELECT ${currencyOf(identifier(column))} AS "currency", count(*)::DOUBLE AS "rows", min(_line)::DOUBLE AS "line"
    FROM ${identifier(table)} WHERE trim(${identifier(column)}) <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50`;
}

/** An amount in the currency that is kept, rounded half away from zero at the fourth decimal; unchanged without rates. */
export function inCurrency(plan: CurrencyPlan | null, amount: Sql): Sql {
  const rates = Object.entries(plan?.rates ?? {});
  if (rates.length === 0) return amount;
  const cases = rates.map(([currency, rate]) => sql`WHEN ${currency} THEN CAST(${rate} AS DECIMAL(18,10))`);
  const factor = sql`CASE ${currencyOf(identifier('currency'))} ${cases.reduce((all, one) => sql`${all} ${one}`)} ELSE CAST('1' AS DECIMAL(18,10)) END`;
  return sql`try_cast(CAST(${amount} AS DECIMAL(18,4)) * ${factor} AS DECIMAL(18,4))`;
}

/** True for rows whose currency is neither kept nor converted. */
export function otherCurrency({ keep, rates }: CurrencyPlan): Sql {
  return sql`(${currencyOf(identifier('currency'))} NOT IN (${[keep ?? '', ...Object.keys(rates)]}))`;
}
