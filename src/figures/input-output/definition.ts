import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame, remark } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { at } from '../rows.ts';
import { stageToken, type Stage } from '../stages.ts';
import { variableName, variableText, variableUnit } from '../stage-variable-words.ts';
import { customers, stageName, stageShort } from '../words.ts';
import { legend, verdictMark } from './verdict-mark.ts';

export type InputOutputOptions = {
  remark: string | null;
};

const order: readonly Stage[] = ['E', 'F', 'S', 'D'];
const steps = ['E>F', 'F>S', 'S>D'];

/** Input and output by stage as a table: means with intervals in the cells, and between neighbouring stages the arrow of the same customers in the colour and shape of the verdict, with the theory's beside it. Rows: cells and contrasts by `kind`. */
export const inputOutput: Figure<InputOutputOptions> = {
  id: 'input-output',
  plot(rows, options, context) {
    const variables = variablesOf(rows);
    const phone = context.width < 560;
    const rowHeight = 60;
    const head = 34;
    const foot = 52 + (options.remark ? 20 : 0);
    const widest = Math.max(
      60,
      ...variables.flatMap((variable) => [textWidth(variableName(variable), 13), textWidth(variableUnit(variable), 11)]),
    );
    const marginLeft = phone ? 6 : Math.ceil(widest + 24);
    const height = head + foot + rowHeight * Math.max(1, variables.length);
    const columnWidth = (context.width - marginLeft - 6) / 4;
    const size = { phone, rowHeight, columnWidth, marginLeft };
    return {
      ...frame(context, { height, marginTop: head, marginBottom: foot, marginLeft, marginRight: 6 }),
      x: { domain: [0, 4], axis: null },
      y: { domain: [0, Math.max(1, variables.length)], reverse: true, axis: null },
      marks: [
        ...columns(Math.max(1, variables.length), phone, context),
        ...variables.flatMap((variable, i) => line(rows, variable, i, size, context)),
        ...(variables.length > 0 ? legend(context, { left: 8 - marginLeft, bottom: foot, phone }) : []),
        ...remark(context, options.remark, { left: 8 - marginLeft, dy: foot - 4 }),
      ],
    };
  },
  describe(rows, _options, { currency }) {
    const judged = rows.filter((row) => row.kind === 'contrast' && row.verdict);
    if (judged.length === 0) return m.figures_nothing();
    const of = (verdict: string): string => formatNumber(judged.filter((row) => row.verdict === verdict).length, 0);
    const against = judged.filter((row) => row.verdict === 'contradicts').map((row) => contrastText(row, currency));
    return m.figures_input_output_text({
      tests: formatNumber(judged.length, 0),
      agrees: of('agrees'),
      contradicts: of('contradicts'),
      undecided: of('undecided'),
      named: against.length > 0 ? against.join(m.figures_comma()) : m.figures_none(),
    });
  },
  table(rows) {
    const text = (key: string, title: string) => ({ key, title, align: 'left' as const, format: 'text' as const });
    const numeric = (key: string, title: string) => ({ key, title, align: 'right' as const, format: 'number' as const });
    return {
      columns: [
        text('name', m.figures_variable()),
        text('where', m.figures_stage_or_step()),
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        numeric('value', m.figures_mean_or_difference()),
        numeric('low', m.figures_low()),
        numeric('high', m.figures_high()),
        numeric('median', m.figures_median()),
        numeric('q', m.figures_adjusted_p()),
        text('said', m.figures_verdict()),
      ],
      rows: rows.map((row) => ({
        ...row,
        median: row.median ?? null,
        q: row.q ?? null,
        name: variableName(String(row.variable)),
        where: row.kind === 'cell' ? stageName(String(row.stage) as Stage) : stepName(String(row.contrast)),
        said: row.kind === 'cell' ? '' : verdictName(row.verdict),
      })),
    };
  },
  points(rows, _options, { currency }) {
    const variables = variablesOf(rows);
    return variables.flatMap((variable, i) => {
      const own = rows.filter((row) => row.variable === variable);
      const cells = order.flatMap((stage, x) => {
        const row = own.find((one) => one.kind === 'cell' && one.stage === stage);
        if (!row || at(row, 'value') === null) return [];
        const label = [`${variableName(variable)}, ${stageName(stage)}: ${valueText(row, currency)}`, customers(at(row, 'n') ?? 0)].join(
          '\n',
        );
        return [{ x: x + 0.5, y: i + 0.5, label, customers: { table: 'stages' as const, where: [{ column: 'stage', is: stage }] } }];
      });
      const between = steps.flatMap((step, x) => {
        const row = own.find((one) => one.kind === 'contrast' && one.contrast === step);
        return row?.verdict ? [{ x: x + 1, y: i + 0.5, label: `${contrastText(row, currency)}\n${customers(at(row, 'n') ?? 0)}` }] : [];
      });
      return [...cells, ...between].sort((a, b) => a.x - b.x);
    });
  },
};

function variablesOf(rows: readonly FigureRow[]): string[] {
  return [...new Set(rows.map((row) => String(row.variable)))];
}

function verdictName(verdict: unknown): string {
  const names: Record<string, () => string> = {
    agrees: m.figures_verdict_agrees,
    contradicts: m.figures_verdict_contradicts,
    undecided: m.figures_verdict_undecided,
  };
  return names[String(verdict)]?.() ?? m.figures_verdict_none();
}

