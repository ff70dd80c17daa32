/** How far down a header line is looked for. */
const deepestHeader = 30;

/** Rows below a header candidate that are compared with it. */
const comparedRows = 50;

/** A later row must score so much more than an earlier one to be the header. */
const clearlyBetter = 0.4;

/** Words that headers of exports are made of. */
const headerWord =
  /\b(id|name|date|time|amount|total|price|qty|quantity|order|customer|status|email|type|currency|sku|product|number|no|code|city|country|datum|menge|betrag|preis|kunde|montant|client|fecha|importe|cliente)\b|编号|名称|日期|时间|金额|数量|客户|订单|状态|編號|名稱|時間|金額|數量|客戶|訂單|狀態|日付|顧客/i;

/** A cell of nothing but such words: `Order ID`, `订单编号`. */
const onlyWords = new RegExp(`^((${headerWord.source})[\\s_./#-]*)+$`, 'i'); // eslint-disable-line no-restricted-syntax -- our own constant

type Shape = 'empty' | 'text' | 'number' | 'year' | 'date';

/** What a cell looks like: a date, a year, a number (with signs, currency and separators), other text, or nothing. */
export function shapeOfCell(cell: string): Shape {
  const text = cell.trim();
  if (text === '') return 'empty';
  if (/^(19|20)\d\d$/.test(text)) return 'year';
  if (/^\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?([ T]\d{1,2}:\d\d.*)?$/.test(text) && !/^\d{1,3}\.\d{1,2}$/.test(text)) return 'date';
  if (/^[-+(]?[\p{Sc}]?\s*-?\d[\d.,'\s%:/TZ+-]*[\p{Sc}]?\)?$/u.test(text)) return 'number';
  return 'text';
}

/**
 * Which of the first records (blank ones included as `['']`) is the header: as wide as most records (empty fields at the end may be more or
 * fewer), at least half filled, with cells that are names and not like the values below them; the first of equals. -1 when the data begin at once.
 */
export function findHeader(records: readonly (readonly string[])[]): number {
  if (namesRows(records)) return records.findIndex((fields) => trimmedWidth(fields) > 0);
  const filled = records.filter((fields) => trimmedWidth(fields) > 0);
  const widths = filled.map(trimmedWidth);
  const narrowest = commonest(widths.some((width) => width > 1) ? widths.filter((width) => width > 1) : widths);
  const widest = Math.max(commonest(filled.map((fields) => fields.length)), narrowest);
  let best = -1;
  let bestScore = 0;
  for (let index = 0; index < Math.min(records.length, deepestHeader); index += 1) {
    const fields = records[index] ?? [];
    const width = trimmedWidth(fields);
    if (width === 0 || width < narrowest || width > widest) continue;
    const score = headerScore(fields.slice(0, width), records.slice(index + 1, index + 1 + comparedRows));
    if (score > bestScore + clearlyBetter && (best < 0 || replaces(fields.slice(0, width), records[best])))
      [best, bestScore] = [index, score];
    if (score === 0 && fields.slice(0, width).filter((cell) => cell.trim() !== '').length >= width * 0.8) break; // the data have begun
  }
  return best;
}

/**
 * True when the first record names the columns but not that of the row names in front of them, as R writes tables: one cell fewer than every
 * other record, and the first cells of those are numbered from 1 or tell the rows apart while the further ones are not like the names above.
 */
export function namesRows(records: readonly (readonly string[])[]): boolean {
  const [names = [], ...rows] = records.filter((fields) => trimmedWidth(fields) > 0);
  const width = names.length;
  if (width < 2 || rows.length < 2 || rows.some((fields) => fields.length !== width + 1)) return false;
  if (names.some((cell) => !['text', 'year'].includes(shapeOfCell(cell)))) return false;
  const first = rows.map(([cell = '']) => cell.trim());
  if (first.every((cell, index) => cell === String(index + 1))) return true;
  const compared = rows.slice(0, comparedRows).map((fields) => fields.slice(1));
  const unshifted = rows.slice(0, comparedRows).map((fields) => fields.slice(0, width));
  return new Set(first).size === first.length && headerScore(names, compared) > headerScore(names, unshifted);
}

/** A later row is the header in place of an earlier one as wide only when all its cells are words of headers and not all of the earlier are. */
function replaces(later: readonly string[], earlier: readonly string[] = []): boolean {
  const isWords = (cells: readonly string[]): boolean => cells.every((cell) => onlyWords.test(cell.trim()));
  return isWords(later) && !isWords(earlier.slice(0, later.length));
}

/** How much cells look like a header of the rows below: 0 for values, more for distinct names, known words and another shape than the values. */
function headerScore(cells: readonly string[], below: readonly (readonly string[])[]): number {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length < cells.length / 2) return 0;
  const rows = below.filter((fields) => trimmedWidth(fields) > 1 || cells.length === 1);
  let likeValues = 0;
  let unlike = 0;
  let names = 0;
  cells.forEach((cell, column) => {
    const shape = shapeOfCell(cell);
    if (shape === 'empty') return;
    const shapes = rows.map((fields) => shapeOfCell(fields[column] ?? '')).filter((other) => other !== 'empty');
    const same = shapes.filter((other) => other === shape).length;
    if (shape !== 'text' && (shapes.length === 0 || same * 2 >= shapes.length)) likeValues += 1;
    else {
      names += 1;
      if (['text', 'year'].includes(shape) && shapes.length > 0 && same * 2 < shapes.length) unlike += 1;
    }
  });
  if (likeValues > 0 && likeValues >= filled.length * 0.1) return 0;
  if (names < filled.length * 0.8) return 0;
  const words = filled.filter((cell) => headerWord.test(cell)).length;
  const repeated = cells.filter((cell, column) => isValueBelow(cell, column, rows)).length;
  if (repeated > 0 && words === 0 && unlike === 0) return 0;
  const distinct = new Set(filled.map((cell) => cell.trim().toLowerCase())).size / filled.length;
  return 0.5 * (filled.length / cells.length) + 0.5 * distinct + (unlike + words - repeated) / cells.length;
}

/** A text that stands again in its column further down, in more than one row, is a value. */
function isValueBelow(cell: string, column: number, rows: readonly (readonly string[])[]): boolean {
  return cell.trim() !== '' && rows.slice(1).filter((fields) => (fields[column] ?? '') === cell).length > 1;
}

/** Number of fields without the empty ones at the end. */
export function trimmedWidth(fields: readonly string[]): number {
  let width = fields.length;
  while (width > 0 && (fields[width - 1] ?? '').trim() === '') width -= 1;
  return width;
}

/**
 * Header cells as column names: trimmed, empty ones numbered (`column_3`), repeated ones (whatever their case) suffixed ` (2)`.
 * `renamed` lists every column whose name is not what the file says.
 */
export function columnNames(cells: readonly string[]): { columns: string[]; renamed: { index: number; from: string; to: string }[] } {
  const taken = new Set<string>();
  const renamed: { index: number; from: string; to: string }[] = [];
  const columns = cells.map((cell, index) => {
    const from = cell.replace(/\s+/g, ' ').trim();
    const base = from === '' ? `column_${index + 1}` : from;
    let to = base;
    for (let copy = 2; taken.has(to.toLowerCase()); copy += 1) to = `${base} (${copy})`;
    taken.add(to.toLowerCase());
    if (to !== from) renamed.push({ index, from, to });
    return to;
  });
  return { columns, renamed };
}

/** The most frequent number above one (the larger of equals), else the most frequent at all; 0 of nothing. */
export function commonest(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of numbers) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ranked = [...counts].sort(([a, x], [b, y]) => y - x || b - a);
  return ranked.find(([value, count]) => value > 1 && count * 3 >= numbers.length)?.[0] ?? ranked[0]?.[0] ?? 0;
}
