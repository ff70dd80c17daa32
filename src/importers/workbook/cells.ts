import type { CellObject } from '@e965/xlsx';
import { dateKind, serialText } from './dates.ts';

const errors: Record<number, string> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
};

/** Number formats 27 to 36 and 50 to 58, whose text only East Asian editions of Excel know; all show dates and times. */
const timesOnly = new Set([32, 33, 34, 35, 55, 56]);

/** The East Asian formats that are not written in a file, by their number. */
export const implicitFormats: ReadonlyMap<number, string> = new Map(
  [...range(27, 36), ...range(50, 58)].map((id) => [id, timesOnly.has(id) ? 'h:mm:ss' : 'yyyy/m/d']),
);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The number format of a cell as text, `General` when it has none. */
export function formatOf(cell: CellObject): string {
  const { z, XF } = cell as CellObject & { XF?: { numFmtId?: number } };
  return (typeof z === 'string' ? z : undefined) ?? implicitFormats.get(XF?.numFmtId ?? 0) ?? 'General';
}

/** True for a cell that counts as a number: typed so, and not shown as a date or time. */
export function isNumber(cell: CellObject | undefined): boolean {
  return cell?.t === 'n' && typeof cell.v === 'number' && dateKind(formatOf(cell)) === null;
}

/**
 * What a cell holds, exactly, as text: text untouched, numbers as `numberText`, dates and times ISO (`serialText`), TRUE and FALSE, errors as Excel
 * writes them, empty for nothing.
 */
export function cellText(cell: CellObject | undefined, date1904: boolean): string {
  if (!cell || cell.t === 'z') return '';
  if (cell.t === 'e') return errors[cell.v as number] ?? '#VALUE!';
  if (cell.v === undefined || cell.v === null) return '';
  if (cell.t === 'b') return cell.v ? 'TRUE' : 'FALSE';
  if (cell.v instanceof Date) return cell.v.toISOString().slice(0, 19);
  if (typeof cell.v !== 'number') return String(cell.v);
  const kind = dateKind(formatOf(cell));
  return (kind && serialText(cell.v, kind, date1904)) ?? numberText(cell.v);
}

/**
 * A number of a sheet in plain digits, never with an exponent. Whole numbers below 2^53 are exact; all others have the 15 significant digits that
 * Excel keeps and shows, so that 0.1 + 0.2 is 0.3.
 */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  const shortest = String(value);
  // up to 15 digits and a point there is nothing to round
  const text = Number.isSafeInteger(value) || shortest.length <= 16 ? shortest : String(Number(value.toPrecision(15)));
  const [mantissa = '', exponent] = text.split('e');
  if (exponent === undefined) return text;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const power = Number(exponent);
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${whole}${fraction}`;
  return `${sign}${whole}${fraction}${'0'.repeat(power - fraction.length)}`;
}
