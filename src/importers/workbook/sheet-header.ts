import type { Range } from '@e965/xlsx';
import type { ReadOptions } from '../definition.ts';
import { findHeaderRows } from '../header-rows.ts';
import { findHeader, trimmedWidth } from '../header.ts';
import { headerSpan, withMerges } from './merges.ts';

/** Rows in which a merged header may begin. */
const deepestHeader = 30;

/** The header of a sheet by row numbers from 0: its rows (-1 without one), the rows below that describe the columns, and a name for each column. */
export interface SheetHeader {
  from: number;
  to: number;
  described: number[];
  names: string[];
}

const none: SheetHeader = { from: -1, to: -1, described: [], names: [] };

/** The header among the first filled rows of a sheet: by its merged cells when it has any, else as in text. A person's header line wins. */
export function sheetHeader(sample: ReadonlyMap<number, string[]>, merges: readonly Range[], { headerLine }: ReadOptions): SheetHeader {
  if (headerLine === 0) return none;
  const rows = [...sample.keys()];
  const repeated = withMerges(sample, merges, rows[Math.min(rows.length, deepestHeader) - 1] ?? 0);
  const cells = rows.map((row) => repeated.get(row) ?? []);
  const given = headerLine === undefined ? undefined : headerLine - 1;
  const first = given ?? rows[findHeader(cells)];
  if (first !== undefined && repeated.has(first)) {
    const isHeader = (row: number): boolean => findHeader([repeated.get(row) ?? []]) === 0;
    const span = headerSpan(first, merges, sample, isHeader);
    const from = given ?? span.from;
    if (span.to > from) return { from, to: span.to, described: [], names: joinedNames(repeated, from, span.to) };
  }
  return unmerged(rows, sample, given);
}

function unmerged(rows: readonly number[], sample: ReadonlyMap<number, string[]>, given: number | undefined): SheetHeader {
  const start = given === undefined ? 0 : rows.indexOf(given);
  if (start < 0) return none;
  const cells = rows.slice(start).map((row) => sample.get(row) ?? []);
  const found = findHeaderRows(cells);
  if (given !== undefined && found.index !== 0) return { from: given, to: given, described: [], names: cells[0] ?? [] };
  if (found.index < 0) return none;
  const from = start + found.index;
  const behind = from + found.rows;
  return {
    from: rows[from] ?? -1,
    to: rows[behind - 1] ?? -1,
    described: rows.slice(behind, behind + found.descriptions),
    names: found.names,
  };
}

/** Header rows as one name a column: different parts from the top down, joined with `/`. */
function joinedNames(rows: ReadonlyMap<number, string[]>, from: number, to: number): string[] {
  const header = Array.from({ length: to - from + 1 }, (_, index) => rows.get(from + index) ?? []);
  const width = Math.max(...header.map(trimmedWidth));
  return Array.from({ length: width }, (_, column) => {
    const parts = header.map((cells) => (cells[column] ?? '').trim()).filter((part) => part !== '');
    return parts.filter((part, index) => part !== parts[index - 1]).join('/');
  });
}
