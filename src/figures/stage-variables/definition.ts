import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatDate } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { ageTicks, frame, remark } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { at } from '../rows.ts';
import { type Stage, stageToken, stages } from '../stages.ts';
import { variableName, variableText, variableUnit } from '../stage-variable-words.ts';
import { type Period, ageAxis, customers, nthPeriod, stageName, stageShort } from '../words.ts';

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
    const marginRight = phone ? 64 : 92;
    const marginBottom = 44 + (options.remark ? 18 : 0);
    const pad = options.axis === 'stage' ? 0.5 : last * 0.02;
    return {
      ...frame(context, { height: panels.length * panelHeight + marginBottom + 8, marginTop: 8, marginBottom, marginLeft, marginRight }),
      x: { domain: [-pad, last + pad], axis: null },
      y: { domain: [0, panels.length], reverse: true, axis: null },
      marks: [
        ...(options.axis === 'stage' ? washes(options.places, panels.length, context) : []),
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
  const title = known.length > 1 ? known.map(variableName).join(m.figures_and()) : variableName(known[0] ?? variables[0] ?? '');
  const unit = known.length > 1 ? '' : variableUnit(known[0] ?? variables[0] ?? '');
  const ink = (name: string): string => context.color(name);
  const top = { frameAnchor: 'top-left' as const, dy: i * panelHeight + 6, lineAnchor: 'top' as const };
  const words: Markish[] = [
    Plot.ruleY([i + 1], { stroke: ink('line'), insetLeft: 4 - marginLeft, insetRight: 4 - marginRight }),
    Plot.text([title], {
      ...top,
      dx: 4 - marginLeft + 4,
      fill: ink('ink'),
      fontWeight: 600,
      fontSize: 12,
      stroke: ink('paper'),
      strokeWidth: 3,
      strokeOpacity: 0.6,
    }),
    Plot.text([phone ? '' : unit], { ...top, dx: 8 - marginLeft + textWidth(title, 12) + 10, fill: ink('ink-3'), fontSize: 11 }),
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

function course(
  rows: readonly FigureRow[],
  variable: string,
  i: number,
  height: (value: number) => number,
  shared: readonly string[],
  context: FigureContext,
): Markish[] {
  const color = context.color(variable === 'profit' ? 'gain' : 'ink-2');
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

/** The values in words: every one of them while they are few, else the last; where two variables share a panel the last is named. */
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
    return [
      Plot.text(own, { ...look, text, dy: upper ? -10 : 11 }),
      ...(shared.length > 1 && last
        ? [Plot.text([last], { ...look, text: () => variableName(variable), dx: 30, dy: upper ? -10 : 11, textAnchor: 'start' })]
        : []),
    ];
  }
  const name = (row: FigureRow): string => (shared.length > 1 ? `${text(row)} ${variableName(variable)}` : text(row));
  return last ? [Plot.text([last], { ...look, text: name, dx: 8, dy: shared.length > 1 ? (upper ? -7 : 7) : 0, textAnchor: 'start' })] : [];
}

/** Names of the places under the last panel, as many as there is room for. */
function ticks(options: StageVariablesOptions, context: FigureContext, panels: number): Markish[] {
  const { axis, places, period } = options;
  const quiet = { y: panels, dy: 10, lineAnchor: 'top' as const, fontSize: 12 };
  if (axis === 'stage') {
    return places.flatMap((place, x) => {
      const stage = place as Stage;
      if (!stages.includes(stage)) return [];
      const words = context.width < 560 ? stageShort(stage) : stageName(stage);
      return [Plot.text([words], { ...quiet, x, fill: context.color(stageToken[stage]), fontWeight: 600 })];
    });
  }
  if (axis === 'age') {
    const wanted = ageTicks(places.length - 1, context.width - 100).filter((age) => age < places.length);
    return [
      ...wanted.map((age) => Plot.text([String(age + 1)], { ...quiet, x: age, fill: context.color('ink-3') })),
      Plot.text([`${ageAxis(period)} →`], {
        frameAnchor: 'bottom-right',
        dy: 40,
        lineAnchor: 'bottom',
        fill: context.color('ink-3'),
        fontSize: 12,
      }),
    ];
  }
  const step = Math.max(1, Math.ceil(places.length / Math.max(2, Math.floor(context.width / 110))));
  return places.flatMap((place, x) =>
    x % step === 0 ? [Plot.text([place.slice(0, 7)], { ...quiet, x, fill: context.color('ink-3'), fontVariant: 'tabular-nums' })] : [],
  );
}
