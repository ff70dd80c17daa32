import type { SourceShape } from '../definition.ts';
import { columnNames, findHeader } from '../header.ts';
import { cutAt, fieldsOf, type Field } from './boundaries.ts';

const fewestLines = 3;
const leastFitting = 0.8;

/** What a reader of lines must know before the first. */
export interface FixedLayout {
  fields: Field[];
  /** 0 without a header */
  headerLine: number;
}

/** True when nearly all lines keep to two or more columns and fill most of them. */
export function isTable(lines: readonly string[], fields: readonly Field[]): boolean {
  if (lines.length < fewestLines || fields.length < 2) return false;
  const fitting = lines.filter((line) => {
    const cells = cutAt(line, fields);
    return cells !== null && cells.filter((cell) => cell !== '').length * 2 >= fields.length;
  });
  return fitting.length >= lines.length * leastFitting;
}

/** The columns of lines without the first ones, which may be titles, when there are enough others. */
export function columnsOf(lines: readonly string[]): Field[] {
  const filled = lines.filter((line) => line.trim() !== '');
  return fieldsOf(filled.length > 2 * fewestLines ? filled.slice(fewestLines) : filled);
}

/** Columns, header and preamble by the first lines of a file; a header that does not keep to the columns is split at its blanks when that gives as many names. */
export function fixedLayout(
  lines: readonly string[],
  headerLine: number | undefined,
): { layout: FixedLayout; shape: Omit<SourceShape, 'encoding' | 'encodings'> } {
  const fields = columnsOf(lines);
  const rows = lines.map((line) => namesOf(line, fields));
  const index = headerLine === undefined ? findHeader(rows) : headerLine - 1;
  const cells = rows[index] ?? [];
  const found = index >= 0 && cells.length === fields.length;
  const named = found ? cells : fields.map(() => '');
  return {
    layout: { fields, headerLine: found ? index + 1 : 0 },
    shape: {
      ...columnNames(named),
      ...{ delimiter: '', headerLine: found ? index + 1 : 0, descriptions: [], preamble: found ? lines.slice(0, index) : [] },
      notes: [
        { code: 'fixed_width', parameters: { columns: fields.length } },
        ...(found ? [] : [{ code: 'no_header', parameters: { columns: fields.length } }]),
      ],
    },
  };
}

function namesOf(line: string, fields: readonly Field[]): string[] {
  const cut = cutAt(line, fields);
  if (cut?.every((cell) => cell !== '')) return cut;
  const words = line.trim().split(/\s+/);
  return words.length === fields.length && line.trim() !== '' ? words : (cut ?? [line]);
}
