import type { SourceNote, SourceShape } from '../definition.ts';
import { findHeaderRows, type HeaderRows } from '../header-rows.ts';
import { columnNames, commonest } from '../header.ts';
import { detectDelimiter, hasLiteralQuotes } from './delimiter.ts';
import { tokenise, type TextRecord } from './tokenise.ts';

const mostPreamble = 50;

/** What a reader of records must know of a table before its first record. */
export interface TableLayout {
  delimiter: string;
  /** quotation marks enclose fields */
  quotes: boolean;
  width: number;
  /** 0 without a header */
  headerLine: number;
  /** cells of the header line as they stand */
  header: string[];
  /** further lines of names, and of descriptions, below the header line */
  furtherHeaders: number[];
  descriptionLines: number[];
}

/** The choices of a person that matter here. */
export interface LayoutOptions {
  delimiter?: string;
  headerLine?: number;
}

type Shape = Omit<SourceShape, 'encoding' | 'encodings'>;

/** Delimiter, quoting, header rows, descriptions and preamble of a text by its beginning; `complete` says that it is the whole text. */
export function layoutOf(sample: string, complete: boolean, options: LayoutOptions): { layout: TableLayout; shape: Shape } {
  const delimiter = oneByte(options.delimiter) ?? detectDelimiter(sample, complete);
  const quotes = !hasLiteralQuotes(sample, delimiter, complete);
  const records = tokenise(sample, delimiter, quotes);
  if (!complete && records.length > 1) records.pop();
  const { index, rows, descriptions, names } = headerRows(records, options.headerLine);
  const further = rows === 0 ? [] : records.slice(index + 1, index + rows);
  const described = rows === 0 ? [] : records.slice(index + rows, index + rows + descriptions);
  const cells = rows > 0 ? names : Array.from({ length: commonWidth(records) }, () => '');
  const headerLine = records[index]?.line ?? 0;
  const notes: SourceNote[] = [
    ...(quotes ? [] : [{ code: 'literal_quotes', parameters: {} }]),
    ...(headerLine > 0 ? [] : [{ code: 'no_header', parameters: { columns: cells.length } }]),
    ...(further.length === 0 ? [] : [{ code: 'grouped_header', parameters: { lines: further.length + 1 } }]),
  ];
  return {
    layout: {
      ...{ delimiter, quotes, headerLine, width: cells.length, header: records[index]?.fields ?? [] },
      furtherHeaders: further.map(({ line }) => line),
      descriptionLines: described.map(({ line }) => line),
    },
    shape: {
      ...{ delimiter, headerLine, notes, ...columnNames(cells) },
      descriptions: described.map(({ fields }) => cells.map((_, column) => fields[column] ?? '')),
      preamble:
        headerLine === 0
          ? []
          : records
              .slice(0, index)
              .slice(0, mostPreamble)
              .map(({ raw }) => raw),
    },
  };
}

function headerRows(records: readonly TextRecord[], line: number | undefined): HeaderRows {
  const fields = records.map((record) => record.fields);
  if (line === undefined) return findHeaderRows(fields);
  const index = records.findIndex((record) => record.line === line);
  if (index < 0) return { index, rows: 0, descriptions: 0, names: [] };
  const found = findHeaderRows(fields.slice(index));
  return found.index === 0 ? { ...found, index } : { index, rows: 1, descriptions: 0, names: fields[index] ?? [] };
}

function commonWidth(records: readonly TextRecord[]): number {
  return Math.max(1, commonest(records.filter(({ raw }) => raw.trim() !== '').map(({ fields }) => fields.length)));
}

/** Only delimiters of one byte can be read; what else is asked for counts as not asked. */
function oneByte(delimiter: string | undefined): string | null {
  return delimiter !== undefined && delimiter.length === 1 && delimiter.charCodeAt(0) < 128 ? delimiter : null;
}
