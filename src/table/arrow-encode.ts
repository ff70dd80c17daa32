import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMicrosecond,
  Utf8,
} from 'apache-arrow';
import type { Cell, Column, Table } from './table.ts';

const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

/** Arrow IPC stream bytes of a table; see `encode` of arrow.ts for the types chosen. */
export function encodeTable(table: Table): Uint8Array {
  const children = table.columns.map((column) => dataOf(column, table.rowCount));
  const named = (nameOf: (index: number) => string): Field[] => children.map((child, index) => new Field(nameOf(index), child.type, true));
  const byPlace = named(String);
  const batch = new RecordBatch(
    new Schema(byPlace),
    makeData({ type: new Struct(byPlace), length: table.rowCount, nullCount: 0, children }),
  );
  // arrow merges columns of one name while it makes a batch, so the names come afterwards
  Object.assign(batch, { schema: new Schema(named((index) => (table.columns[index] as Column).name)) });
  return RecordBatchStreamWriter.writeAll([batch]).toUint8Array(true);
}

function dataOf(column: Column, length: number): Data {
  switch (column.kind) {
    case 'number':
      return numbers(column.values, length);
    case 'boolean':
      return booleans(column.values, length);
    case 'date':
      return fixed(new DateDay(), new Int32Array(length), column.values, (value) => edge(value, 2_147_483_647));
    case 'timestamp':
      return fixed(new TimestampMicrosecond(), new BigInt64Array(length), column.values, microseconds);
    case 'text':
      return texts(column.values, length);
  }
}

function numbers(values: ArrayLike<Cell>, length: number): Data {
  let exact = true;
  let small = true;
  let written = false;
  for (let index = 0; index < length; index += 1) {
    const value = values[index] ?? null;
    if (value === null) continue;
    written ||= typeof value === 'string';
    exact &&= isInteger64(value);
    small &&= typeof value === 'number' && value === (value | 0);
  }
  if (exact && small) return fixed(new Int32(), new Int32Array(length), values, Number);
  if (exact) return fixed(new Int64(), new BigInt64Array(length), values, (value) => BigInt(value as number | string));
  if (written) return texts(values, length);
  return fixed(new Float64(), new Float64Array(length), values, Number);
}

function isInteger64(value: Cell): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'string' || !/^-?\d{1,19}$/.test(value)) return false;
  const integer = BigInt(value);
  return integer >= int64.min && integer <= int64.max;
}

function edge(value: Cell, limit: number): number {
  if (value === 'infinity') return limit;
  return value === '-infinity' ? -limit : Number(value);
}

function microseconds(value: Cell): bigint {
  if (value === 'infinity') return int64.max;
  if (value === '-infinity') return -int64.max;
  const whole = Math.floor(Number(value));
  return BigInt(whole) * 1000n + BigInt(Math.round((Number(value) - whole) * 1000));
}

function fixed<V extends number | bigint>(
  type: DataType,
  data: { [index: number]: V },
  values: ArrayLike<Cell>,
  convert: (value: Cell) => V,
): Data {
  const length = (data as unknown as ArrayLike<V>).length;
  const validity = new Validity(length);
  for (let index = 0; index < length; index += 1) {
    const value = values[index] ?? null;
    if (value === null || (typeof value === 'number' && !Number.isFinite(value))) validity.clear(index);
    else data[index] = convert(value);
  }
  return makeData({ type, length, data, ...validity.props() } as never);
}

function booleans(values: ArrayLike<Cell>, length: number): Data {
  const data = new Uint8Array((length + 7) >> 3);
  const validity = new Validity(length);
  for (let index = 0; index < length; index += 1) {
    const value = values[index] ?? null;
    if (value === null) validity.clear(index);
    else if (value === true) data[index >> 3]! |= 1 << (index & 7);
  }
  return makeData({ type: new Bool(), length, data, ...validity.props() });
}

function texts(values: ArrayLike<Cell>, length: number): Data {
  const encoder = new TextEncoder();
  const valueOffsets = new Int32Array(length + 1);
  const validity = new Validity(length);
  let data = new Uint8Array(Math.max(64, length * 16));
  let at = 0;
  for (let index = 0; index < length; index += 1) {
    const value = values[index] ?? null;
    if (value === null) validity.clear(index);
    else {
      const text = String(value);
      if (at + text.length * 3 > data.length) data = grown(data, at + text.length * 3);
      at += encoder.encodeInto(text, data.subarray(at)).written;
    }
    valueOffsets[index + 1] = at;
  }
  return makeData({ type: new Utf8(), length, data: data.subarray(0, at), valueOffsets, ...validity.props() });
}

function grown(data: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(needed, data.length * 2));
  larger.set(data);
  return larger;
}

/** The validity bitmap of a column, made of ones until a null is met. */
class Validity {
  readonly bits: Uint8Array;
  nulls = 0;

  constructor(length: number) {
    this.bits = new Uint8Array((length + 7) >> 3).fill(255);
  }

  clear(index: number): void {
    this.bits[index >> 3]! &= ~(1 << (index & 7));
    this.nulls += 1;
  }

  props(): { nullCount: number; nullBitmap: Uint8Array | null } {
    return this.nulls === 0 ? { nullCount: 0, nullBitmap: null } : { nullCount: this.nulls, nullBitmap: this.bits };
  }
}
