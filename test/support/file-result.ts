import type { FileResult } from '#mapping/types.ts';

/** How a plain CSV of one sound order line was read, with changes. */
export function fileResult(name: string, changes: Partial<FileResult> = {}): FileResult {
  return {
    ...{ name, file: name, path: name, sheet: null, format: 'csv', signature: '0badcafe' },
    ...{ encodings: [], preamble: [], notes: [], controls: [], skipped: null },
    ...{ encoding: 'utf-8', delimiter: ',', headerLine: 1, system: 'generic', systemConfidence: 0, grain: 'order-line', table: 'orders' },
    ...{ rowsIn: 1, loaded: 1, continuation: 0, notRecords: 0, quarantined: 0 },
    ...{ renamed: [], columns: [], made: [], missing: [], questions: [], problems: [], failure: null },
    ...changes,
  };
}
