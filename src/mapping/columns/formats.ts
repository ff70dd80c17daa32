/** One way of writing a date; all but `year-last` have one reading. */
export type DateKind =
  'year-first' | 'compact' | 'cjk' | 'year-last' | 'name-first' | 'name-second' | 'name-middle' | 'serial' | 'epoch' | 'month';

/** Which number of a `year-last` date is the month. */
export type DateOrder = 'month-first' | 'day-first';

/** A zone whose clock a file's times follow: minutes east of UTC, or an IANA name. */
export type SourceZone = number | string;

/** How the times of a column become times of the one zone of the analysis. */
export interface ZonePlan {
  /** IANA name of the analysis */
  target: string;
  /** zone of times that say none; null: they are taken for the target's */
  source: SourceZone | null;
  /** staging column that names each row's zone, with what its words mean (lower case) */
  column: { staged: string; zones: Record<string, SourceZone> } | null;
  /** CST in the file is China Standard Time */
  chinese: boolean;
  /** years for which offsets are known */
  years: readonly [number, number];
}

export interface DateFormat {
  kind: 'date';
  /** trimming takes nothing off any value and none is empty */
  tight?: boolean;
  order: DateOrder;
  /** the ways that occur, the most frequent first */
  kinds: readonly DateKind[];
  /** every value is ISO with leading zeros, with or without a time: the engine reads it without rewriting */
  plain: boolean;
  /** some values say a time of day */
  timed: boolean;
  /** some times are not midnight: a business day may begin later than the calendar's */
  clocked: boolean;
  /** the newest year that two digits may mean */
  latestYear: number;
  /** serials count from 1904 */
  from1904: boolean;
  /** values wear quotes, tabs or full-width digits that come off first */
  dressed: boolean;
  /** few different values: they are read once each */
  repeats: boolean;
  /** staging column with the time of day of dates that say none */
  time: string | null;
  zone: ZonePlan | null;
}

export interface NumberFormat {
  kind: 'number';
  /** trimming takes nothing off any value and none is empty */
  tight?: boolean;
  decimal: 'point' | 'comma';
  /** digits with a point at most: the engine reads it without rewriting */
  plain: boolean;
  /** values wear quotes, odd spaces or full-width digits that come off first */
  dressed: boolean;
  repeats: boolean;
  /** numbers of a rate without a percent sign are divided by it */
  per: 1 | 100;
}

export interface TextFormat {
  kind: 'text';
  /** trimming takes nothing off any value and none is empty */
  tight?: boolean;
  /** values wear quotes, apostrophes, tabs or invisible characters that come off first */
  dressed: boolean;
  /** every value is a whole number written with `.0` */
  float: boolean;
  /** an id, and some of its values were damaged by a spreadsheet */
  damaged: boolean;
  /** zeros from the 16th digit on are damage, for most of the long values end so */
  zeroTails: boolean;
}

/** What reading a column needs to know; null while a question about it is open. */
export type ColumnFormat = DateFormat | NumberFormat | TextFormat;

/** A decision over a whole column, or the question that it comes down to. */
export interface Decision<Format> {
  format: Format | null;
  /** both readings, when the values do not settle it */
  readings: readonly Format[];
}
