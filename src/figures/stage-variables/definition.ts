import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatDate } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame, remark } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { at } from '../rows.ts';
import { type Stage, stageToken, stages } from '../stages.ts';
import { variableName, variableText, variableUnit } from '../stage-variable-words.ts';
import { type Period, customers, nthPeriod, stageName } from '../words.ts';
import { ticks } from './ticks.ts';

export type StageVariablesOptions = {
  axis: 'stage' | 'age' | 'calendar';
  period: Period;
  /** the places of the axis in their order */
  places: string[];
  /** variables that share a panel */
  panels: string[][];
  remark: string | null;
};

const panelHeight = 100;
const inner = { top: 0.34, bottom: 0.86 };

/** Small multiples over one axis, a row each: mean, band, and the theory's course as a ghost. Rows: variable, place, x, n, value, low, high, median, theory. */
export const stageVariables: Figure<StageVariablesOptions> = {
  id: 'stage-variables',
  plot(rows, options, context) {
    const panels = options.panels;
    const last = Math.max(1, options.places.length - 1);
    const phone = context.width < 560;
    const marginLeft = phone ? 12 : 16;
    const byStage = options.axis === 'stage'; // the values of the last stage stand within its own column
    const marginRight = byStage ? marginLeft : phone ? 64 : 92;
    const marginBottom = 44 + (options.remark ? 18 : 0);
    const pad = byStage ? 0.5 : last * 0.02;
    return {
      ...frame(context, { height: panels.length * panelHeight + marginBottom + 8, marginTop: 8, marginBottom, marginLeft, marginRight }),
      x: { domain: [-pad, last + pad], axis: null },
      y: { domain: [0, panels.length], reverse: true, axis: null },
      marks: [
        ...(byStage ? washes(options.places, panels.length, context) : []),
        ...panels.flatMap((variables, i) => panel(rows, variables, i, { marginLeft, marginRight, phone }, context)),
        ...ticks(options, context, panels.length),
        ...remark(context, options.remark, { left: 0, dy: marginBottom - 4 }),
      ],
    };
  },
  describe(rows, { axis, period }, { currency }) {
    const parts = [...new Set(rows.map((row) => String(row.variable)))].flatMap((variable) => {
      const own = rows.filter((row) => row.variable === variable && at(row, 'value') !== null);
      const [first, last] = [own[0], own[own.length - 1]];
      if (!first || !last) return [];
      return [
        m.figures_course_text({
          variable: variableName(variable),
          first: variableText(variable, at(first, 'value'), currency),
          last: variableText(variable, at(last, 'value'), currency),
          from: placeName(String(first.place), axis, period),
          to: placeName(String(last.place), axis, period),
        }),
      ];
    });
    return parts.length === 0 ? m.figures_nothing() : m.figures_stage_variables_text({ parts: parts.join(m.figures_comma()) });
  },
  table(rows, { axis, period }) {
    const numeric = (key: string, title: string) => ({ key, title, align: 'right' as const, format: 'number' as const });
    return {
      columns: [
        { key: 'name', title: m.figures_variable(), align: 'left', format: 'text' },
        { key: 'where', title: m.figures_place(), align: 'left', format: 'text' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        numeric('value', m.figures_mean()),
        numeric('low', m.figures_low()),
        numeric('high', m.figures_high()),
        numeric('median', m.figures_median()),
        numeric('theory', m.figures_theory()),
      ],
      rows: rows.map((row) => ({ ...row, name: variableName(String(row.variable)), where: placeName(String(row.place), axis, period) })),
    };
  },
  points(rows, { axis, period, panels }, { currency }) {
    return panels.flatMap((variables, i) => {
      const height = heightOf(rows, variables);
      return rows
        .filter((row) => variables.includes(String(row.variable)) && at(row, 'value') !== null)
        .map((row) => {
          const variable = String(row.variable);
          const text = (key: string): string => variableText(variable, at(row, key), currency);
          const value =
            at(row, 'low') === null
              ? text('value')
              : m.figures_with_interval({ value: text('value'), low: text('low'), high: text('high') });
          const label = [
            `${variableName(variable)}, ${placeName(String(row.place), axis, period)}: ${value}`,
            ...(at(row, 'median') === null ? [] : [m.figures_median_is({ value: text('median') })]),
            customers(at(row, 'n') ?? 0),
          ].join('\n');
          const place = { x: at(row, 'x') ?? 0, y: i + height(at(row, 'value')!), label };
          return axis === 'calendar'
            ? place
            : {
                ...place,
                customers: {
                  table: 'stages' as const,
                  where: [axis === 'stage' ? { column: 'stage', is: String(row.place) } : { column: 'age', is: Number(row.place) }],
                },
              };
        });
    });
  },
};

function placeName(place: string, axis: StageVariablesOptions['axis'], period: Period): string {
  if (axis === 'stage') return stages.includes(place as Stage) ? stageName(place as Stage) : place;
  if (axis === 'age') return nthPeriod(Number(place) || 0, period);
  return /^\d{4}-\d{2}-\d{2}$/.test(place) ? formatDate(place) : place;
}

/** The height of a value within its panel, 0 at the top and 1 at the bottom. */
function heightOf(rows: readonly FigureRow[], variables: readonly string[]): (value: number) => number {
  const values = rows
    .filter((row) => variables.includes(String(row.variable)))
    .flatMap((row) => ['value', 'low', 'high', 'theory'].flatMap((key) => at(row, key) ?? []));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value) =>
    high > low ? inner.bottom - ((value - low) / (high - low)) * (inner.bottom - inner.top) : (inner.top + inner.bottom) / 2;
}

