/** How the dates of a column are written. Everything but `day-first` and `month-first` has one reading. */
export type DateOrder = 'year-first' | 'compact' | 'cjk' | 'month-first' | 'day-first';

export interface DateFormat {
  kind: 'date';
  order: DateOrder;
  /** every value is ISO with leading zeros, with or without a time: the engine reads it without rewriting */
  plain: boolean;
  /** some values say a time of day */
  timed: boolean;
}

export interface NumberFormat {
  kind: 'number';
  decimal: 'point' | 'comma';
  /** digits with a point at most: the engine reads it without rewriting */
  plain: boolean;
}

/** What reading a column needs to know; null while a question about it is open. */
export type ColumnFormat = DateFormat | NumberFormat;

/** A decision over a whole column, or the question that it comes down to. */
export interface Decision<Format> {
  format: Format | null;
  /** both readings, when the values do not settle it */
  readings: readonly Format[];
}

/** Counts of rows of one column by how the date is written; from `dateShapes` of query.ts. */
export interface DateShapes {
  yearFirst: number;
  plain: number;
  compact: number;
  cjk: number;
  /** day and month in front of the year, whichever comes first */
  yearLast: number;
  /** of those: the first number is above 12, the second is, or neither and they differ */
  dayFirst: number;
  monthFirst: number;
  either: number;
  timed: number;
}

/** The way most of a column's dates are written; with day and month undecided (or both orders proved) two readings. */
export function decideDates(shapes: DateShapes): Decision<DateFormat> {
  const timed = shapes.timed > 0;
  const counts: [DateOrder, number][] = [
    ['year-first', shapes.yearFirst],
    ['compact', shapes.compact],
    ['cjk', shapes.cjk],
    ['month-first', shapes.yearLast],
  ];
  const [order, count] = counts.reduce((most, next) => (next[1] > most[1] ? next : most));
  const plain = order === 'year-first' && shapes.plain === count;
  if (order !== 'month-first') return { format: { kind: 'date', order, plain, timed }, readings: [] };
  const readings: DateFormat[] = (['month-first', 'day-first'] as const).map((reading) => ({
    kind: 'date',
    order: reading,
    plain: false,
    timed,
  }));
  const proofs = Number(shapes.monthFirst > 0) - Number(shapes.dayFirst > 0);
  const settled = proofs !== 0 || shapes.monthFirst + shapes.dayFirst + shapes.either === 0;
  return settled ? { format: readings[proofs < 0 ? 1 : 0] ?? null, readings: [] } : { format: null, readings };
}

/** Counts of rows of one column by how the number is written; from `numberShapes` of query.ts. */
export interface NumberShapes {
  /** an optional sign, digits, a point at most */
  plain: number;
  written: number;
  point: number;
  comma: number;
  /** one separator with three digits behind it: thousands or decimals */
  either: number;
}

/** The decimal mark of a column; two readings when only values such as `1.234` (or both marks) occur. */
export function decideNumbers(shapes: NumberShapes): Decision<NumberFormat> {
  const plain = shapes.plain === shapes.written;
  const readings: NumberFormat[] = [
    { kind: 'number', decimal: 'point', plain },
    { kind: 'number', decimal: 'comma', plain: false },
  ];
  const proofs = Number(shapes.point > 0) - Number(shapes.comma > 0);
  const settled = proofs !== 0 || shapes.point + shapes.comma + shapes.either === 0;
  return settled ? { format: readings[proofs < 0 ? 1 : 0] ?? null, readings: [] } : { format: null, readings };
}
