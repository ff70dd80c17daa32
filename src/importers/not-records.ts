import { shapeOfCell, trimmedWidth } from './header.ts';

/** A whole cell that names a total, in the languages of the exports. */
const totals =
  /^(grand[ -]?|sub[ -]?|net |report |overall )?totals?$|^合计$|^总计$|^小计$|^总额$|^汇总$|^本页合计$|^本页小计$|^本月合计$|^本年累计$|^累计$|^合計$|^總計$|^小計$|^總額$|^總和$|^累計$|^(gesamt|zwischen|end)?summe$|^gesamt(betrag)?$|^insgesamt$|^(sous[ -]?)?total( g[eé]n[eé]ral)?$|^total(e|es)?$|^totale? generale$|^(suma|sumas) totales?$|^razem$|^ogółem$|^celkem$|^итого$|^всего$|^sum$|^summa$|^합계$|^소계$|^총계$/i;
const totalsOf = /^(sub[ -]?)?total for \S|^summe (für|von) \S|^total (pour|de|del|para) \S|^zwischensumme \S/i;
const footers =
  /record\(s\) downloaded|^seller id ?:|^copyright (\(c\)|©)|^©|^generated (by|on|at)\b|^accrual basis|^cash basis|^confidential information|^end of (report|file)|^page \d+ of \d+|^printed (on|by)\b|^exported (on|at|by)\b|^report (generated|run) |^第 ?\d+ ?页|^共 ?\d+ ?[条页行笔]|^(制表|打印|导出|列印|匯出)(人|日期|时间|時間) ?[:：]|^\(?\d+ rows? (affected|selected)\)?|^\d+ rows? (affected|selected)/i;

/** Why a line behind the header is not a record. */
export type NotRecordReason = 'blank' | 'total' | 'footer';

/**
 * Why a line after the header is not a record: `blank`; `total`, when its first filled cell is a word for one (`Total for …` as well), other cells
 * are empty and those that are filled are amounts, so that a customer or product with such a name stays a record; or `footer`
 * (a sentence that exports append); null when it is one.
 */
export function notARecord(fields: readonly string[], width: number): NotRecordReason | null {
  const filled = fields.filter((field) => field.trim() !== '');
  if (filled.length === 0) return 'blank';
  const first = (filled[0] ?? '').trim();
  if (isTotal(first) && (fields.length !== width || filled.length < width) && filled.slice(1).every(isAmount)) return 'total';
  if (trimmedWidth(fields) < fields.length || fields.length !== width || filled.length < width) {
    if (filled.length <= 2 && filled.length < width && filled.some((field) => footers.test(field.trim()))) return 'footer';
    if (fields.length !== width && footers.test(first)) return 'footer';
  }
  return null;
}

/** True for a cell that is nothing but a word for a total, or `Total for …`. */
export function isTotal(cell: string): boolean {
  const text = cell
    .normalize('NFKC')
    .replace(/[*:：\s]+$/u, '')
    .replace(/^[*\s]+/, '');
  return totals.test(text.replace(/(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])/g, '')) || totalsOf.test(text);
}

/** An amount, a short unit or currency beside it, or a dash; no date, no name. */
function isAmount(cell: string): boolean {
  const text = cell.trim();
  if (text === '') return true;
  const shape = shapeOfCell(text);
  if (shape === 'number' || shape === 'year') return true;
  if (shape === 'date') return false;
  return (
    /^[-–—]+$/.test(text) || /^[A-Z]{3}$|^[\p{Sc}]$/u.test(text) || /^[-(]?[^\d\s]{0,3}\s?[-(]?\d[\d.,' ]*\)?\s?[^\d\s]{0,3}$/u.test(text)
  );
}

/** First bytes, of UTF-8, with which the first cell of a total or footer may begin. */
const beginnings = new Uint8Array(256).fill(0);
for (const letter of 'tsgzniraecpowTSGZNIRAECPOW*( ') beginnings[letter.charCodeAt(0)] = 1;
for (let byte = 128; byte < 256; byte += 1) beginnings[byte] = 1;

/** Quick look, before any text is made, whether a first filled cell may be that of a total or footer. */
export function mayBeNoRecord(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from >= 3 && beginnings[bytes[from] as number] === 1 && !isDigit(bytes[from + 1]) && !isDigit(bytes[from + 2]);
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;
