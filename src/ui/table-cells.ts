import { formatInteger, formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';

export type TableValue = number | string | boolean | null;
export type TableRow = Record<string, TableValue>;

export interface TableColumn {
  key: string;
  title: string;
  align?: 'left' | 'right';
  /** only as wide as its values */
  narrow?: boolean;
  /** how numbers are written; defaults to text */
  format?: 'text' | 'integer' | 'number' | 'money' | 'percent';
}

/** A value as the locale writes it; missing values read as a dash. */
export function cellText(value: TableValue, format: TableColumn['format'], currency: string | null): string {
  if (value === null) return '–';
  if (typeof value !== 'number') return String(value);
  if (format === 'integer') return formatInteger(value);
  if (format === 'money') return formatMoney(value, currency);
  if (format === 'percent') return formatPercent(value, 1);
  return format === 'number' ? formatNumber(value) : String(value);
}

/** The rows in order of one column, missing values last in both directions, equal ones in their old order. */
export function sortRows(rows: readonly TableRow[], key: string, descending: boolean): TableRow[] {
  const sign = descending ? -1 : 1;
  const collator = new Intl.Collator(undefined, { numeric: true });
  return [...rows].sort((a, b) => {
    const x = a[key] ?? null;
    const y = b[key] ?? null;
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    if (typeof x === 'number' && typeof y === 'number') return sign * (x - y);
    return sign * collator.compare(String(x), String(y));
  });
}

/** The table as tab-separated text with its titles, exact values, ready for a spreadsheet. Text that a spreadsheet would run as a formula gets a leading apostrophe. */
export function tableAsText(columns: readonly TableColumn[], rows: readonly TableRow[]): string {
  const clean = (text: string): string => text.replace(/[\t\r\n]+/g, ' ').replace(/^[=+\-@＝＋－＠]/, "'$&");
  const lines = rows.map((row) =>
    columns.map(({ key }) => (typeof row[key] === 'string' ? clean(row[key]) : String(row[key] ?? ''))).join('\t'),
  );
  return [columns.map((column) => clean(column.title)).join('\t'), ...lines].join('\n');
}
