import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatInteger, formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { CustomerFilter, Figure, FigureContext, FigureRow } from '../definition.ts';
import { ageTicks, frame, remark, roundDomain } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { cohortBack, cohortLink } from '../linked.ts';
import { at } from '../rows.ts';
import { ageAxis, customers, nthPeriod } from '../words.ts';
import type { AgePanel, AgePanelsOptions } from './options.ts';
import { tableByAge, tableBySeries } from './table.ts';

/** Shares of a panel's height above its curves, for its title, and below them, for the number on its lowest line. */
function roomOf({ panels }: AgePanelsOptions): { above: number; below: number } {
  return panels.length > 1 ? { above: 0.25, below: 0.09 } : { above: 0.09, below: 0.02 };
}

/** Colour and dash of a curve by its place: no stage colours, and never colour alone. */
const looks = [
  { token: 'ink-3', dash: '2 3', symbol: 'circle' },
  { token: 'ink-2', dash: '6 3', symbol: 'square' },
  { token: 'ink', dash: '9 3 2 3', symbol: 'diamond' },
  { token: 'ink-2', dash: '4 2', symbol: 'triangle' },
  { token: 'accent', dash: '6 2', symbol: 'cross' },
  { token: 'accent', dash: undefined, symbol: 'circle' },
] as const;

function lookOf(index: number, count: number): (typeof looks)[number] {
  return looks[Math.max(0, looks.length - count) + (index % looks.length)] ?? looks[looks.length - 1]!;
}

/** Curves by relationship age in panels over one axis of ages, each with its band. Rows: panel, series, age, n, value, low, high, from and to (days of the customers' orders, or null), first and last (days of their first orders). */
export const agePanels: Figure<AgePanelsOptions> = {
  id: 'age-panels',
  plot(rows, options, context) {
    const phone = context.width < 480;
    const several = options.series.length > 1;
    const last = Math.max(1, ...rows.map((row) => at(row, 'age') ?? 0));
    const marginLeft = 62;
    const ends = Math.max(
      0,
      ...options.series.map(({ name }) => textWidth(name)),
      ...(several ? [] : rows.map((row) => textWidth(panelText(row, options, context.currency)))),
    );
    const marginRight = Math.ceil(Math.min(context.width * 0.34, Math.max(36, ends + (several ? 32 : 16))));
    const marginBottom = 48 + (options.remark ? 18 : 0);
    const each = options.panels.length > 1 ? (phone ? 128 : 140) : phone ? 290 : 340;
    const size = { height: 4 + marginBottom + each * options.panels.length, marginTop: 4, marginBottom, marginLeft, marginRight };
    return {
      ...frame(context, size),
      x: { domain: [0, last], axis: null },
      y: { domain: [0, options.panels.length], reverse: true, axis: null },
      marks: [
        ...options.panels.flatMap((panel, index) => panelMarks(rows, panel, index, { options, each, last }, context)),
        Plot.axisX(ageTicks(last, context.width - marginLeft - marginRight), {
          tickFormat: (age: number) => formatInteger(age + 1),
          tickSize: 0,
          tickPadding: 8,
          label: null,
          fill: context.color('ink-3'),
        }),
        Plot.text([`${ageAxis(options.unit)} →`], {
          frameAnchor: 'bottom-right',
          dy: 40,
          lineAnchor: 'bottom',
          fill: context.color('ink-3'),
          fontSize: 12,
        }),
        ...remark(context, options.remark, { left: 8 - marginLeft, dy: marginBottom - 4 }),
      ],
    };
  },
  describe(rows, options, { currency }) {
    const parts = options.panels.flatMap((panel) =>
      options.series.flatMap((series) => {
        const own = rows.filter((row) => row.panel === panel.id && row.series === series.id && at(row, 'value') !== null);
        const [first, last] = [own[0], own[own.length - 1]];
        if (!first || !last) return [];
        const text = (row: FigureRow) =>
          m.figures_age_panels_at({ value: textOf(panel, at(row, 'value')!, currency), age: nthPeriod(at(row, 'age') ?? 0, options.unit) });
        return [`${[series.name, panel.title].filter((words) => words !== '').join(' · ')}: ${text(first)} → ${text(last)}`];
      }),
    );
    return parts.length === 0 ? m.figures_nothing() : m.figures_age_panels_text({ parts: parts.join('; ') });
  },
  table(rows, options) {
    return options.panels.length > 1 ? tableByAge(rows, options) : tableBySeries(rows, options);
  },
  back: ({ link }) => cohortBack(link?.cohort),
  points(rows, options, { currency }) {
    return options.panels.flatMap((panel, index) => {
      const own = rows.filter((row) => row.panel === panel.id && at(row, 'value') !== null);
      const place = scaleOf(own, panel, index, options);
      return own.map((row) => {
        const filter = behind(row);
        const name = options.series.find(({ id }) => id === row.series)?.name ?? '';
        return {
          x: at(row, 'age') ?? 0,
          y: place.y(at(row, 'value')!),
          label: [
            [name, nthPeriod(at(row, 'age') ?? 0, options.unit)].filter((words) => words !== '').join(' · '),
            `${panel.title}: ${within(panel, row, currency)}`,
            customers(at(row, 'n') ?? 0),
          ].join('\n'),
          ...(filter ? { customers: filter } : {}),
          ...(options.link ? cohortLink(row, options.link.cohort) : {}),
        };
      });
    });
  },
};

