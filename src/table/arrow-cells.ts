import { type Data, type DataType, DateUnit, TimeUnit, Type, Vector } from 'apache-arrow';
import { plainCell } from './rows.ts';
import type { Cell } from './table.ts';
import { clockText, perSecond } from './time-text.ts';

const int64Limits = { max: 2n ** 63n - 1n, min: -(2n ** 63n - 1n) };

/** How to read one cell of one Arrow chunk; decided once a chunk. Reads beyond what JavaScript can hold become text, never an error. */
export function cellReader(data: Data): (index: number) => Cell {
  const read = valueReader(data);
  return data.nullCount === 0 ? read : (index) => (data.getValid(index) ? read(index) : null);
}

function valueReader(data: Data): (index: number) => Cell {
  const type = data.type as DataType & { bitWidth: number; unit: number; scale: number };
  switch (type.typeId) {
    case Type.Int:
      return type.bitWidth === 64 ? (index) => exactInteger(data.values[index]) : (index) => data.values[index];
    case Type.Float:
      return (data.values as unknown) instanceof Uint16Array ? halfFloats(data) : (index) => finite(data.values[index]);
    case Type.Decimal:
      return decimalReader(data, type.scale, type.bitWidth);
    case Type.Date:
      return dateReader(data, type.unit);
    case Type.Timestamp:
      return timestampReader(data, type.unit);
    case Type.Time:
      return (index) => clockText(BigInt(data.values[index]), type.unit);
    case Type.Interval:
      return (index) => intervalText(data.values as Int32Array, index);
    case Type.Dictionary:
      return dictionaryReader(data);
    case Type.List:
    case Type.Map:
    case Type.Struct:
    case Type.FixedSizeList:
      return nestedReader(data);
    case Type.Bool:
    case Type.Utf8:
    case Type.LargeUtf8:
      return plain(data);
    case Type.Null:
      return () => null;
    default:
      return bytesReader(data);
  }
}

function plain(data: Data): (index: number) => Cell {
  const vector = new Vector([data]);
  return (index) => vector.get(index) as Cell;
}

function halfFloats(data: Data): (index: number) => Cell {
  const vector = new Vector([data]);
  return (index) => finite(vector.get(index) as number);
}

function finite(value: number): Cell {
  return Number.isFinite(value) ? value : null;
}

function exactInteger(value: bigint): Cell {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function decimalReader(data: Data, scale: number, bitWidth: number): (index: number) => Cell {
  const words = data.values as Uint32Array;
  const stride = bitWidth / 32;
  return (index) => {
    let unscaled = 0n;
    for (let word = stride - 1; word >= 0; word -= 1) unscaled = (unscaled << 32n) | BigInt(words[index * stride + word] ?? 0);
    return scaled(BigInt.asIntN(bitWidth, unscaled), scale);
  };
}

function scaled(unscaled: bigint, scale: number): Cell {
  if (scale === 0) return exactInteger(unscaled);
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const text = `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  const significant = digits.replace(/^0+/, '').replace(/0+$/, '').length;
  return significant <= 15 ? Number(text) : text;
}

function dateReader(data: Data, unit: DateUnit): (index: number) => Cell {
  if (unit === DateUnit.MILLISECOND) return (index) => Math.floor(Number(data.values[index]) / 86_400_000);
  return (index) => {
    const day = data.values[index] as number;
    if (day >= 2_147_483_647) return 'infinity';
    return day <= -2_147_483_647 ? '-infinity' : day;
  };
}

function timestampReader(data: Data, unit: TimeUnit): (index: number) => Cell {
  return (index) => {
    const value = data.values[index] as bigint;
    if (value >= int64Limits.max) return 'infinity';
    if (value <= int64Limits.min) return '-infinity';
    const seconds = value / perSecond[unit];
    return Number(seconds) * 1000 + (Number(value - seconds * perSecond[unit]) * 1000) / Number(perSecond[unit]);
  };
}

function intervalText(words: Int32Array, index: number): string {
  const [months = 0, days = 0, low = 0, high = 0] = words.subarray(index * 4, index * 4 + 4);
  const microseconds = ((BigInt(high) << 32n) | BigInt(low >>> 0)) / 1000n;
  const parts = [months ? `${months} months` : '', days ? `${days} days` : ''].filter(Boolean);
  if (microseconds !== 0n || parts.length === 0) {
    parts.push(`${microseconds < 0n ? '-' : ''}${clockText(microseconds < 0n ? -microseconds : microseconds, TimeUnit.MICROSECOND)}`);
  }
  return parts.join(' ');
}

function dictionaryReader(data: Data): (index: number) => Cell {
  const chunks = data.dictionary?.data ?? [];
  const cells = chunks.flatMap((chunk) => {
    const read = cellReader(chunk);
    return Array.from({ length: chunk.length }, (_, index) => read(index));
  });
  return (index) => cells[Number(data.values[index])] ?? null;
}

/** Lists, structs and maps become JSON text; keys of a map and of a struct stand as they are. */
function nestedReader(data: Data): (index: number) => Cell {
  const read = partReader(data);
  return (index) => JSON.stringify(read(index));
}

function partReader(data: Data): (index: number) => unknown {
  const { typeId, children: fields } = data.type as DataType & { children?: { name: string }[] };
  const parts = data.children.map(partReader);
  const [first] = parts;
  const valid = (read: (index: number) => unknown) => (index: number) => (data.getValid(index) ? read(index) : null);
  const span = (index: number): number[] => {
    const from = data.valueOffsets?.[index] ?? index * data.stride;
    const to = data.valueOffsets?.[index + 1] ?? from + data.stride;
    return Array.from({ length: to - from }, (_, at) => from + at);
  };
  if (typeId === Type.Struct) return valid((index) => Object.fromEntries(parts.map((read, at) => [fields?.[at]?.name ?? '', read(index)])));
  if (first && [Type.List, Type.FixedSizeList, Type.Map].includes(typeId)) return valid((index) => span(index).map(first));
  const kind = typeId === Type.Date ? 'date' : typeId === Type.Timestamp ? 'timestamp' : 'text';
  const read = cellReader(data);
  return (index) => plainCell(kind, read(index));
}

function bytesReader(data: Data): (index: number) => Cell {
  const vector = new Vector([data]);
  return (index) => {
    const value: unknown = vector.get(index);
    return value instanceof Uint8Array
      ? Array.from(value, (byte) => `\\x${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('')
      : String(value);
  };
}
