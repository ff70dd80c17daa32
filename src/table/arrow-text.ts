import { Field, Int32, makeData, RecordBatch, Schema, Struct, Table as ArrowTable, tableToIPC, Utf8 } from 'apache-arrow';

/**
 * Arrow IPC bytes (stream format, one batch) of text columns given as UTF-8 with offsets (one more than rows, the first 0), which are taken over
 * without a copy, behind one Int32 column.
 */
export function encodeTexts(
  numbers: { name: string; values: Int32Array },
  texts: readonly { name: string; offsets: Int32Array; bytes: Uint8Array }[],
): Uint8Array {
  const length = numbers.values.length;
  const children = [
    makeData({ type: new Int32(), length, nullCount: 0, data: numbers.values }),
    ...texts.map((text) => makeData({ type: new Utf8(), length, nullCount: 0, valueOffsets: text.offsets, data: text.bytes })),
  ];
  const fields = [new Field(numbers.name, new Int32(), false), ...texts.map((text) => new Field(text.name, new Utf8(), false))];
  const schema = new Schema(fields);
  const batch = new RecordBatch(schema, makeData({ type: new Struct(fields), length, nullCount: 0, children }));
  return tableToIPC(new ArrowTable(schema, [batch]), 'stream');
}
