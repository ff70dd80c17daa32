/** How far down a header line is looked for. */
const deepestHeader = 30;

/** True for text that a header cell may be: not empty, not a number, not a date. */
function isName(cell: string): boolean {
  const text = cell.trim();
  return text !== '' && !/^[-+(]?[\p{Sc}]?\s*\d[\d.,'\s%:/TZ+-]*\)?$/u.test(text);
}

/**
 * Which of the first records (blank ones included as `['']`) is the header: the first that is as wide as most records (empty fields at the end
 * may be more or fewer), at least half filled, and filled with names. -1 when the data begin at once.
 */
export function findHeader(records: readonly (readonly string[])[]): number {
  const filled = records.filter((fields) => trimmedWidth(fields) > 0);
  const narrowest = commonest(filled.map(trimmedWidth));
  const widest = commonest(filled.map((fields) => fields.length));
  for (let index = 0; index < Math.min(records.length, deepestHeader); index += 1) {
    const fields = records[index] ?? [];
    const width = trimmedWidth(fields);
    if (width === 0 || width < narrowest || width > widest) continue;
    const cells = fields.slice(0, width).filter((cell) => cell.trim() !== '');
    if (cells.length >= width / 2 && cells.filter(isName).length >= cells.length * 0.8) return index;
  }
  return -1;
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
