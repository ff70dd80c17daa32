import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatDecimal, formatInteger, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame, roundDomain } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { modelName, modelRemark } from '../model-remarks.ts';
import { at } from '../rows.ts';

type Options = { best: string | null };

const rowHeight = 40;

/** How far each model's total was from what came, with its interval, and its other scores. Rows: model, predicted, actual, bias, low, high, mae, rmse, correlation, logScore, alive, k, opportunity, opportunityDays, per, reason. */
export const clvModels: Figure<Options> = {
  id: 'clv-models',
  plot(rows, { best }, context) {
    const phone = context.width < 560;
    const names = rows.map((row) => modelName(row));
    const marginLeft = Math.ceil(Math.max(60, ...names.map((name) => textWidth(name, 13))) + 16);
    const scores = phone ? [] : columns();
    const marginRight = (phone ? 26 : 16) + scores.reduce((sum, { title }) => sum + columnWidth(title), 0);
    const ends = rows.flatMap((row) => ['bias', 'low', 'high'].map((key) => Math.max(-1, Math.min(1.5, at(row, key) ?? 0))));
    const domain = roundDomain(ends, 4);
    const clamp = (value: number | null): number => Math.max(domain[0], Math.min(domain[1], value ?? 0));
    return {
      ...frame(context, {
        height: 34 + rowHeight * Math.max(1, rows.length) + 48,
        marginTop: 34,
        marginBottom: 48,
        marginLeft,
        marginRight,
      }),
      x: { domain, axis: null },
      y: { domain: [0, Math.max(1, rows.length)], reverse: true, axis: null },
      marks: [
        Plot.axisX({
          ticks: phone ? 3 : 5,
          tickSize: 0,
          tickPadding: 6,
          label: null,
          fill: context.color('ink-3'),
          tickFormat: (value: number) => signed(value),
        }),
        Plot.gridX({ ticks: phone ? 3 : 5, stroke: context.color('line'), strokeOpacity: 1 }),
        Plot.ruleX([0], { stroke: context.color('ink'), strokeWidth: 1.5 }),
        Plot.text([m.figures_what_came()], {
          x: 0,
          frameAnchor: 'top',
          dy: -8,
          lineAnchor: 'bottom',
          fill: context.color('ink-2'),
          fontSize: 11,
        }),
        Plot.text([`${m.figures_models_axis()} →`], {
          frameAnchor: 'bottom-right',
          dy: 42,
          lineAnchor: 'bottom',
          fill: context.color('ink-3'),
          fontSize: 12,
        }),
        ...rows.flatMap((row, i) => rowMarks(row, i, { name: names[i]!, best: row.model === best, marginLeft, clamp }, context)),
        ...scoreMarks(rows, scores, context),
      ],
    };
  },
  describe(rows) {
    if (rows.length === 0) return m.figures_nothing();
    const parts = rows.filter((row) => at(row, 'bias') !== null).map((row) => `${modelName(row)} ${signed(at(row, 'bias') ?? 0)}`);
    return m.figures_models_text({ parts: parts.join(m.figures_comma()) });
  },
  table(rows) {
    return {
      columns: [
        { key: 'name', title: m.figures_models_model(), align: 'left', format: 'text' },
        { key: 'predicted', title: m.figures_models_predicted(), align: 'right', format: 'integer' },
        { key: 'actual', title: m.figures_models_actual(), align: 'right', format: 'integer' },
        { key: 'bias', title: m.figures_models_bias(), align: 'right', format: 'percent' },
        { key: 'low', title: m.figures_low(), align: 'right', format: 'percent' },
        { key: 'high', title: m.figures_high(), align: 'right', format: 'percent' },
        { key: 'mae', title: m.figures_models_mae(), align: 'right', format: 'number' },
        { key: 'rmse', title: m.figures_models_rmse(), align: 'right', format: 'number' },
        { key: 'correlation', title: m.figures_models_correlation(), align: 'right', format: 'number' },
        { key: 'logScore', title: m.figures_models_log_score(), align: 'right', format: 'number' },
        { key: 'alive', title: m.figures_models_alive(), align: 'right', format: 'percent' },
        { key: 'remark', title: m.figures_models_remark(), align: 'left', format: 'text' },
      ],
      rows: rows.map((row) => ({
        ...row,
        name: modelName(row),
        predicted: rounded(at(row, 'predicted')),
        remark: modelRemark(row),
      })),
    };
  },
  points(rows) {
    return rows
      .map((row, i) => ({ row, i }))
      .filter(({ row }) => at(row, 'bias') !== null)
      .map(({ row, i }) => ({
        x: at(row, 'bias') ?? 0,
        y: i + 0.5,
        label: [
          modelName(row),
          m.figures_models_total({
            predicted: formatInteger(Math.round(at(row, 'predicted') ?? 0)),
            actual: formatInteger(at(row, 'actual') ?? 0),
            bias: signed(at(row, 'bias') ?? 0),
          }),
          ...columns().map(({ title, text }) => `${title}: ${text(row)}`),
          ...[modelRemark(row)].filter((remark) => remark !== null),
        ].join('\n'),
      }));
  },
};

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

