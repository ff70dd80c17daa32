import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import { codes } from '../columns/currency.ts';
import type { ColumnUse, Deciding } from '../decision.ts';
import { rolesOf } from '../names/roles.ts';
import { simplify } from '../names/simplify.ts';
import { addMarks, anyMark, markColumn } from './currency/query.ts';

const amountRoles: ReadonlySet<string> = new Set(['net_amount', 'order_total', 'unit_price', 'order_subtotal', 'paid_amount']);

const words: Readonly<Record<string, string>> = {
  人民币: 'CNY',
  美元: 'USD',
  欧元: 'EUR',
  港元: 'HKD',
  港币: 'HKD',
  日元: 'JPY',
  英镑: 'GBP',
  新台币: 'TWD',
};

// eslint-disable-next-line no-restricted-syntax -- put together from our own constants, not from data
const named = new RegExp(`[(（\\[]\\s*(${codes}|元|${Object.keys(words).join('|')})\\s*[)）\\]]|[\\s_](${codes})$`, 'iu');

/**
 * The currency of a file of orders without a column of currencies, as one more column of its staging table: what stands beside its amounts
 * (`US$ 7.25`, `116,99 €`, `3,00 EUR`), else what their header names (`金额(元)`, `Amount (EUR)`). Null when nothing is said.
 */
export async function markedCurrency(deciding: Deciding, uses: readonly ColumnUse[]): Promise<ColumnUse | null> {
  const role = rolesOf('orders').find((candidate) => candidate.role === 'currency');
  const amounts = uses.filter((use) => amountRoles.has(use.role.role));
  if (!role || amounts.length === 0 || uses.some((use) => use.role.role === 'currency')) return null;
  const options = deciding.signal ? { signal: deciding.signal } : {};
  const { staging, shape } = deciding.staged;
  const dressed = amounts.filter(({ format }) => format?.kind === 'number' && !format.plain).map(({ staged }) => staged);
  const marked = dressed.length > 0 && rowsOf(decode(await deciding.engine.query(anyMark(staging, dressed), options)))[0]?.any === 1;
  const currency = marked ? null : (amounts.flatMap(({ source }) => currencyOfName(source, shape.columns) ?? [])[0] ?? null);
  if (!marked && currency === null) return null;
  await deciding.engine.execute(addMarks(staging, currency === null ? { columns: dressed } : { currency }), options);
  const source = amounts[0]?.source ?? '';
  return { source, staged: markColumn, role, format: null, open: false, floatIds: false };
}

/** The currency that a header names in brackets or at its end; 元 is the one of the script in which the file's headers are written. */
export function currencyOfName(name: string, columns: readonly string[]): string | null {
  const found = named.exec(name.normalize('NFKC'));
  const word = simplify((found?.[1] ?? found?.[2] ?? '').toUpperCase());
  if (word === '') return null;
  if (word === '元') return columns.every((column) => simplify(column) === column) ? 'CNY' : null;
  const code = words[word] ?? ({ RMB: 'CNY', NTD: 'TWD', RM: 'MYR', RP: 'IDR' } as Record<string, string>)[word] ?? word;
  return /^[A-Z]{3}$/.test(code) ? code : null;
}
