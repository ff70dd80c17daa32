import { trimmedWidth } from './header.ts';

const totals = /^(grand |sub)?-?totals?:?$|^(合计|总计|小计|总额|合計|總計|小計)[:：]?$|^(gesamt)?summe:?$/i;
const footers = /record\(s\) downloaded|^seller id ?:|^copyright \(c\)|^generated (by|on)|^accrual basis|^cash basis|^end of report/i;

/**
 * Why a line after the header is not a record: `blank`, `total` (its first cell says so and others are empty) or `footer`
 * (a sentence that exports append); null when it is one.
 */
export function notARecord(fields: readonly string[], width: number): 'blank' | 'total' | 'footer' | null {
  const filled = trimmedWidth(fields);
  if (filled === 0) return 'blank';
  const first = (fields.find((field) => field.trim() !== '') ?? '').trim();
  const sparse = fields.length < width || fields.some((field) => field.trim() === '');
  if (sparse && totals.test(first)) return 'total';
  if (filled <= Math.min(2, width - 1) && fields.some((field) => footers.test(field.trim()))) return 'footer';
  return null;
}

/** Quick look whether a first field from `from` to `to` may be one of the words for a total. */
export function mayBeTotal(text: string, from: number, to: number): boolean {
  return to - from <= 14 && 'tsgTSG合总小總'.includes(text.charAt(from)) && totals.test(text.slice(from, to).trim());
}