function stepName(contrast: string): string {
  const [from, to] = contrast.split('>') as [Stage, Stage];
  return m.figures_step_between({
    from: order.includes(from) ? stageName(from) : from,
    to: order.includes(to) ? stageName(to) : (to ?? ''),
  });
}

/** A value with its interval, in the variable's unit. */
function valueText(row: FigureRow, currency: string | null): string {
  const text = (key: string): string => variableText(String(row.variable), at(row, key), currency);
  return at(row, 'low') === null ? text('value') : m.figures_with_interval({ value: text('value'), low: text('low'), high: text('high') });
}

function contrastText(row: FigureRow, currency: string | null): string {
  return m.figures_contrast_text({
    variable: variableName(String(row.variable)),
    step: stepName(String(row.contrast)),
    value: valueText(row, currency),
    expected: at(row, 'expected') === -1 ? m.figures_theory_falls() : m.figures_theory_rises(),
    verdict: verdictName(row.verdict),
  });
}

/** Washes and names of the four stages. */
function columns(count: number, phone: boolean, context: FigureContext): Markish[] {
  return order.flatMap((stage, x) => [
    Plot.rect([0], { x1: x, x2: x + 1, y1: 0, y2: count, fill: context.color(`${stageToken[stage]}-wash`), insetLeft: 1, insetRight: 1 }),
    Plot.text([phone ? stageShort(stage) : `${stage}  ${stageName(stage)}`], {
      x: x + 0.5,
      y: 0,
      dy: -10,
      lineAnchor: 'bottom',
      fill: context.color(stageToken[stage]),
      fontWeight: 600,
      fontSize: 13,
    }),
  ]);
}

interface Size {
  phone: boolean;
  rowHeight: number;
  columnWidth: number;
  marginLeft: number;
}

/** A variable's name with what is measured, or the name alone where both do not fit. */
function heading(variable: string, width: number): string {
  const whole = `${variableName(variable)} · ${variableUnit(variable)}`;
  return textWidth(whole, 11) <= width ? whole : variableName(variable);
}

/** One variable: its name, four values with intervals, three verdicts. */
function line(rows: readonly FigureRow[], variable: string, i: number, size: Size, context: FigureContext): Markish[] {
  const { phone, rowHeight, columnWidth, marginLeft } = size;
  const own = rows.filter((row) => row.variable === variable);
  const cells = order.map((stage) => own.find((row) => row.kind === 'cell' && row.stage === stage));
  const empty = cells.every((row) => !row || at(row, 'value') === null);
  const ink = (name: string) => context.color(name);
  const left = { x: 0, y: i + 0.5, textAnchor: 'start' as const, dx: (phone ? 4 : 8) - (phone ? 0 : marginLeft) };
  const top = -rowHeight / 2 + 12;
  const names = phone
    ? [
        Plot.text([heading(variable, columnWidth * 4 - 8)], {
          ...left,
          dy: top,
          fill: ink('ink-2'),
          fontSize: 11,
          fontWeight: 600,
        }),
      ]
    : [
        Plot.text([variableName(variable)], { ...left, dy: -8, fill: ink(empty ? 'ink-3' : 'ink'), fontSize: 13, fontWeight: 600 }),
        Plot.text([variableUnit(variable)], { ...left, dy: 9, fill: ink('ink-3'), fontSize: 11 }),
      ];
  const values = cells.flatMap((row, x) => {
    if (!row || at(row, 'value') === null) return [Plot.text(['–'], { x: x + 0.5, y: i + 0.5, dy: phone ? 10 : -7, fill: ink('ink-3') })];
    const [value, low, high] = ['value', 'low', 'high'].map((key) => variableText(variable, at(row, key), context.currency)) as [
      string,
      string,
      string,
    ];
    const interval = `${low} – ${high}`;
    const wide = at(row, 'low') !== null && textWidth(interval, phone ? 10 : 11) < columnWidth - (phone ? 4 : 22);
    const place = { x: x + 0.5, y: i + 0.5 };
    const grey = (at(row, 'n') ?? 0) < 30;
    return [
      Plot.text([value], {
        ...place,
        dy: phone ? (wide ? 3 : 10) : wide ? -15 : -7,
        fill: ink(grey ? 'ink-3' : 'ink'),
        fontSize: phone ? 11 : 14,
        fontWeight: 600,
        fontVariant: 'tabular-nums',
      }),
      ...(wide ? [Plot.text([interval], { ...place, dy: phone ? 18 : 2, fill: ink('ink-3'), fontSize: phone ? 10 : 11 })] : []),
    ];
  });
  const verdicts = steps.flatMap((step, x) => {
    const row = own.find((one) => one.kind === 'contrast' && one.contrast === step);
    if (!row?.verdict || typeof row.verdict !== 'string') return [];
    return verdictMark(row, { x: x + 1, y: i + 0.5, dy: phone ? 3 : -12, below: phone ? null : 19, width: columnWidth - 2 }, context);
  });
  return [Plot.ruleY([i + 1], { stroke: ink('line'), insetLeft: phone ? 0 : -marginLeft + 8 }), ...names, ...values, ...verdicts];
}
