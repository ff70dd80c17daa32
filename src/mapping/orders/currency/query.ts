import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { codes } from '../../columns/currency.ts';
import type { CurrencyPlan } from '../types.ts';

const others: Readonly<Record<string, string>> = { RMB: 'CNY', NTD: 'TWD', 人民币: 'CNY', 人民幣: 'CNY' };

/** Marks that mean one currency only, and other ways to write `¥`; `$`, `¥` and `kr` mean several. */
const marks: Readonly<Record<string, string>> = {
  ...{ US$: 'USD', HK$: 'HKD', NT$: 'TWD', CA$: 'CAD', C$: 'CAD', AU$: 'AUD', A$: 'AUD', NZ$: 'NZD', S$: 'SGD', R$: 'BRL' },
  ...{ '€': 'EUR', '£': 'GBP', '₹': 'INR', '₩': 'KRW', '₫': 'VND', '₱': 'PHP', '฿': 'THB', '₺': 'TRY', '₽': 'RUB', '₪': 'ILS' },
  ...{ RM: 'MYR', RP: 'IDR', 円: 'JPY' },
  ...{ '￥': '¥', 元: '¥', 圆: '¥' },
};

/** Where the currency that stands beside the amounts of a file is kept. */
export const markColumn = 'currency_mark';

/** The currency or the mark beside the first of some amounts as written, NULL without one. */
function markOf(columns: readonly string[]): Sql {
  const beside = (column: string): Sql => {
    const text = sql`regexp_replace(replace(${identifier(column)}, '红字', ''), '(?i)\\s*[CD]R\\.?\\s*$', '')`;
    return sql`nullif(upper(regexp_replace(${text}, '[^\\p{L}\\p{Sc}]', '', 'g')), '')`;
  };
  const found = columns.length === 1 ? beside(columns[0] ?? '') : sql`coalesce(${join(columns.map(beside))})`;
  const known = Object.entries(marks).map(([mark, code]) => sql`WHEN ${mark} THEN ${code}`);
  return sql`(SELECT CASE m ${join(known, ' ')} ELSE CASE WHEN regexp_matches(m, ${`^(${codes.toUpperCase()}|[A-Z]{0,2}\\p{Sc}|元|圆|圓)$`}) THEN m END END FROM (SELECT ${found} AS m))`;
}

/** Whether any of some amounts has a mark beside it: `any`. */
export function anyMark(table: string, columns: readonly string[]): Sql {
  return sql`SELECT coalesce(bool_or(${markOf(columns)} IS NOT NULL), FALSE)::INTEGER::DOUBLE AS "any" FROM ${identifier(table)}`;
}

/** Adds the column of marks to a staging table: as beside the amounts, or one currency for all rows. */
export function addMarks(table: string, from: { columns: readonly string[] } | { currency: string }): Sql {
  const value = 'currency' in from ? sql`${from.currency}` : markOf(from.columns);
  return sql`ALTER TABLE ${identifier(table)} ADD COLUMN ${identifier(markColumn)} VARCHAR; UPDATE ${identifier(table)} SET ${identifier(markColumn)} = ${value}`;
}

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

/** The currency of a row by its role, that of the file's other rows when it names none. */
export function rowCurrency({ blank }: CurrencyPlan): Sql {
  const own = currencyOf(identifier('currency'));
  return blank === undefined ? own : sql`coalesce(${own}, ${blank})`;
}

/** An amount in the currency that is kept, rounded half away from zero at the fourth decimal; unchanged without rates. */
export function inCurrency(plan: CurrencyPlan | null, amount: Sql): Sql {
  const rates = Object.entries(plan?.rates ?? {});
  if (!plan || rates.length === 0) return amount;
  const cases = rates.map(([currency, rate]) => sql`WHEN ${currency} THEN CAST(${rate} AS DECIMAL(18,10))`);
  const factor = sql`CASE ${rowCurrency(plan)} ${cases.reduce((all, one) => sql`${all} ${one}`)} ELSE CAST('1' AS DECIMAL(18,10)) END`;
  return sql`try_cast(CAST(${amount} AS DECIMAL(18,4)) * ${factor} AS DECIMAL(18,4))`;
}

/** True for rows whose currency is neither kept nor converted. */
export function otherCurrency(plan: CurrencyPlan): Sql {
  return sql`(${rowCurrency(plan)} NOT IN (${[plan.keep ?? '', ...Object.keys(plan.rates)]}))`;
}
