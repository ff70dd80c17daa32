import type { FigureTable } from './definition.ts';

/**
 * A figure's table as CSV for spreadsheets: byte order mark, CRLF, numbers exact. Text that a spreadsheet would run (it begins with = + - @ TAB CR or LF) gets an apostrophe before it; numbers stay numbers.
 */
export function tableAsCsv({ columns, rows }: FigureTable): string {
  const lines = [columns.map((column) => cell(column.title)), ...rows.map((row) => columns.map(({ key }) => cell(row[key] ?? null)))];
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

function cell(value: number | string | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
