import { type BookType, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx';
import type { Part, ReadOptions } from '#importers/definition.ts';
import { reader } from '#importers/workbook/read.ts';
import { gather, type Reading } from '../gather.ts';

const signal = new AbortController().signal;

/** A workbook of sheets by name: rows of cells, or a whole sheet of the library. */
export function bookOf(sheets: Record<string, unknown[][] | WorkSheet>, change: (book: WorkBook) => void = () => undefined): WorkBook {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) {
    utils.book_append_sheet(book, Array.isArray(sheet) ? utils.aoa_to_sheet(sheet) : sheet, name);
  }
  book.Workbook = { ...book.Workbook, Sheets: book.SheetNames.map((name) => ({ name, Hidden: 0 })) };
  change(book);
  return book;
}

/** The bytes of a workbook as a blob. */
export function saved(book: WorkBook, bookType: BookType = 'xlsx'): Blob {
  return new Blob([write(book, { type: 'array', bookType, compression: true }) as ArrayBuffer]);
}

/** Reads a sheet, the first without a name. */
export function readSheet(file: Blob, options: ReadOptions = {}): Promise<Reading> {
  return gather(reader.read?.(file, 'x.xlsx', options, signal) ?? []);
}

/** The sheets and why they are skipped. */
export async function sheetsIn(file: Blob, options: ReadOptions = {}): Promise<[string, string | null][]> {
  const parts: Part[] = (await reader.parts?.(file, 'x.xlsx', options, signal)) ?? [];
  return parts.map(({ path, skipped }) => [path, skipped]);
}
