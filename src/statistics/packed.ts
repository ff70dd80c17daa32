import type { StatisticRow, StatisticTables } from './definition.ts';

type Value = StatisticRow[string];

/** One column: codes in blocks of rows, each code an index into `values` or, without them, steps of `step` above `from`. */
interface PackedColumn {
  values?: Value[];
  from?: number;
  step?: number;
  /** base64 */
  codes: string;
}

/** Statistic tables in a form about eight times smaller than their JSON, itself JSON. Nothing is rounded. */
export type PackedTables = Record<string, { rows: number; columns: Record<string, PackedColumn> }>;

const blockRows = 200;
const baseBits = 52;
const widthBits = 6;

/** Packs tables: whole numbers as distances from the least of their block, everything else as places in a list of its values. */
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
  if (values.every((value) => Number.isSafeInteger(value))) {
    const least = Math.min(...(values as number[]));
    const step = (values as number[]).reduce((divisor, value) => commonDivisor(divisor, value - least), 0) || 1;
    return { from: least, step, codes: writeCodes((values as number[]).map((value) => (value - least) / step)) };
  }
  const list = [...new Set(values)];
  const places = new Map(list.map((value, place) => [value, place]));
  return { values: list, codes: writeCodes(values.map((value) => places.get(value)!)) };
}

function unpackColumn({ values, from = 0, step = 1, codes }: PackedColumn, rows: number): Value[] {
  return readCodes(codes, rows).map((code) => (values ? values[code]! : from + code * step));
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
