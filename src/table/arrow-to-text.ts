import { type Data, type DataType, DateUnit, type Field, type TimeUnit, Type, Vector } from 'apache-arrow';
import { checkData } from './arrow-check.ts';
import { isoOfDay } from './calendar.ts';
import { decimalText, floatText } from './number-text.ts';
import { clockText, timestampText } from './time-text.ts';

type AnyType = DataType & {
  bitWidth: number;
  byteWidth: number;
  unit: number;
  scale: number;
  timezone?: string | null;
  children?: Field[];
  dictionary?: DataType;
};

/** Reads one value of a chunk as text; null when it is missing. */
export type TextReader = (index: number) => string | null;

/**
 * How the values of an Arrow chunk are written as text, decided once a chunk. Exact: integers of any width, decimals with their scale
 * (`12.30`), ISO dates, times and timestamps with every decimal and `Z` or an offset when the column has a zone, `true`/`false`, UUIDs, other
 * bytes hexadecimal, lists, structs and maps as JSON. NaN and infinity are empty text; missing values null. Never throws on a value; throws RangeError when
 * the buffers are too short for the rows, as those of a damaged file are.
 */
export function textReader(data: Data, field: Field): TextReader {
  checkData(data);
  const read = valueReader(data, field);
  return data.nullCount === 0 ? read : (index) => (data.getValid(index) ? read(index) : null);
}

function valueReader(data: Data, field: Field): TextReader {
  const type = data.type as AnyType;
  const values = data.values;
  switch (type.typeId) {
    case Type.Null:
      return () => null;
    case Type.Int:
      return (index) => String(values[index]);
    case Type.Float:
      return floatReader(data);
    case Type.Decimal:
      return decimalReader(data, type);
    case Type.Date:
      return type.unit === DateUnit.DAY ? dayReader(values as Int32Array) : millisecondReader(values as BigInt64Array);
    case Type.Timestamp: {
      const write = timestampText(type.unit, type.timezone ?? null);
      return (index) => write(values[index] as bigint);
    }
    case Type.Time:
    case Type.Duration:
      return (index) => clockText(BigInt(values[index]), type.unit as TimeUnit);
    case Type.Dictionary:
      return dictionaryReader(data, type);
    case Type.Binary:
    case Type.LargeBinary:
    case Type.FixedSizeBinary:
      return bytesReader(data, isUuid(field, type));
    case Type.List:
    case Type.FixedSizeList:
    case Type.Struct:
    case Type.Map: {
      const json = jsonReader(data, field);
      return (index) => json(index) || null;
    }
    default:
      return plainReader(data);
  }
}

function plainReader(data: Data): TextReader {
  const vector = new Vector([data]);
  return (index) => {
    const value: unknown = vector.get(index);
    return value === null ? null : String(value);
  };
}

function floatReader(data: Data): TextReader {
  if (data.values instanceof Float64Array) return (index) => floatText(data.values[index], false);
  const vector = new Vector([data]);
  return (index) => floatText(vector.get(index) as number, true);
}

function decimalReader(data: Data, { scale, bitWidth }: AnyType): TextReader {
  const words = data.values as Uint32Array;
  const stride = bitWidth / 32;
  return (index) => {
    let unscaled = 0n;
    for (let word = stride - 1; word >= 0; word -= 1) unscaled = (unscaled << 32n) | BigInt(words[index * stride + word] ?? 0);
    return decimalText(BigInt.asIntN(bitWidth, unscaled), scale);
  };
}

function dayReader(days: Int32Array): TextReader {
  return (index) => {
    const day = days[index] as number;
    if (day >= 2_147_483_647) return 'infinity';
    return day <= -2_147_483_647 ? '-infinity' : isoOfDay(day);
  };
}

/** Dates counted in milliseconds are whole days by definition; a writer that left a time in them is not contradicted. */
function millisecondReader(values: BigInt64Array): TextReader {
  const write = timestampText(1, null);
  return (index) => write(values[index] as bigint).replace(/T00:00:00$/, '');
}

function dictionaryReader(data: Data, type: AnyType): TextReader {
  const field = { metadata: new Map(), type: type.dictionary } as unknown as Field;
  const texts = (data.dictionary?.data ?? []).flatMap((chunk) => {
    const read = textReader(chunk, field);
    return Array.from({ length: chunk.length }, (_, index) => read(index));
  });
  return (index) => texts[Number(data.values[index])] ?? null;
}

function isUuid(field: Field, type: AnyType): boolean {
  return type.byteWidth === 16 && /uuid/i.test(field.metadata?.get('ARROW:extension:name') ?? '');
}

function bytesReader(data: Data, uuid: boolean): TextReader {
  const vector = new Vector([data]);
  return (index) => {
    const bytes = vector.get(index) as Uint8Array | null;
    if (!bytes) return null;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return uuid ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : hex;
  };
}

const bare = new Set([Type.Int, Type.Float, Type.Decimal, Type.Bool]);

/** JSON text of nested values; numbers stand bare with every digit, missing and not finite ones are null. */
function jsonReader(data: Data, field: Field): (index: number) => string {
  checkData(data);
  const type = data.type as AnyType;
  const fields = type.children ?? [];
  const parts = data.children.map((child, at) => jsonReader(child, fields[at] as Field));
  const valid = (read: (index: number) => string) => (index: number) => (data.getValid(index) ? read(index) : 'null');
  if (type.typeId === Type.Struct)
    return valid((index) => `{${parts.map((read, at) => `${JSON.stringify(fields[at]?.name ?? '')}:${read(index)}`).join(',')}}`);
  const [first] = parts;
  if (first && [Type.List, Type.FixedSizeList, Type.Map].includes(type.typeId))
    return valid((index) => {
      const from = data.valueOffsets?.[index] ?? index * data.stride;
      const to = data.valueOffsets?.[index + 1] ?? from + data.stride;
      return `[${Array.from({ length: to - from }, (_, at) => first(from + at)).join(',')}]`;
    });
  const read = textReader(data, field);
  const number = bare.has((type.dictionary ?? type).typeId);
  return (index) => {
    const text = read(index);
    if (text === null || (number && text === '')) return 'null';
    return number ? text : JSON.stringify(text);
  };
}
