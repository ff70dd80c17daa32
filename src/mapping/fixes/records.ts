import type { ReadSummary, RejectedRecord } from '#importers/definition.ts';
import type { Fix } from '../types.ts';

/** Records that a person wrote anew, split into fields, and what is left of the rejected ones. */
export interface Resplit {
  /** `added`: it was rejected and is a row now; otherwise it takes the place of a row */
  records: { line: number; fields: string[]; added: boolean }[];
  rejected: RejectedRecord[];
  summary: ReadSummary;
}

/** Splits the whole records among a person's repairs; one that still has another number of fields than the header stays as it was. */
export function resplit(
  fixes: readonly Fix[],
  rejected: readonly RejectedRecord[],
  summary: ReadSummary,
  width: number,
  delimiter: string,
): Resplit {
  const repaired = new Map<number, string[]>();
  for (const { line, column, from, to } of fixes) {
    if (line === undefined || column !== undefined || from !== undefined) continue;
    const fields = splitRecord(to, delimiter === '' ? ',' : delimiter);
    if (fields.length === width) repaired.set(line, fields);
  }
  const lines = new Set(rejected.map(({ line }) => line));
  const records = [...repaired].map(([line, fields]) => ({ line, fields, added: lines.has(line) }));
  const left = rejected.filter(({ line }) => !repaired.has(line));
  const moved = rejected.length - left.length;
  return { records, rejected: left, summary: { ...summary, rows: summary.rows + moved, rejected: summary.rejected - moved } };
}

/** Fields of one record, RFC 4180: quotes around a field, doubled inside. */
export function splitRecord(text: string, delimiter: string): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = false;
    } else if (character === '"' && field === '') quoted = true;
    else if (text.startsWith(delimiter, at)) {
      fields.push(field);
      field = '';
      at += delimiter.length - 1;
    } else field += character;
  }
  return [...fields, field];
}