/** Those of the cohort who ordered in the days of the mark. */
function behind({ first, last, from, to }: FigureRow): CustomerFilter | null {
  if (typeof first !== 'string' || typeof last !== 'string') return null;
  const days =
    typeof from === 'string' && typeof to === 'string'
      ? [
          { column: 'month', from, to },
          { column: 'orders', from: 1 },
        ]
      : [];
  return {
    table: 'customer_months',
    where: [{ column: 'first_order', from: first, to: last }, ...days, { column: 'start_known', is: true }],
  };
}

function textOf({ format }: AgePanel, value: number, currency: string | null): string {
  if (format === 'percent') return formatPercent(value, value < 0.1 && value > 0 ? 1 : 0);
  return format === 'money' ? formatMoney(value, currency) : formatNumber(value, 2);
}

function panelText(row: FigureRow, { panels }: AgePanelsOptions, currency: string | null): string {
  const panel = panels.find(({ id }) => id === row.panel);
  return panel && at(row, 'value') !== null ? textOf(panel, at(row, 'value')!, currency) : '';
}

function within(panel: AgePanel, row: FigureRow, currency: string | null): string {
  const text = (key: string) => textOf(panel, at(row, key)!, currency);
  if (at(row, 'low') === null || at(row, 'high') === null) return text('value');
  return m.figures_with_interval({ value: text('value'), low: text('low'), high: text('high') });
}

/** Where the values of a panel stand on the common axis. Values of the first age, in which everyone ordered, do not set the scale of a share. */
function scaleOf(
  rows: readonly FigureRow[],
  { format }: AgePanel,
  index: number,
  options: AgePanelsOptions,
): { domain: [number, number]; y: (value: number) => number } {
  const values = rows.flatMap((row) => ['value', 'low', 'high'].flatMap((key) => at(row, key) ?? []));
  const domain = format === 'percent' ? ([0, 1] as [number, number]) : roundDomain(values, 4);
  const { above, below } = roomOf(options);
  const height = 1 - above - below;
  return {
    domain,
    y: (value) => index + above + height * (1 - (Math.max(domain[0], Math.min(domain[1], value)) - domain[0]) / (domain[1] - domain[0])),
  };
}

interface Around {
  options: AgePanelsOptions;
  each: number;
  last: number;
}

/** Round values within a domain, 0 among them where it lies inside: as few as there can be, but no fewer than asked for. */
function roundTicks([low, high]: [number, number], fewest: number): number[] {
  const power = 10 ** Math.floor(Math.log10(high - low));
  const within = (step: number) => {
    const first = Math.ceil(low / step - 1e-9);
    return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
  };
  const ticks = [10, 5, 2.5, 2, 1, 0.5, 0.25].map((factor) => within(factor * power));
  return ticks.find(({ length }) => length >= fewest) ?? ticks[ticks.length - 1]!;
}

