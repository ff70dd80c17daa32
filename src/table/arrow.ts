import { type Data, type DataType, type Field, type RecordBatch, RecordBatchReader, Type } from 'apache-arrow';
import { cellReader } from './arrow-cells.ts';
import { encodeTable } from './arrow-encode.ts';
import type { Cell, Column, ColumnKind, Table } from './table.ts';

/**
 * A table from Arrow IPC bytes (stream or file format), read by column index so that columns of one name survive.
 * Decimals and 64-bit integers become numbers when exact, else text; days since 1970-01-01 for dates, milliseconds for
 * timestamps; infinite dates and everything without a plain form become text; NaN and infinity become null. Never throws on a value.
 */
export function decode(bytes: Uint8Array): Table {
  const { fields, batches } = opened(bytes);
  const rowCount = batches.reduce((sum, batch) => sum + batch.numRows, 0);
  const columns = fields.map((field, index): Column => {
    const kind = kindOf(field.type);
    const values = gather(
      batches.flatMap((batch) => batch.data.children[index] ?? []),
      rowCount,
    );
    return { name: field.name, kind, values: kind === 'number' ? packed(values) : values };
  });
  return { rowCount, columns };
}

/**
 * Arrow IPC bytes (stream format, one batch) of a table. Number columns become Int32, Int64 or Float64, whichever is the
 * smallest that holds every value exactly; text Utf8; date DateDay; timestamp microseconds; boolean Bool.
 */
export function encode(table: Table): Uint8Array {
  return encodeTable(table);
}

/** How many rows Arrow IPC bytes hold, without reading their values. */
export function countRows(bytes: Uint8Array): number {
  return opened(bytes).batches.reduce((sum, batch) => sum + batch.numRows, 0);
}

/** The columns of Arrow IPC bytes by position: their names, and whether a dictionary is part of their type. */
export function columnsOf(bytes: Uint8Array): { name: string; dictionary: boolean }[] {
  return opened(bytes).fields.map((field) => ({ name: field.name, dictionary: needsDictionary(field.type) }));
}

function needsDictionary(type: DataType): boolean {
  return type.typeId === Type.Dictionary || (type.children ?? []).some((child) => needsDictionary(child.type as DataType));
}

/** The schema as it was written: arrow's own Table merges the types of columns that share a name. */
function opened(bytes: Uint8Array): { fields: Field<DataType>[]; batches: RecordBatch[] } {
  const reader = RecordBatchReader.from(bytes).open();
  const { fields } = reader.schema;
  return { fields: fields as Field<DataType>[], batches: [...reader] };
}

function gather(chunks: Data[], rowCount: number): Cell[] {
  const cells = new Array<Cell>(rowCount).fill(null);
  let at = 0;
  for (const data of chunks) {
    const read = cellReader(data);
    for (let index = 0; index < data.length; index += 1) cells[at + index] = read(index);
    at += data.length;
  }
  return cells;
}

function packed(values: Cell[]): ArrayLike<Cell> {
  return values.every((value) => typeof value === 'number') ? Float64Array.from(values) : values;
}

function kindOf(type: DataType): ColumnKind {
  switch (type.typeId) {
    case Type.Int:
    case Type.Float:
    case Type.Decimal:
      return 'number';
    case Type.Bool:
      return 'boolean';
    case Type.Date:
      return 'date';
    case Type.Timestamp:
      return 'timestamp';
    case Type.Dictionary:
      return kindOf((type as unknown as { dictionary: DataType }).dictionary);
    default:
      return 'text';
  }
}
