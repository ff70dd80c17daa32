import { type Data, type DataType, type Decimal, Type } from 'apache-arrow';

/** Decimals have at most 76 digits. */
const widestScale = 100;
const withOffsets = new Set([Type.Utf8, Type.LargeUtf8, Type.Binary, Type.LargeBinary, Type.List, Type.Map]);
const withValues = new Set([
  ...[Type.Int, Type.Float, Type.Decimal, Type.Date, Type.Timestamp, Type.Time, Type.Duration, Type.Interval],
  ...[Type.Dictionary, Type.FixedSizeBinary],
]);

/**
 * Checks one chunk, without its children: the buffers are as long as its rows need, and places of texts and lists run upwards inside what they
 * point into. Apache-arrow trusts both. Throws RangeError.
 */
export function checkData(data: Data): void {
  const { typeId } = data.type as DataType;
  if (typeId === Type.Decimal && Math.abs((data.type as Decimal).scale) > widestScale) throw new RangeError('a scale beyond any decimal');
  const end = data.offset + data.length;
  if (data.nullCount > 0 && (data.nullBitmap?.length ?? 0) * 8 < end) throw new RangeError('validity is cut');
  if (withOffsets.has(typeId)) checkOffsets(data, typeId === Type.List || typeId === Type.Map);
  else if (withValues.has(typeId) && data.values.length < data.length * data.stride) throw new RangeError('values are cut');
  else if (typeId === Type.Bool && data.values.length * 8 < end) throw new RangeError('values are cut');
  else if (typeId === Type.Struct && data.children.some((child) => child.length < data.length)) throw new RangeError('a child is cut');
  else if (typeId === Type.FixedSizeList && (data.children[0]?.length ?? 0) < data.length * data.stride)
    throw new RangeError('a child is cut');
}

function checkOffsets(data: Data, nested: boolean): void {
  if (data.length === 0) return;
  const offsets = data.valueOffsets as Int32Array | BigInt64Array;
  if (offsets.length <= data.length) throw new RangeError('offsets are cut');
  let last = Number(offsets[0]);
  if (last < 0) throw new RangeError('offsets run below zero');
  for (let index = 1; index <= data.length; index += 1) {
    const next = Number(offsets[index]);
    if (next < last) throw new RangeError('offsets run backwards');
    last = next;
  }
  if (last > (nested ? (data.children[0]?.length ?? 0) : data.values.length)) throw new RangeError('offsets beyond the end');
}
