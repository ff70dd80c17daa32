import type { StatisticRow, StatisticTables } from './definition.ts';

type Value = StatisticRow[string];

/** One column: codes in blocks of rows, each code an index into `values` or, without them, steps of `step` above `from`, divided by `of`. */
interface PackedColumn {
  values?: Value[];
  from?: number;
  step?: number;
  /** what the numbers were multiplied by to be whole; 1 when left out */
  of?: number;
  /** code 0 is null, and the steps begin at 1 */
  holes?: true;
  /** base64 */
  codes: string;
}

/** Statistic tables in a form about eight times smaller than their JSON, itself JSON. Nothing is rounded. */
export type PackedTables = Record<string, { rows: number; columns: Record<string, PackedColumn> }>;

const blockRows = 200;
const baseBits = 52;
const widthBits = 6;
/** Numbers with so few digits behind the point are kept as whole ones. */
const scales = [1, 10, 100, 1000, 10_000];

/** Packs tables, each column in the shorter way: numbers of a few digits as distances from the least of their block, or anything as places in a list of its values. */
export function packTables(tables: StatisticTables): PackedTables {
  return Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => {
      const columns = Object.keys(rows[0] ?? {}).map((name) => [name, packColumn(rows.map((row) => row[name] ?? null))] as const);
      return [table, { rows: rows.length, columns: Object.fromEntries(columns) }];
    }),
  );
}

/** The tables that were packed, equal value by value. */
export function unpackTables(packed: PackedTables): StatisticTables {
  return Object.fromEntries(
    Object.entries(packed).map(([table, { rows, columns }]) => {
      const read = Object.entries(columns).map(([name, column]) => [name, unpackColumn(column, rows)] as const);
      return [table, Array.from({ length: rows }, (_, row) => Object.fromEntries(read.map(([name, values]) => [name, values[row]!])))];
    }),
  );
}

function packColumn(values: Value[]): PackedColumn {
  const list = [...new Set(values)];
  const places = new Map(list.map((value, place) => [value, place]));
  const listed: PackedColumn = { values: list, codes: writeCodes(values.map((value) => places.get(value)!)) };
  const steps = stepped(values, list);
  return steps && JSON.stringify(steps).length <= JSON.stringify(listed).length ? steps : listed;
}

/** A column of numbers and nulls as steps; null where a number has more digits than a scale. */
function stepped(values: readonly Value[], list: readonly Value[]): PackedColumn | null {
  const numbers = list.filter((value) => typeof value === 'number');
  const holes = list.includes(null);
  const of = scales.find((scale) => numbers.every((value) => isWhole(value * scale) && Math.round(value * scale) / scale === value));
  if (of === undefined || numbers.length === 0 || numbers.length + Number(holes) < list.length) return null;
  const whole = (value: number): number => Math.round(value * of);
  const from = numbers.reduce((least, value) => Math.min(least, whole(value)), Infinity);
  const step = numbers.reduce((divisor, value) => commonDivisor(divisor, whole(value) - from), 0) || 1;
  const codes = writeCodes(values.map((value) => (typeof value === 'number' ? (whole(value) - from) / step + Number(holes) : 0)));
  return { from, step, ...(of === 1 ? {} : { of }), ...(holes ? { holes } : {}), codes };
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(Math.round(value));
}

function unpackColumn({ values, from = 0, step = 1, of = 1, holes, codes }: PackedColumn, rows: number): Value[] {
  const first = holes ? 1 : 0;
  return readCodes(codes, rows).map((code) => (values ? values[code]! : code < first ? null : (from + (code - first) * step) / of));
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : commonDivisor(b, a % b);
}

/** Whole numbers from 0 on as bits, block by block: the least, the width of what is above it, and that. */
function writeCodes(codes: readonly number[]): string {
  const bits: number[] = [];
  const write = (value: number, width: number): void => {
    for (let bit = 0; bit < width; bit++, value = Math.floor(value / 2)) bits.push(value % 2);
  };
  for (let start = 0; start < codes.length; start += blockRows) {
    const block = codes.slice(start, start + blockRows);
    const least = Math.min(...block);
    const width = Math.ceil(Math.log2(Math.max(...block) - least + 1));
    write(least, baseBits);
    write(width, widthBits);
    for (const code of block) write(code - least, width);
  }
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, index) => (bytes[index >> 3]! |= bit << (index & 7)));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function readCodes(text: string, rows: number): number[] {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  let at = 0;
  const read = (width: number): number => {
    let value = 0;
    for (let bit = 0; bit < width; bit++, at++) value += ((bytes[at >> 3]! >> (at & 7)) & 1) * 2 ** bit;
    return value;
  };
  const codes: number[] = [];
  while (codes.length < rows) {
    const least = read(baseBits);
    const width = read(widthBits);
    for (let row = Math.min(blockRows, rows - codes.length); row > 0; row--) codes.push(least + read(width));
  }
  return codes;
}
