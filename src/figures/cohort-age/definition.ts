import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatInteger, formatMoney, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { ageTicks, frame, remark } from '../frame.ts';
import { stagger, textWidth } from '../labels.ts';
import { lastDay, monthsName } from '../linked.ts';
import { at } from '../rows.ts';
import { type Period, ageAxis, customers, nthPeriod } from '../words.ts';

export type CohortAgeOptions = {
  measure: 'profit' | 'amount' | 'retention';
  axis: 'age' | 'calendar';
  period: Period;
  periodMonths: number;
  cohortMonths: number;
  cohorts: { cohort: string; n: number }[];
  /** marks on the calendar axis */
  events: { x: number; words: string }[];
  remark: string | null;
};

const rowHeight = 24;

/** A heat map of acquisition cohorts, oldest on top, over relationship age or the calendar. Rows: cohort, age, x, n, value, low, high. */
export const cohortAge: Figure<CohortAgeOptions> = {
  id: 'cohort-age',
  plot(rows, options, context) {
    const { cohorts, axis, events } = options;
    const phone = context.width < 560;
    const place = new Map(cohorts.map(({ cohort }, i) => [cohort, i]));
    const last = Math.max(1, ...rows.map((row) => (at(row, 'x') ?? 0) + 1));
    const names = cohorts.map(({ cohort }) => monthsName(cohort, options.cohortMonths));
    const marginLeft = Math.ceil(Math.max(40, ...names.map((name) => textWidth(name, 12))) + (phone ? 14 : 62));
    const width = (context.width - marginLeft - 8) / last;
    const named = eventNames(events, last, width, marginLeft, context.width - 8);
    const marginTop = 10 + 16 * Math.max(0, ...named.map(({ row }) => row + 1));
    const drop = phone ? 20 : 0; // the scale stands under the axis title where both do not fit into one row
    const marginBottom = 48 + drop + (options.remark ? 18 : 0);
    const height = marginTop + marginBottom + rowHeight * Math.max(1, cohorts.length);
    const known = rows.filter((row) => place.has(String(row.cohort)));
    const most = mostOf(known);
    const strong = (value: number): number => Math.min(1, Math.abs(value) / most);
    const fallen = known.some((row) => (at(row, 'value') ?? 0) < 0);
    return {
      ...frame(context, { height, marginTop, marginBottom, marginLeft, marginRight: 8 }),
      x: { domain: [0, last], axis: null },
      y: { domain: [0, Math.max(1, cohorts.length)], reverse: true, axis: null },
      marks: [
        ...known.flatMap((row) => cell(row, place.get(String(row.cohort))!, { width, strong, measure: options.measure }, context)),
        ...cohorts.flatMap(({ n }, i) => cohortLabel(names[i]!, n, i, marginLeft, phone, context)),
        ...(axis === 'age' ? ages(last, options.period, context) : calendar(last, options, context)),
        ...named.flatMap((event) => mark(event, width, marginLeft, context)),
        ...colourScale(
          { most, fallen, measure: options.measure, width, left: 8 - marginLeft, drop, rows: Math.max(1, cohorts.length) },
          context,
        ),
        ...remark(context, options.remark, { left: 8 - marginLeft, dy: marginBottom - 4 }),
      ],
    };
  },
  describe(rows, { measure, cohorts, cohortMonths }, { currency }) {
    const values = rows.filter((row) => at(row, 'value') !== null);
    if (values.length === 0) return m.figures_nothing();
    const best = values.reduce((most, row) => (at(row, 'value')! > at(most, 'value')! ? row : most));
    const worst = values.reduce((least, row) => (at(row, 'value')! < at(least, 'value')! ? row : least));
    const said = (row: FigureRow): string => valueText(measure, at(row, 'value')!, currency);
    return m.figures_cohort_age_text({
      cohorts: formatInteger(cohorts.length),
      highest: said(best),
      highestCohort: monthsName(String(best.cohort), cohortMonths),
      lowest: said(worst),
      lowestCohort: monthsName(String(worst.cohort), cohortMonths),
    });
  },
  table(rows, { measure, cohortMonths }) {
    const format = measure === 'retention' ? ('percent' as const) : ('money' as const);
    return {
      columns: [
        { key: 'name', title: m.figures_cohort(), align: 'left', format: 'text' },
        { key: 'period', title: m.figures_age(), align: 'right', format: 'integer' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        { key: 'value', title: measureName(measure), align: 'right', format },
        { key: 'low', title: m.figures_low(), align: 'right', format },
        { key: 'high', title: m.figures_high(), align: 'right', format },
      ],
      rows: rows.map((row) => ({ ...row, name: monthsName(String(row.cohort), cohortMonths), period: (at(row, 'age') ?? 0) + 1 })),
    };
  },
  points(rows, { measure, cohorts, cohortMonths, period }, { currency }) {
    const place = new Map(cohorts.map(({ cohort }, i) => [cohort, i]));
    return rows
      .filter((row) => place.has(String(row.cohort)) && at(row, 'value') !== null)
      .map((row) => {
        const text = (key: string): string => valueText(measure, at(row, key) ?? 0, currency);
        const value =
          at(row, 'low') === null ? text('value') : m.figures_with_interval({ value: text('value'), low: text('low'), high: text('high') });
        const [from, to] = [String(row.cohort), lastDay(String(row.cohort), cohortMonths)];
        return {
          x: (at(row, 'x') ?? 0) + 0.5,
          y: place.get(String(row.cohort))! + 0.5,
          label: [
            `${monthsName(from, cohortMonths)}, ${nthPeriod(at(row, 'age') ?? 0, period)}`,
            `${measureName(measure)}: ${value}`,
            customers(at(row, 'n') ?? 0),
          ].join('\n'),
          customers: { table: 'customer_state' as const, where: [{ column: 'first_order', from, to }] },
        };
      });
  },
};

function measureName(measure: CohortAgeOptions['measure']): string {
  return { profit: m.figures_profit_per_acquired, amount: m.figures_amount_per_acquired, retention: m.figures_share_ordering }[measure]();
}

function valueText(measure: CohortAgeOptions['measure'], value: number, currency: string | null): string {
  return measure === 'retention' ? formatPercent(value, value < 0.1 && value > 0 ? 1 : 0) : formatMoney(value, currency);
}

/** The size of a value that is drawn in full strength; the first period, in which everyone ordered and was won, does not set it. */
function mostOf(rows: readonly FigureRow[]): number {
  const later = rows.filter((row) => (at(row, 'age') ?? 0) > 0);
  return Math.max(...(later.length > 0 ? later : rows).map((row) => Math.abs(at(row, 'value') ?? 0)), 1e-9);
}

const paleness = 0.06;
const fullness = 0.88;

/** What the colours mean, under the left end: a strip from the largest loss to the largest gain. */
function colourScale(
  {
    most,
    fallen,
    measure,
    width,
    left,
    drop,
    rows,
  }: { most: number; fallen: boolean; measure: CohortAgeOptions['measure']; width: number; left: number; drop: number; rows: number },
  context: FigureContext,
): Markish[] {
  if (most <= 1e-9) return [];
  const steps = [...(fallen ? [-1, -0.75, -0.5, -0.25] : []), 0.25, 0.5, 0.75, 1];
  const size = 12;
  const text = (value: number): string => valueText(measure, value, context.currency);
  const start = left + (fallen ? textWidth(`≤ ${text(-most)}`, 11) : textWidth(text(0), 11)) + 6;
  const words = (line: string, dx: number, textAnchor: 'start' | 'end') =>
    Plot.text([line], {
      frameAnchor: 'bottom-left',
      dx,
      dy: 34 + drop,
      lineAnchor: 'middle',
      textAnchor,
      fill: context.color('ink-3'),
      fontSize: 11,
      fontVariant: 'tabular-nums',
    });
  return [
    ...steps.map((step, i) =>
      Plot.rect([0], {
        x1: (start + i * size) / width,
        x2: (start + (i + 1) * size) / width,
        y1: rows + (28 + drop) / rowHeight,
        y2: rows + (40 + drop) / rowHeight,
        fill: context.color(step < 0 ? 'loss' : 'gain'),
        fillOpacity: paleness + Math.abs(step) * fullness,
      }),
    ),
    words(fallen ? `≤ ${text(-most)}` : text(0), start - 6, 'end'),
    words(text(most), start + steps.length * size + 6, 'start'),
  ];
}

function cell(
  row: FigureRow,
  y: number,
  { width, strong, measure }: { width: number; strong: (value: number) => number; measure: CohortAgeOptions['measure'] },
  context: FigureContext,
): Markish[] {
  const value = at(row, 'value');
  const x = at(row, 'x') ?? 0;
  if (value === null) return [];
  const depth = strong(value);
  const words = measure === 'retention' ? formatPercent(value).replace(/\s?%$/, '') : valueText(measure, value, null);
  const grey = (at(row, 'n') ?? 0) < 30;
  const box = { x1: x, x2: x + 1, y1: y, y2: y + 1, inset: width > 8 ? 0.75 : 0.25 };
  return [
    Plot.rect([0], { ...box, fill: context.color('sunken') }),
    Plot.rect([0], { ...box, fill: context.color(value < 0 ? 'loss' : 'gain'), fillOpacity: paleness + depth * (grey ? 0.45 : fullness) }),
    ...(width >= (measure === 'retention' ? 20 : 32) && textWidth(words, 11) + 4 < width
      ? [
          Plot.text([words], {
            x: x + 0.5,
            y: y + 0.5,
            fill: context.color(depth > 0.55 && !grey ? 'paper' : 'ink'),
            fontSize: 11,
            fontVariant: 'tabular-nums',
          }),
        ]
      : []),
  ];
}

function cohortLabel(name: string, n: number, i: number, marginLeft: number, phone: boolean, context: FigureContext): Markish[] {
  const place = { x: 0, y: i + 0.5, fontVariant: 'tabular-nums' as const, fontSize: 12 };
  return [
    Plot.text([name], { ...place, dx: 8 - marginLeft, textAnchor: 'start', fill: context.color('ink') }),
    ...(phone ? [] : [Plot.text([formatInteger(n)], { ...place, dx: -10, textAnchor: 'end', fill: context.color('ink-3'), fontSize: 11 })]),
  ];
}

function ages(last: number, period: Period, context: FigureContext): Markish[] {
  const quiet = { frameAnchor: 'bottom' as const, dy: 16, fill: context.color('ink-3'), fontSize: 12 };
  return [
    ...ageTicks(Math.ceil(last) - 1, context.width - 120).map((age) => Plot.text([String(age + 1)], { ...quiet, x: age + 0.5 })),
    Plot.text([`${ageAxis(period)} →`], {
      frameAnchor: 'bottom-right',
      dy: 40,
      lineAnchor: 'bottom',
      fill: context.color('ink-3'),
      fontSize: 12,
    }),
  ];
}

/** January of every year, or the first column when the range holds none. */
function calendar(last: number, { cohorts, periodMonths }: CohortAgeOptions, context: FigureContext): Markish[] {
  const start = cohorts[0]?.cohort;
  if (!start) return [];
  const first = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1;
  const years = Array.from({ length: Math.ceil((last * periodMonths) / 12) + 2 }, (_, i) => Math.floor(first / 12) + i);
  return years.flatMap((year) => {
    const x = (year * 12 - first) / periodMonths;
    if (x < 0 || x >= last) return [];
    return [
      Plot.ruleX([x], { stroke: context.color('line-strong'), strokeDasharray: '1 3' }),
      Plot.text([String(year)], {
        x,
        frameAnchor: 'bottom',
        dy: 16,
        dx: 2,
        textAnchor: 'start',
        fill: context.color('ink-3'),
        fontSize: 12,
      }),
    ];
  });
}

interface EventName {
  x: number;
  words: string;
  left: number;
  width: number;
  row: number;
}

/** The marks within the columns, their words in as many rows as keep them apart. */
function eventNames(events: CohortAgeOptions['events'], last: number, width: number, marginLeft: number, right: number): EventName[] {
  const items = events
    .filter(({ x }) => x >= 0 && x <= last)
    .sort((a, b) => a.x - b.x)
    .map(({ x, words }) => ({ x, words, left: marginLeft + x * width + 4, width: textWidth(words, 11) }));
  return stagger(items, { left: marginLeft, right, gap: 10 });
}

function mark({ x, words, left, row }: EventName, width: number, marginLeft: number, context: FigureContext): Markish[] {
  return [
    Plot.ruleX([x], { stroke: context.color('ink'), strokeWidth: 1.5, insetTop: -6 - 16 * row }),
    Plot.text([words], {
      x,
      frameAnchor: 'top',
      dy: -8 - 16 * row,
      dx: left - marginLeft - x * width,
      textAnchor: 'start',
      fill: context.color('ink'),
      fontSize: 11,
      fontWeight: 600,
    }),
  ];
}