function panelMarks(
  rows: readonly FigureRow[],
  panel: AgePanel,
  index: number,
  { options, each, last }: Around,
  context: FigureContext,
): Markish[] {
  const own = rows.filter((row) => row.panel === panel.id && at(row, 'value') !== null);
  const { domain, y } = scaleOf(own, panel, index, options);
  const ticks = roundTicks(domain, options.panels.length > 1 ? 3 : 5);
  const several = options.series.length > 1;
  const lines = options.series
    .map((series, i) => ({ ...series, look: lookOf(i, options.series.length), rows: own.filter((row) => row.series === series.id) }))
    .filter((series) => series.rows.length > 0);
  const tick = (value: number) =>
    panel.format === 'number'
      ? formatNumber(value, 2)
      : panel.format === 'percent'
        ? formatPercent(value)
        : formatMoney(value, context.currency);
  return [
    ...ticks.flatMap((value) => [
      Plot.ruleY([y(value)], { stroke: context.color(value === 0 ? 'line-strong' : 'line') }),
      Plot.text([tick(value)], {
        x: 0,
        y: y(value),
        dx: -8,
        textAnchor: 'end',
        fill: context.color('ink-3'),
        fontSize: 11,
        fontVariant: 'tabular-nums',
      }),
    ]),
    Plot.text([panel.title], {
      x: 0,
      y: index + (options.panels.length > 1 ? 0.04 : 0),
      dx: -54,
      textAnchor: 'start',
      lineAnchor: 'top',
      fill: context.color('ink-2'),
      fontSize: 12,
      fontWeight: 600,
    }),
    ...lines.flatMap((line) => curveMarks(line, y, several, context)),
    ...(several
      ? keyMarks(lines, last, { index, each, above: roomOf(options).above }, context)
      : lines.flatMap((line) => lastValue(line, panel, y, context))),
  ];
}

interface Line {
  name: string;
  look: (typeof looks)[number];
  rows: FigureRow[];
}

function curveMarks({ look, rows }: Line, y: (value: number) => number, several: boolean, context: FigureContext): Markish[] {
  const edge = (key: string) => (row: FigureRow) => y(at(row, key) ?? at(row, 'value')!);
  const value = { x: 'age', y: (row: FigureRow) => y(at(row, 'value')!), stroke: context.color(look.token) };
  return [
    Plot.areaY(rows, { x: 'age', y1: edge('low'), y2: edge('high'), fill: context.color(look.token), fillOpacity: several ? 0.07 : 0.16 }),
    Plot.lineY(rows, { ...value, strokeWidth: 1.75, ...(look.dash && several ? { strokeDasharray: look.dash } : {}) }),
    Plot.dot(rows, { ...value, r: several ? 3 : 2, symbol: look.symbol, fill: context.color('paper'), strokeWidth: 1.5 }),
  ];
}

/** Names of several curves with their symbols, newest first: curves end at different ages, so that names cannot stand at their ends. */
function keyMarks(
  lines: readonly Line[],
  last: number,
  { index, each, above }: { index: number; each: number; above: number },
  context: FigureContext,
): Markish[] {
  return lines.toReversed().flatMap(({ name, look }, place) => {
    const spot = { x: last, y: index + above + (8 + place * 18) / each };
    const color = context.color(look.token);
    return [
      Plot.dot([0], { ...spot, dx: 14, r: 3.5, symbol: look.symbol, stroke: color, fill: context.color('paper'), strokeWidth: 1.5 }),
      Plot.text([name], { ...spot, dx: 24, textAnchor: 'start', fill: color, fontWeight: 600, fontSize: 12 }),
    ];
  });
}

function lastValue({ rows, look }: Line, panel: AgePanel, y: (value: number) => number, context: FigureContext): Markish[] {
  const row = rows[rows.length - 1]!;
  const words = textOf(panel, at(row, 'value')!, context.currency);
  const spot = { x: at(row, 'age')!, y: y(at(row, 'value')!), dx: 8, textAnchor: 'start' as const };
  return [Plot.text([words], { ...spot, fill: context.color(look.token), fontWeight: 600, fontSize: 12 })];
}