function signed(value: number): string {
  const text = formatPercent(Math.abs(value));
  return Math.abs(value) < 0.005 ? text : `${value > 0 ? '+' : '−'}${text}`;
}

function columns(): { title: string; text: (row: FigureRow) => string }[] {
  const number = (key: string, digits: number) => (row: FigureRow) => {
    const value = at(row, key);
    return value === null ? '–' : formatDecimal(value, digits);
  };
  return [
    { title: m.figures_models_mae(), text: number('mae', 3) },
    { title: m.figures_models_correlation(), text: number('correlation', 2) },
    { title: m.figures_models_log_score(), text: number('logScore', 3) },
  ];
}

function columnWidth(title: string): number {
  return Math.max(56, Math.ceil(textWidth(title, 11)) + 16);
}

function rowMarks(
  row: FigureRow,
  i: number,
  { name, best, marginLeft, clamp }: { name: string; best: boolean; marginLeft: number; clamp: (value: number | null) => number },
  context: FigureContext,
): Markish[] {
  const y = i + 0.5;
  const bias = at(row, 'bias');
  const token = best ? 'accent' : row.model === 'naive' ? 'loss' : typeof row.reason === 'string' ? 'ink-3' : 'ink-2';
  const label = Plot.text([name], {
    frameAnchor: 'left',
    y,
    dx: 4 - marginLeft,
    textAnchor: 'start',
    fill: context.color(best ? 'accent' : typeof row.reason === 'string' ? 'ink-3' : 'ink'),
    fontWeight: best ? 700 : 400,
    fontSize: 13,
  });
  if (bias === null) return [label];
  const stroke = context.color(token);
  return [
    label,
    Plot.link([0], { x1: clamp(at(row, 'low')), x2: clamp(at(row, 'high')), y1: y, y2: y, stroke, strokeWidth: 2, strokeOpacity: 0.45 }),
    Plot.dot([0], {
      x: clamp(bias),
      y,
      r: best ? 5.5 : 4.5,
      fill: best ? stroke : context.color('paper'),
      stroke,
      strokeWidth: 2,
      symbol: row.model === 'naive' ? 'diamond' : 'circle',
    }),
  ];
}

function scoreMarks(rows: FigureRow[], scores: ReturnType<typeof columns>, context: FigureContext): Markish[] {
  let right = 8;
  return scores.flatMap(({ title, text }) => {
    const width = columnWidth(title);
    right += width;
    const place = { frameAnchor: 'right' as const, dx: right, textAnchor: 'end' as const, fontVariant: 'tabular-nums' as const };
    return [
      Plot.text([title], { ...place, frameAnchor: 'top-right', dy: -8, lineAnchor: 'bottom', fill: context.color('ink-3'), fontSize: 11 }),
      ...rows.map((row, i) => Plot.text([text(row)], { ...place, y: i + 0.5, fill: context.color('ink'), fontSize: 12 })),
    ];
  });
}
