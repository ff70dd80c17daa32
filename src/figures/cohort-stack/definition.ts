import * as Plot from '@observablehq/plot';
import type { Markish, RenderFunction } from '@observablehq/plot';
import { formatMoney, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { CustomerFilter, Figure, FigureContext, FigureRow } from '../definition.ts';
import { axisTitles, frame, remark, roundDomain, valueAxis } from '../frame.ts';
import { spread, textWidth } from '../labels.ts';
import { element } from '../patterns.ts';
import { cohortBack, cohortLink } from '../linked.ts';
import { at } from '../rows.ts';
import { customers } from '../words.ts';

export type CohortStackOptions = {
  /** bars in their order: `name` under the bar where there is room, `state` of what it holds */
  bars: { key: string; name: string; state: 'whole' | 'partial' | 'expected' }[];
  /** layers, oldest cohort first; `unknown` are customers whose start is not known */
  cohorts: { id: string; name: string }[];
  title: string;
  /** as in `age-panels` */
  link?: { cohort: string | null };
  remark: string | null;
};

/** Money by cohort on one another, oldest below, a bar a stretch of the calendar; losses hang below zero. Rows: bar, cohort, value, n (customers, or null), from, to (days of the bar), first, last (days of first orders; null when unknown). */
export const cohortStack: Figure<CohortStackOptions> = {
  id: 'cohort-stack',
  plot(rows, options, context) {
    const phone = context.width < 480;
    const laid = stack(rows, options);
    const isAhead = options.bars[options.bars.length - 1]?.state === 'expected';
    const widest = Math.max(0, ...options.cohorts.map(({ name }) => textWidth(name)));
    const marginRight = isAhead ? 14 : Math.ceil(Math.min(context.width * 0.34, widest + 18));
    const domain = roundDomain(
      laid.flatMap(({ from, to }) => [from, to]),
      5,
    );
    const marginLeft = Math.ceil(Math.max(40, ...domain.map((value) => textWidth(formatMoney(value, context.currency)))) + 14);
    const marginBottom = 40 + (options.remark ? 18 : 0);
    const plot = phone ? 260 : 320;
    const size = { height: plot + 28 + marginBottom, marginTop: 28, marginBottom, marginLeft, marginRight };
    const gap = options.bars.length > 24 ? 0.05 : 0.13;
    return {
      ...frame(context, size),
      x: { domain: [0, Math.max(1, options.bars.length)], axis: null },
      y: { domain, axis: null },
      marks: [
        ...valueAxis(context, 5, (value) => formatMoney(value, context.currency)),
        hatch(context),
        ...laid.flatMap((layer) => layerMarks(layer, gap, options, context)),
        Plot.ruleY([0], { stroke: context.color('line-strong') }),
        ...barNames(options, context.width - marginLeft - marginRight, context),
        ...(isAhead
          ? innerNames(laid, options, { plot, domain, width: (context.width - marginLeft - marginRight) / options.bars.length }, context)
          : cohortNames(laid, options, { plot, domain }, context)),
        ...axisTitles(context, { y: `↑ ${options.title}` }, { top: 24, bottom: 0, left: 4 - marginLeft }),
        ...remark(context, options.remark, { left: 4 - marginLeft, dy: marginBottom - 4 }),
      ],
    };
  },
  describe(rows, options, { currency }) {
    if (rows.length === 0) return m.figures_nothing();
    const parts = options.bars.map(({ key, name }) => {
      const total = rows.filter((row) => row.bar === key).reduce((sum, row) => sum + (at(row, 'value') ?? 0), 0);
      return `${name} ${formatMoney(total, currency)}`;
    });
    return m.figures_cohort_stack_text({ title: options.title, parts: parts.join(m.figures_comma()) });
  },
  table(rows, options) {
    const names = new Map(options.cohorts.map(({ id, name }) => [id, name]));
    const bars = new Map(options.bars.map(({ key, name }) => [key, name]));
    return {
      columns: [
        { key: 'when', title: m.figures_cohorts_calendar(), align: 'left', format: 'text' },
        { key: 'name', title: m.figures_cohort(), align: 'left', format: 'text' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        { key: 'value', title: options.title, align: 'right', format: 'money' },
      ],
      rows: rows.map((row) => ({ ...row, when: bars.get(String(row.bar)) ?? '', name: names.get(String(row.cohort)) ?? '' })),
    };
  },
  back: ({ link }) => cohortBack(link?.cohort),
  points(rows, options, { currency }) {
    return stack(rows, options).map(({ row, bar, from, to }) => {
      const total = rows.filter((other) => other.bar === row.bar).reduce((sum, other) => sum + (at(other, 'value') ?? 0), 0);
      const value = at(row, 'value') ?? 0;
      const filter = behind(row);
      return {
        x: bar + 0.5,
        y: (from + to) / 2,
        half: { x: 0.4, y: Math.abs(to - from) / 2 },
        label: [
          `${options.bars[bar]!.name} · ${options.cohorts.find(({ id }) => id === row.cohort)?.name ?? ''}`,
          `${options.title}: ${formatMoney(value, currency)}${total > 0 && value > 0 ? ` (${formatPercent(value / total)})` : ''}`,
          ...(at(row, 'n') === null ? [] : [customers(at(row, 'n')!)]),
        ].join('\n'),
        ...(filter ? { customers: filter } : {}),
        ...(options.link ? cohortLink(row, options.link.cohort) : {}),
      };
    });
  },
};

/** The customers of the cohort who ordered in the days of the bar. */
function behind({ first, last, from, to }: FigureRow): CustomerFilter | null {
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  const born = typeof first === 'string' && typeof last === 'string' ? [{ column: 'first_order', from: first, to: last }] : [];
  return {
    table: 'customer_months',
    where: [...born, { column: 'month', from, to }, { column: 'orders', from: 1 }, { column: 'start_known', is: born.length > 0 }],
  };
}

interface Layer {
  row: FigureRow;
  bar: number;
  from: number;
  to: number;
}

/** Gains on one another above zero, losses below. */
function stack(rows: readonly FigureRow[], { bars, cohorts }: CohortStackOptions): Layer[] {
  return bars.flatMap(({ key }, bar) => {
    let [above, below] = [0, 0];
    return cohorts.flatMap(({ id }) => {
      const row = rows.find((one) => one.bar === key && one.cohort === id);
      const value = row ? (at(row, 'value') ?? 0) : 0;
      if (!row || value === 0) return [];
      const from = value > 0 ? above : below;
      if (value > 0) above += value;
      else below += value;
      return [{ row, bar, from, to: from + value }];
    });
  });
}

/** The oldest cohort darkest; customers whose start is unknown in grey. */
function paintOf(id: string, { cohorts }: CohortStackOptions, context: FigureContext): { fill: string; fillOpacity: number } {
  if (id === 'unknown') return { fill: context.color('ink-3'), fillOpacity: 0.45 };
  const known = cohorts.filter((cohort) => cohort.id !== 'unknown');
  const place = known.findIndex((cohort) => cohort.id === id);
  return { fill: context.color('accent'), fillOpacity: 0.92 - (0.78 * place) / Math.max(1, known.length - 1) };
}

function layerMarks({ row, bar, from, to }: Layer, gap: number, options: CohortStackOptions, context: FigureContext): Markish[] {
  const box = { x1: bar + gap, x2: bar + 1 - gap, y1: Math.min(from, to), y2: Math.max(from, to) };
  const { state } = options.bars[bar]!;
  const paint = paintOf(String(row.cohort), options, context);
  return [
    Plot.rect([0], { ...box, ...paint, stroke: context.color('paper'), strokeWidth: 0.75 }),
    ...(state === 'whole' ? [] : [Plot.rect([0], { ...box, fill: 'url(#cohort-stack-partial)' })]),
    ...(state === 'expected' ? [Plot.rect([0], { ...box, fill: 'none', stroke: context.color('ink-2'), strokeDasharray: '3 3' })] : []),
  ];
}

/** A texture for what is cut by the as-of date, or not there yet. */
function hatch(context: FigureContext): RenderFunction {
  return () => {
    const defs = element(context.document, 'defs', {});
    const pattern = element(context.document, 'pattern', {
      id: 'cohort-stack-partial',
      width: '6',
      height: '6',
      patternUnits: 'userSpaceOnUse',
    });
    pattern.append(
      element(context.document, 'path', { d: 'M-1 1l2 -2M0 6l6 -6M5 7l2 -2', stroke: context.color('paper'), 'stroke-width': '1.6' }),
    );
    defs.append(pattern);
    return defs;
  };
}

/** Names under as many bars as there is room for, the last one always; what is expected takes two lines where one is too narrow. */
function barNames({ bars }: CohortStackOptions, width: number, context: FigureContext): Markish[] {
  const each = width / Math.max(1, bars.length);
  const past = bars.filter(({ state }) => state !== 'expected');
  const wanted = Math.max(30, ...past.map(({ name }) => textWidth(name, 11) + 8));
  const step = Math.max(1, Math.ceil(wanted / each));
  const shown = bars.map((bar, i) => ({ ...bar, i })).filter(({ state, i }) => state === 'expected' || (past.length - 1 - i) % step === 0);
  return shown.flatMap(({ name, i, state }) => {
    const cut = state === 'expected' && textWidth(name, 11) > each ? name.search(/\d/) : -1;
    const lines = cut > 0 ? [name.slice(0, cut).trim(), name.slice(cut)] : [name];
    return lines.map((words, line) =>
      Plot.text([words], { x: i + 0.5, frameAnchor: 'bottom', dy: 16 + 13 * line, fill: context.color('ink-3'), fontSize: 11 }),
    );
  });
}

/** Names of the cohorts beside the last bar's heights, as far as they are in it. */
function cohortNames(
  laid: readonly Layer[],
  options: CohortStackOptions,
  { plot, domain }: { plot: number; domain: [number, number] },
  context: FigureContext,
): Markish[] {
  const last = options.bars.length - 1;
  const own = laid.filter(({ bar }) => bar === last).sort((a, b) => b.from + b.to - a.from - a.to);
  const pixels = own.map(({ from, to }) => plot * (1 - ((from + to) / 2 - domain[0]) / (domain[1] - domain[0])));
  const places = spread(pixels, 14, { top: 4, bottom: plot - 4 });
  return own.map(({ row }, i) =>
    Plot.text([options.cohorts.find(({ id }) => id === row.cohort)?.name ?? ''], {
      frameAnchor: 'top-right',
      dx: 8,
      dy: places[i]!,
      textAnchor: 'start',
      lineAnchor: 'middle',
      fill: context.color(row.cohort === 'unknown' ? 'ink-3' : 'ink-2'),
      fontWeight: 600,
      fontSize: 12,
    }),
  );
}

/** Where the last bar holds no cohorts, each is named once within its largest layer, if there is room. */
function innerNames(
  laid: readonly Layer[],
  options: CohortStackOptions,
  { plot, domain, width }: { plot: number; domain: [number, number]; width: number },
  context: FigureContext,
): Markish[] {
  return options.cohorts.flatMap(({ id, name }) => {
    const own = laid.filter(({ row }) => row.cohort === id);
    if (own.length === 0) return [];
    const tall = own.reduce((best, layer) => (Math.abs(layer.to - layer.from) > Math.abs(best.to - best.from) ? layer : best));
    const height = (Math.abs(tall.to - tall.from) / (domain[1] - domain[0])) * plot;
    if (height < 13 || textWidth(name, 11) > width * 0.9) return [];
    const dark = options.bars[tall.bar]!.state === 'whole' && paintOf(id, options, context).fillOpacity > 0.8;
    return [
      Plot.text([name], {
        x: tall.bar + 0.5,
        y: (tall.from + tall.to) / 2,
        fill: context.color(dark ? 'paper' : 'ink'),
        ...(dark ? {} : { stroke: context.color('paper'), strokeWidth: 3 }),
        fontWeight: 600,
        fontSize: width < 46 ? 9.5 : 11,
      }),
    ];
  });
}
