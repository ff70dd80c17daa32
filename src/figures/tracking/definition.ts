import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatDate, formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { axisTitles, frame, roundDomain, valueAxis } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { dashed, modelKey, modelLook } from '../model-key.ts';
import { at } from '../rows.ts';

type Options = {
  models: string[];
  view: 'incremental' | 'cumulative';
  /** weeks of one point */
  step: number;
  /** a stretch of the calendar that somebody chose, first and last day */
  calendar: { from: string; to: string } | null;
};

/** Purchases as they came and as the models expected them, with the part that was held out. Rows: week, ends, heldOut, actual, and the expected purchases under the id of each model. */
export const tracking: Figure<Options> = {
  id: 'tracking',
  plot(rows, options, context) {
    const { models } = options;
    const phone = context.width < 480;
    const marginLeft = 52;
    const key = modelKey(models, context, marginLeft, { came: 'line', models: 'lines' });
    const first = at(rows[0] ?? {}, 'week') ?? 0;
    const last = Math.max(first + 1, at(rows[rows.length - 1] ?? {}, 'week') ?? 1);
    const domain = roundDomain(
      rows.flatMap((row) => ['actual', ...models].map((name) => at(row, name) ?? 0)),
      5,
    );
    const size = { marginTop: key.height + 4, marginBottom: 34, marginLeft, marginRight: 14 };
    return {
      ...frame(context, { ...size, height: (phone ? 240 : 300) + size.marginTop + size.marginBottom }),
      x: { domain: [first, last], axis: null },
      y: { domain, axis: null },
      marks: [
        ...heldOut(rows, domain[1], context),
        ...chosenCalendar(rows, options, domain[1], context),
        ...valueAxis(context, 5, (value) => formatNumber(value, 1)),
        ...years(rows, context),
        Plot.ruleY([0], { stroke: context.color('line-strong') }),
        Plot.lineY(rows, {
          x: 'week',
          y: 'actual',
          stroke: context.color('ink'),
          strokeWidth: options.view === 'cumulative' ? 2.25 : 1.25,
        }),
        ...models.map((id) => {
          const { token, dash } = modelLook(id);
          return Plot.lineY(rows, { x: 'week', y: id, stroke: context.color(token), strokeWidth: 2, ...dashed(dash) });
        }),
        ...key.marks,
        ...axisTitles(context, { y: `↑ ${m.figures_tracking_axis()}` }, { top: 24, bottom: 0, left: 4 - marginLeft }),
      ],
    };
  },
  describe(rows, { models, view }) {
    const held = rows.filter((row) => row.heldOut === true);
    const [first, last] = [rows[0], rows[rows.length - 1]];
    if (!first || !last) return m.figures_nothing();
    const before = rows.findLast((row) => row.heldOut !== true);
    const sum = (key: string): number =>
      view === 'cumulative' ? (at(last, key) ?? 0) - (at(before ?? {}, key) ?? 0) : held.reduce((all, row) => all + (at(row, key) ?? 0), 0);
    return m.figures_tracking_text({
      from: formatDate(String(first.ends)),
      to: formatDate(String(last.ends)),
      actual: formatInteger(Math.round(sum('actual'))),
      parts: models.map((id) => `${modelLook(id).name} ${formatInteger(Math.round(sum(id)))}`).join(m.figures_comma()),
    });
  },
  table(rows, { models }) {
    return {
      columns: [
        { key: 'week', title: m.figures_tracking_week_column(), align: 'right', format: 'integer' },
        { key: 'until', title: m.figures_date(), align: 'left', format: 'text' },
        { key: 'part', title: m.figures_tracking_part(), align: 'left', format: 'text' },
        { key: 'actual', title: m.figures_models_actual(), align: 'right', format: 'integer' },
        ...models.map((id) => ({ key: id, title: modelLook(id).name, align: 'right' as const, format: 'number' as const })),
      ],
      rows: rows.map((row) => ({
        ...row,
        until: formatDate(String(row.ends)),
        part: row.heldOut === true ? m.figures_tracking_held_out() : m.figures_tracking_fitted(),
      })),
    };
  },
  points(rows, { models, view }) {
    return rows.map((row) => ({
      x: at(row, 'week') ?? 0,
      y: at(row, 'actual') ?? 0,
      label: [
        (view === 'cumulative' ? m.figures_tracking_weeks : m.figures_tracking_week)({
          week: formatInteger(at(row, 'week') ?? 0),
          date: formatDate(String(row.ends)),
        }),
        m.figures_named_value({ name: m.figures_what_came(), value: formatInteger(at(row, 'actual') ?? 0) }),
        ...models.map((id) => m.figures_named_value({ name: modelLook(id).name, value: formatNumber(at(row, id) ?? 0, 1) })),
      ].join('\n'),
    }));
  },
};

/** The weeks that the models were not given, from the split on. */
function heldOut(rows: readonly FigureRow[], top: number, context: FigureContext): Markish[] {
  const place = rows.findIndex((row) => row.heldOut === true);
  const last = rows[rows.length - 1];
  if (place < 0 || !last) return [];
  const before = at(rows[Math.max(0, place - 1)]!, 'week') ?? 0;
  const x = place === 0 ? before : (before + (at(rows[place]!, 'week') ?? 0)) / 2;
  return [
    Plot.rect([0], { x1: x, x2: at(last, 'week') ?? x, y1: 0, y2: top, fill: context.color('sunken') }),
    Plot.ruleX([x], { stroke: context.color('ink-2'), strokeDasharray: '4 3' }),
    Plot.text([m.figures_tracking_held_out()], {
      x,
      frameAnchor: 'top',
      dx: 6,
      dy: 4,
      textAnchor: 'start',
      lineAnchor: 'top',
      fill: context.color('ink-2'),
      fontSize: 11,
    }),
  ];
}

/** The weeks of a stretch of the calendar that somebody chose elsewhere on the page. */
function chosenCalendar(rows: readonly FigureRow[], { calendar, step }: Options, top: number, context: FigureContext): Markish[] {
  if (!calendar) return [];
  const own = rows.filter(({ ends }) => String(ends) >= calendar.from && String(ends) <= calendar.to).map((row) => at(row, 'week') ?? 0);
  if (own.length === 0) return [];
  const first = Math.max(at(rows[0]!, 'week') ?? 0, Math.min(...own) - step);
  return [Plot.rect([0], { x1: first, x2: Math.max(...own), y1: 0, y2: top, fill: context.color('accent'), fillOpacity: 0.14 })];
}

/** The names of years, or of half-years in a short file, where they begin. */
function years(rows: readonly FigureRow[], context: FigureContext): Markish[] {
  const months = rows.map(({ ends }) => String(ends).slice(0, 7));
  const long = new Set(months.map((month) => month.slice(0, 4))).size > 2;
  const wanted = long ? /-01$/ : /-(01|04|07|10)$/;
  let end = -Infinity;
  const width = (context.width - 66) / Math.max(1, rows.length);
  return rows.flatMap((row, i) => {
    const month = months[i]!;
    if (month === months[i - 1] || i === 0 || !wanted.test(month)) return [];
    const words = long ? month.slice(0, 4) : month;
    const left = i * width;
    if (left < end + 10 || left + textWidth(words, 12) > context.width - 60) return [];
    end = left + textWidth(words, 12);
    const x = at(row, 'week') ?? 0;
    return [
      Plot.ruleX([x], { stroke: context.color('line') }),
      Plot.text([words], { x, frameAnchor: 'bottom', dy: 18, textAnchor: 'start', fill: context.color('ink-3'), fontSize: 12 }),
    ];
  });
}
