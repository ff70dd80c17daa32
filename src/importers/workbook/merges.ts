import type { Range } from '@e965/xlsx';
import type { SheetRow } from './book.ts';

/** The filled part of rows `from`..`to` as texts by row number, merged cells of them repeated in every cell they cover. A lone merged cell (a title) is not. */
export function withMerges(texts: ReadonlyMap<number, string[]>, merges: readonly Range[], to: number): Map<number, string[]> {
  const repeated = new Map([...texts].map(([row, cells]) => [row, [...cells]]));
  for (const { s, e } of merges) {
    if (s.r > to) continue;
    const text = texts.get(s.r)?.[s.c] ?? '';
    if (text === '' || isAlone(texts.get(s.r) ?? [])) continue;
    for (let row = s.r; row <= Math.min(e.r, to); row += 1) {
      const cells = repeated.get(row);
      if (!cells) continue;
      for (let column = s.c; column <= Math.min(e.c, cells.length - 1); column += 1) cells[column] ||= text;
    }
  }
  for (const [row, cells] of repeated)
    repeated.set(
      row,
      Array.from(cells, (cell) => cell ?? ''),
    );
  return repeated;
}

function isAlone(cells: readonly string[]): boolean {
  return cells.filter((cell) => (cell ?? '') !== '').length < 2;
}

/** The rows of a header that several rows make: merged group names stand over the names of their columns. */
export function headerSpan(
  first: number,
  merges: readonly Range[],
  texts: ReadonlyMap<number, string[]>,
  isHeader: (row: number) => boolean,
): { from: number; to: number } {
  const across = (row: number) => merges.filter(({ s, e }) => s.r <= row && row <= e.r && e.c > s.c);
  let from = first;
  while (from > 0 && across(from - 1).length > 0 && !isAlone(texts.get(from - 1) ?? [])) from -= 1;
  let to = first;
  for (;;) {
    const reaching = Math.max(to, ...merges.filter(({ s, e }) => s.r >= from && s.r <= to && e.r > s.r).map(({ e }) => e.r));
    const below = across(reaching).some(({ s, e }) => e.r === reaching && s.r >= from) && isHeader(reaching + 1) ? reaching + 1 : reaching;
    if (below === to || below - from > 4) return { from, to };
    to = below;
  }
}

/**
 * Repeats merged cells downwards in rows from `first` on, in columns left of `before` only: those hold keys, while a number that stands for several rows
 * would be counted several times. Changes the rows; answers how many cells were filled.
 */
export function fillKeys(rows: (SheetRow | undefined)[], merges: readonly Range[], first: number, before: number): number {
  let filled = 0;
  for (const { s, e } of merges) {
    const anchor = rows[s.r]?.[s.c];
    if (s.r < first || s.c >= before || !anchor || anchor.t === 'z') continue;
    for (let row = s.r + 1; row <= Math.min(e.r, rows.length - 1); row += 1) {
      const cells = rows[row];
      if (!cells?.some((cell) => cell && cell.t !== 'z')) continue;
      cells[s.c] = anchor;
      filled += 1;
    }
  }
  return filled;
}