function washes(places: readonly string[], panels: number, context: FigureContext): Markish[] {
  return places.flatMap((place, x) => {
    const token = stageToken[place as Stage];
    return token
      ? [Plot.rect([0], { x1: x - 0.5, x2: x + 0.5, y1: 0, y2: panels, fill: context.color(`${token}-wash`), fillOpacity: 0.55 })]
      : [];
  });
}

/** One panel: its name, the courses of its variables, and their first, last and highest values in words. */
function panel(
  rows: readonly FigureRow[],
  variables: readonly string[],
  i: number,
  { marginLeft, marginRight, phone }: { marginLeft: number; marginRight: number; phone: boolean },
  context: FigureContext,
): Markish[] {
  const height = heightOf(rows, variables);
  const known = variables.filter((variable) => rows.some((row) => row.variable === variable && at(row, 'value') !== null));
  const titles = (known.length > 1 ? known : [known[0] ?? variables[0] ?? '']).map((variable) => ({
    variable,
    words: variableName(variable),
  }));
  const starts = titles.map((_, k) =>
    titles.slice(0, k).reduce((sum, { words }) => sum + textWidth(words, 12) * 1.08 + 12, 8 - marginLeft),
  );
  const unit = known.length > 1 ? '' : variableUnit(titles[0]!.variable);
  const ink = (name: string): string => context.color(name);
  const top = { frameAnchor: 'top-left' as const, dy: i * panelHeight + 6, lineAnchor: 'top' as const };
  const words: Markish[] = [
    Plot.ruleY([i + 1], { stroke: ink('line'), insetLeft: 4 - marginLeft, insetRight: 4 - marginRight }),
    ...titles.map(({ variable, words: name }, k) =>
      Plot.text([name], {
        ...top,
        dx: starts[k],
        fill: ink(known.length > 1 ? courseToken(variable) : 'ink'),
        fontWeight: 600,
        fontSize: 12,
        stroke: ink('paper'),
        strokeWidth: 3,
        strokeOpacity: 0.6,
      }),
    ),
    Plot.text([phone ? '' : unit], {
      ...top,
      dx: 8 - marginLeft + textWidth(titles[0]!.words, 12) * 1.08 + 8,
      fill: ink('ink-3'),
      fontSize: 11,
    }),
  ];
  if (known.length === 0) {
    return [
      ...words,
      Plot.text([m.figures_no_data()], {
        frameAnchor: 'top-left',
        dx: 8 - marginLeft,
        dy: i * panelHeight + panelHeight / 2,
        fill: ink('ink-3'),
        fontStyle: 'italic',
        fontSize: 11,
      }),
    ];
  }
  return [...words, ...known.flatMap((variable) => course(rows, variable, i, height, known, context))];
}

/** The colour of a variable's course, in which its name is written where two share a panel. */
function courseToken(variable: string): string {
  return variable === 'profit' ? 'gain' : 'ink-2';
}

function course(
  rows: readonly FigureRow[],
  variable: string,
  i: number,
  height: (value: number) => number,
  shared: readonly string[],
  context: FigureContext,
): Markish[] {
  const color = context.color(courseToken(variable));
  const y = (key: string) => (row: FigureRow) => {
    const value = at(row, key);
    return value === null ? Number.NaN : i + height(value);
  };
  const own = rows.filter((row) => row.variable === variable && at(row, 'value') !== null);
  const banded = own.filter((row) => at(row, 'low') !== null && at(row, 'high') !== null);
  const ghost = own.filter((row) => at(row, 'theory') !== null);
  return [
    Plot.areaY(banded, { x: 'x', y1: y('low'), y2: y('high'), fill: color, fillOpacity: 0.16, curve: 'monotone-x' }),
    Plot.line(ghost, {
      x: 'x',
      y: y('theory'),
      stroke: context.color('ink-3'),
      strokeWidth: 1,
      strokeDasharray: '3 3',
      curve: 'monotone-x',
    }),
    Plot.line(own, { x: 'x', y: y('value'), stroke: color, strokeWidth: 2, curve: 'monotone-x' }),
    Plot.dot(own, {
      x: 'x',
      y: y('value'),
      r: own.length > 24 ? 0 : 2.5,
      fill: (row: FigureRow) => ((at(row, 'n') ?? 0) < 30 ? context.color('paper') : color),
      stroke: color,
    }),
    ...values(own, variable, y('value'), { shared, color }, context),
  ];
}

/** The values in words: every one of them while they are few, the last beside a course that falls to it; else only the last, with the name where two variables share a panel. */
function values(
  own: readonly FigureRow[],
  variable: string,
  y: (row: FigureRow) => number,
  { shared, color }: { shared: readonly string[]; color: string },
  context: FigureContext,
): Markish[] {
  const upper = variable === shared[0];
  const last = own[own.length - 1];
  const text = (row: FigureRow): string => variableText(variable, at(row, 'value'), context.currency);
  const look = {
    x: 'x',
    y,
    fill: color,
    fontSize: 11,
    fontWeight: 600,
    stroke: context.color('paper'),
    strokeWidth: 3,
    strokeOpacity: 0.7,
  };
  if (own.length <= 5) {
    const before = own[own.length - 2];
    const beside = upper && last && before && y(last) - y(before) > 0.15 ? last : null;
    return [
      Plot.text(
        own.filter((row) => row !== beside),
        { ...look, text, dy: upper ? -10 : 11 },
      ),
      ...(beside ? [Plot.text([beside], { ...look, text, dx: 6, dy: shared.length > 1 ? -7 : 0, textAnchor: 'start' })] : []),
    ];
  }
  const name = (row: FigureRow): string => (shared.length > 1 ? `${text(row)} ${variableName(variable)}` : text(row));
  return last ? [Plot.text([last], { ...look, text: name, dx: 8, dy: shared.length > 1 ? (upper ? -7 : 7) : 0, textAnchor: 'start' })] : [];
}
