import type { PlotOptions } from '@observablehq/plot';

/** What a figure may know of the place it is drawn in. */
export interface FigureContext {
  /** css pixels available */
  width: number;
  /** css pixels that can be seen at once, where the drawing is wider and is scrolled */
  seen?: number;
  /** resolved colours by token name without the dashes: ink, ink-2, ink-3, line, paper, stage-stable, stage-stable-wash, gain, loss, … */
  color: (token: string) => string;
  document: Document;
  locale: string;
  /** the Intl currency code, or null when amounts have no known currency */
  currency: string | null;
}

export type FigureRow = Record<string, number | string | boolean | null>;

/** The table behind the picture. */
export interface FigureTable {
  columns: { key: string; title: string; align: 'left' | 'right'; format: 'text' | 'integer' | 'number' | 'money' | 'percent' }[];
  rows: FigureRow[];
}

/** A plain condition: equal, one of several, from and to (both included), above and below (neither). */
export interface CustomerCondition {
  column: string;
  is?: string | number | boolean | null;
  among?: readonly string[];
  from?: string | number;
  to?: string | number;
  above?: number;
  below?: number;
}

/** Customers by plain conditions, all of which must hold, on the columns of an engine table that has `customer_id`; with `and`, on those of a further table too. */
export interface CustomerFilter {
  table: 'customer_state' | 'customer_value' | 'purchases' | 'stages' | 'panel' | 'episodes' | 'ladder' | 'customer_months' | 'two_periods';
  where: CustomerCondition[];
  and?: CustomerFilter;
}

/** A mark that pointer and keyboard can reach. */
export interface FigurePoint {
  x: number;
  y: number;
  /** its words; lines parted by \n */
  label: string;
  /** the customers behind it, where a mark stands for customers; choosing the mark lists them */
  customers?: CustomerFilter;
  /** options of the lens that choosing the mark sets, where the cell hangs them on parameters of the notebook; comes before `customers` */
  sets?: Readonly<Record<string, string>>;
  /** what `sets` says is so already: choosing the mark again lists its customers */
  chosen?: boolean;
  /** half of the mark's width and height in the figure's units, where it is an area: the pointer means it anywhere inside */
  half?: { x: number; y: number };
  /** its place where the marks stand in rows and columns: arrow keys then walk in two dimensions. All marks of a figure have one, or none has */
  grid?: { row: number; column: number };
}

/** Rows + options -> Plot options, its text alternative and its table. Pure: no DOM is written here. */
export interface Figure<Options = Record<string, unknown>> {
  id: string;
  plot(rows: FigureRow[], options: Options, context: FigureContext): PlotOptions;
  /** text alternative: type, axes, range, the main finding in numbers */
  describe(rows: FigureRow[], options: Options, context: Pick<FigureContext, 'locale' | 'currency'>): string;
  table(rows: FigureRow[], options: Options): FigureTable;
  /** marks a keyboard can walk, in reading order, each with its words */
  points(rows: FigureRow[], options: Options, context: Pick<FigureContext, 'locale' | 'currency'>): FigurePoint[];
  /** what takes back whatever its marks have set; null while nothing is set. Escape does it */
  back?(options: Options): Readonly<Record<string, string>> | null;
  /** the least width at which it can be read in so narrow a place, and how much of its left end then stands still while the rest is scrolled; null where it fits */
  room?(rows: FigureRow[], options: Options, context: Pick<FigureContext, 'currency' | 'width'>): { width: number; fixed: number } | null;
}
