import { locale } from './locale.ts';

const cache = new Map<string, Intl.NumberFormat>();

function number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale() + JSON.stringify(options);
  let format = cache.get(key);
  if (!format) cache.set(key, (format = new Intl.NumberFormat(locale(), { signDisplay: 'negative', ...options })));
  return format;
}

/** Writes a number with the minus sign of typography (U+2212), as wide as a digit, where locales give a hyphen, and no sign at what rounds to zero. */
function write(options: Intl.NumberFormatOptions, value: number): string {
  return number(options).format(value).replace('-', '−');
}

/** A count with thousands separators. */
export function formatInteger(value: number): string {
  return write({ maximumFractionDigits: 0 }, value);
}

/** A number with at most `digits` decimals (defaults to 2). */
export function formatNumber(value: number, digits = 2): string {
  return write({ maximumFractionDigits: digits }, value);
}

/** A number with exactly `digits` decimals, for columns. */
export function formatDecimal(value: number, digits: number): string {
  return write({ minimumFractionDigits: digits, maximumFractionDigits: digits }, value);
}

/** A fraction as a percentage with at most `digits` decimals (defaults to 0). */
export function formatPercent(fraction: number, digits = 0): string {
  return write({ style: 'percent', maximumFractionDigits: digits }, fraction);
}

/** Money in `currency` (Intl code), or a bare number when the currency is unknown; decimals only below 100, or wherever there are some when `exact`. */
export function formatMoney(value: number, currency: string | null, exact = false): string {
  const digits = (exact || Math.abs(value) < 100) && !Number.isInteger(value) ? 2 : 0;
  const shape: Intl.NumberFormatOptions = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  if (currency) return write({ style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...shape }, value);
  return write(shape, value);
}

/** An ISO date in words of the locale. */
export function formatDate(iso: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`));
}

/** The month of an ISO date in words of the locale. */
export function formatMonth(iso: string): string {
  return new Intl.DateTimeFormat(locale(), { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`));
}
