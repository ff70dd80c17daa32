import type { Engine } from '#engine/engine.ts';
import { openHere } from '#importers/read-here.ts';
import { importFiles } from '#mapping/import-files.ts';
import type { FileResult, ImportRequest, ImportResult } from '#mapping/types.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';

/** Imports texts as files, with a fixed today. */
export function importTexts(engine: Engine, texts: Record<string, string>, more: Partial<ImportRequest> = {}): Promise<ImportResult> {
  const files = Object.entries(texts).map(([name, text]) => new File([text], name));
  return importFiles({ engine, files, opening: openHere, today: '2026-01-15', ...more });
}

/** Imports one text as `orders.csv` and answers what became of it. */
export async function importOne(engine: Engine, text: string, more: Partial<ImportRequest> = {}): Promise<FileResult> {
  const { files } = await importTexts(engine, { 'orders.csv': text }, more);
  return files[0] as FileResult;
}

/** Rows of a query. */
export async function rows(engine: Engine, text: string): Promise<Row[]> {
  return rowsOf(await engine.select(text)).map((row) => ({ ...row }));
}

/** The role of each source column. */
export function rolesOfFile(file: FileResult): Record<string, string> {
  return Object.fromEntries(file.columns.map(({ source, role }) => [source, role]));
}

/** loaded + continuation + not-records + quarantined. */
export function accounted(file: FileResult): number {
  return file.loaded + file.continuation + file.notRecords + file.quarantined;
}
