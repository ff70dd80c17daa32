import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatInteger, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { smallSamples } from '#schema/thresholds.ts';
import type { CustomerFilter, Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { at } from '../rows.ts';

/** A row or column: its key in the rows, its name, a name for little room, and a colour token when its name has a colour. */
export interface MatrixPlace {
  key: string;
  label: string;
  short: string;
  token?: string;
}

export type MatrixOptions = {
  rows: MatrixPlace[];
  columns: MatrixPlace[];
  /** what rows and columns are, over their names */
  rowTitle: string;
  columnTitle: string;
  /** what the value and the count of a cell are */
  cellTitle: string;
  countTitle: string;
  /** a remark that explains cells without a row, which show a dash; none when every cell has one */
  empty: string | null;
  /** a number beside each row */
  aside: { title: string; cells: { row: string; text: string }[] } | null;
  /** customers behind a cell: those whose `row` column is the row's key, and whose `column` column is the column's key where one is named; and words that say so */
  customers?: { table: CustomerFilter['table']; row: string; column?: string; words?: string };
};

const head = 46;

/** A heat map of shares with their intervals and counts. Rows: row, column, value (0..1, null when too few), n, of (null without one), low, high. */
export const matrix: Figure<MatrixOptions> = {
  id: 'matrix',
  plot(rows, options, context) {
    const wide = context.width >= 620;
    const words = (place: MatrixPlace) => (context.width >= 480 ? place.label : place.short);
    const aside = options.aside;
    const beside = wide && aside ? Math.max(textWidth(aside.title), ...aside.cells.map(({ text }) => textWidth(text))) + 28 : 0;
    const under = !wide && aside ? Math.max(...aside.cells.map(({ text }) => textWidth(text, 10.5))) : 0;
    const left = Math.ceil(Math.max(under, ...options.rows.map((place) => textWidth(words(place)))) + 20);
    const bottom = options.empty ? 30 : !wide && aside ? 20 : 10;
    const width = (context.width - left - beside - 8) / Math.max(1, options.columns.length);
    const most = Math.max(1e-9, ...rows.map((row) => at(row, 'value') ?? 0));
    const counted = rows.every((row) => textWidth(countLine(row), 10.5) < width - 6);
    const rowHeight = context.width >= 480 ? 54 : counted || (!wide && aside) ? 48 : 34;
    const height = head + bottom + rowHeight * Math.max(1, options.rows.length);
    const size = { width, rowHeight, most, counted };
    const cells = options.rows.flatMap((row, i) =>
      options.columns.flatMap((column, j) => cell(find(rows, row, column), { i, j }, size, context)),
    );
    return {
      ...frame(context, { height, marginTop: head, marginBottom: bottom, marginLeft: left, marginRight: Math.ceil(beside) + 8 }),
      x: { domain: [0, Math.max(1, options.columns.length)], axis: null },
      y: { domain: [0, Math.max(1, options.rows.length)], reverse: true, axis: null },
      marks: [
        ...cells,
        ...titles(options, words, { left, width, stacked: !wide && aside !== null }, context),
        ...(wide && aside ? asideMarks(aside, options, context) : underMarks(aside, options, left, context)),
        ...(options.empty
          ? [
              Plot.text([options.empty], {
                ...quiet(context),
                frameAnchor: 'bottom-left',
                dx: wide || !aside ? 2 : Math.max(2, 20 - left + textWidth(aside.title, 10.5)),
                dy: wide || !aside ? 24 : 14,
                lineAnchor: 'bottom',
                fontStyle: 'italic',
              }),
            ]
          : []),
      ],
    };
  },
  describe(rows, options) {
    const known = rows.filter((row) => at(row, 'value') !== null);
    if (known.length === 0) return m.figures_nothing();
    const pick = (better: (a: number, b: number) => boolean) =>
      known.reduce((best, row) => (better(at(row, 'value')!, at(best, 'value')!) ? row : best));
    const said = (row: FigureRow) => `${nameOf(row, options)} ${formatPercent(at(row, 'value')!, 1)}`;
    return m.figures_grid_text({
      rows: formatInteger(options.rows.length),
      columns: formatInteger(options.columns.length),
      highest: said(pick((a, b) => a > b)),
      lowest: said(pick((a, b) => a < b)),
    });
  },
  table(rows, options) {
    const counted = rows.some((row) => at(row, 'of') !== null);
    const values = new Map(options.aside?.cells.map(({ row, text }) => [row, text]));
    return {
      columns: [
        { key: 'rowName', title: options.rowTitle, align: 'left', format: 'text' },
        { key: 'columnName', title: options.columnTitle, align: 'left', format: 'text' },
        { key: 'value', title: options.cellTitle, align: 'right', format: 'percent' },
        { key: 'low', title: m.figures_low(), align: 'right', format: 'percent' },
        { key: 'high', title: m.figures_high(), align: 'right', format: 'percent' },
        { key: 'n', title: options.countTitle, align: 'right', format: 'integer' },
        ...(counted ? [{ key: 'of', title: m.figures_of(), align: 'right' as const, format: 'integer' as const }] : []),
        ...(options.aside ? [{ key: 'aside', title: options.aside.title, align: 'right' as const, format: 'text' as const }] : []),
      ],
      rows: rows.map((row) => ({
        ...row,
        rowName: labelOf(options.rows, row.row),
        columnName: labelOf(options.columns, row.column),
        aside: values.get(String(row.row)) ?? '',
      })),
    };
  },
  points(rows, options) {
    return rows.flatMap((row) => {
      const [i, j] = [place(options.rows, row.row), place(options.columns, row.column)];
      if (i < 0 || j < 0) return [];
      const customers = behind(row, options);
      return {
        x: j + 0.5,
        y: i + 0.5,
        label: [
          nameOf(row, options),
          valueText(row),
          countText(row, options),
          ...(customers && options.customers?.words ? [options.customers.words] : []),
        ].join('\n'),
        ...(customers ? { customers } : {}),
      };
    });
  },
};

function place(places: readonly MatrixPlace[], key: FigureRow[string] | undefined): number {
  return places.findIndex((one) => one.key === key);
}

function labelOf(places: readonly MatrixPlace[], key: FigureRow[string] | undefined): string {
  return places[place(places, key)]?.label ?? String(key ?? '');
}

function find(rows: readonly FigureRow[], row: MatrixPlace, column: MatrixPlace): FigureRow | undefined {
  return rows.find((one) => one.row === row.key && one.column === column.key);
}

function nameOf(row: FigureRow, options: MatrixOptions): string {
  return m.figures_matrix_move({ row: labelOf(options.rows, row.row), column: labelOf(options.columns, row.column) });
}

function valueText(row: FigureRow): string {
  const [value, low, high] = [at(row, 'value'), at(row, 'low'), at(row, 'high')];
  if (value === null) return m.figures_matrix_few();
  const text = (some: number) => formatPercent(some, 1);
  return low === null || high === null ? text(value) : m.figures_with_interval({ value: text(value), low: text(low), high: text(high) });
}

function countText(row: FigureRow, { countTitle }: MatrixOptions): string {
  const [n, of] = [formatInteger(at(row, 'n') ?? 0), at(row, 'of')];
  return of === null
    ? m.figures_matrix_count({ title: countTitle, n })
    : m.figures_matrix_of({ title: countTitle, n, of: formatInteger(of) });
}

function behind(row: FigureRow, { customers }: MatrixOptions): CustomerFilter | null {
  if (!customers) return null;
  const column = customers.column ? [{ column: customers.column, is: String(row.column) }] : [];
  return { table: customers.table, where: [{ column: customers.row, is: String(row.row) }, ...column] };
}

function quiet(context: FigureContext) {
  return { fill: context.color('ink-3'), fontSize: 11 };
}

/** How many stand behind a cell; written in all cells or in none. */
function countLine(row: FigureRow): string {
  return `n ${formatInteger(at(row, 'n') ?? 0)}`;
}

/** The value in its colour, at most half as strong as the token so that ink stays readable on it; grey where few stand behind it. */
function cell(
  row: FigureRow | undefined,
  { i, j }: { i: number; j: number },
  { width, rowHeight, most, counted }: { width: number; rowHeight: number; most: number; counted: boolean },
  context: FigureContext,
): Markish[] {
  const box = { x1: j, x2: j + 1, y1: i, y2: i + 1, inset: 1, rx: 3 };
  const centre = { x: j + 0.5, y: i + 0.5, fontVariant: 'tabular-nums' as const };
  if (!row) return [Plot.text(['–'], { ...centre, fill: context.color('ink-3'), fontSize: 12 })];
  const value = at(row, 'value');
  const back = Plot.rect([0], { ...box, fill: context.color('sunken') });
  if (value === null) return [back, Plot.text([m.figures_matrix_few()], { ...centre, ...quiet(context) })];
  const few = (at(row, 'of') ?? at(row, 'n') ?? 0) < smallSamples.indicative;
  const [low, high] = [at(row, 'low'), at(row, 'high')];
  const digits = (some: number) => formatPercent(some, some < 0.0995 && some > 0 ? 1 : 0);
  const bare = (some: number) => digits(some).replace(/\s?%$/, '');
  const interval = low === null || high === null ? '' : `${bare(low)}–${bare(high)}`;
  const fits = (text: string) => textWidth(text, 10.5) < width - 6;
  const lines = [fits(interval) ? interval : '', counted ? countLine(row) : '']
    .filter((text) => text !== '')
    .slice(0, rowHeight >= 54 ? 2 : 1);
  const top = -6 * lines.length;
  return [
    back,
    Plot.rect([0], { ...box, fill: context.color(few ? 'ink-3' : 'accent'), fillOpacity: 0.04 + 0.46 * Math.sqrt(value / most) }),
    Plot.text([width < 40 ? formatInteger(value * 100) : digits(value)], {
      ...centre,
      dy: top,
      fill: context.color('ink'),
      fontSize: width < 30 ? 11 : 13,
      fontWeight: 600,
    }),
    ...lines.map((text, line) => Plot.text([text], { ...centre, dy: top + 14 + line * 12, fill: context.color('ink'), fontSize: 10.5 })),
  ];
}

/** Names of rows and columns, and what they are. */
function titles(
  options: MatrixOptions,
  words: (place: MatrixPlace) => string,
  { left, width, stacked }: { left: number; width: number; stacked: boolean },
  context: FigureContext,
): Markish[] {
  const shown = (place: MatrixPlace) => (textWidth(words(place)) < width ? words(place) : place.short);
  const beside = stacked || options.columns.length < 8 || textWidth(options.rowTitle, 11) < left;
  const strong = (place: MatrixPlace) => ({ fill: context.color(place.token ?? 'ink'), fontWeight: 600, fontSize: 12 });
  return [
    ...(beside
      ? [Plot.text([options.rowTitle], { ...quiet(context), frameAnchor: 'top-left', dx: 8 - left, dy: -8, lineAnchor: 'bottom' })]
      : []),
    Plot.text([beside ? `${options.columnTitle} →` : `${options.rowTitle} ↓   ${options.columnTitle} →`], {
      ...quiet(context),
      ...(stacked ? { frameAnchor: 'top-right' as const, dx: 0 } : { frameAnchor: 'top-left' as const, dx: 2 }),
      dy: -28,
      lineAnchor: 'bottom',
    }),
    ...options.rows.map((place, i) => Plot.text([words(place)], { ...strong(place), x: 0, y: i + 0.5, dx: 8 - left, textAnchor: 'start' })),
    ...options.columns.map((place, j) =>
      Plot.text([shown(place)], { ...strong(place), x: j + 0.5, frameAnchor: 'top', dy: -8, lineAnchor: 'bottom' }),
    ),
  ];
}

type Aside = NonNullable<MatrixOptions['aside']>;

function asideMarks({ title, cells }: Aside, options: MatrixOptions, context: FigureContext): Markish[] {
  const right = { dx: 8, textAnchor: 'end' as const };
  const margin = Math.max(textWidth(title), ...cells.map(({ text }) => textWidth(text))) + 16;
  return [
    Plot.text([title], { ...quiet(context), frameAnchor: 'top-right', ...right, dx: margin, dy: -8, lineAnchor: 'bottom' }),
    ...cells.map(({ row, text }) =>
      Plot.text([text], {
        x: options.columns.length,
        y: place(options.rows, row) + 0.5,
        ...right,
        dx: margin,
        fill: context.color('ink'),
        fontSize: 12,
        fontVariant: 'tabular-nums',
      }),
    ),
  ];
}

/** On a narrow page the number beside a row stands under its name. */
function underMarks(aside: Aside | null, options: MatrixOptions, left: number, context: FigureContext): Markish[] {
  const small = { ...quiet(context), fontSize: 10.5 };
  if (!aside) return [];
  return [
    Plot.text([aside.title], { ...small, frameAnchor: 'bottom-left', dx: 8 - left, dy: 14, lineAnchor: 'bottom', fontStyle: 'italic' }),
    ...aside.cells.map(({ row, text }) =>
      Plot.text([text], { ...small, x: 0, y: place(options.rows, row) + 0.5, dx: 8 - left, dy: 14, textAnchor: 'start' }),
    ),
  ];
}
