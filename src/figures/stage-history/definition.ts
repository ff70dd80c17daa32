import * as Plot from '@observablehq/plot';
import { formatDate, formatInteger, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { axisTitles, frame, remark, valueAxis } from '../frame.ts';
import { spread, textWidth } from '../labels.ts';
import { stageFill, stagePatterns } from '../patterns.ts';
import { at } from '../rows.ts';
import { type Stage, stageToken, stages } from '../stages.ts';
import { customers, share, stageName } from '../words.ts';

export type StageHistoryOptions = {
  /** days of a period */
  periodDays: number;
  remark: string | null;
};

const stageOf = (row: FigureRow): Stage => row.stage as Stage;

/** The shares of the stages at the end of each calendar period as areas on one another, the number of judged customers under the axis. Rows: at (index of the day), day, stage, n, all, share, low, high, from, to. */
export const stageHistory: Figure<StageHistoryOptions> = {
  id: 'stage-history',
  plot(rows, options, context) {
    const days = daysOf(rows);
    const wide = context.width >= 480;
    const lastDay = rows.filter((row) => row.day === days.at(-1)?.day).reverse();
    const names = lastDay.map((row) => `${stageName(stageOf(row))} ${share(at(row, 'share') ?? 0)}`);
    const marginRight = Math.ceil(Math.max(40, ...names.map((name) => textWidth(name)))) + 14;
    const marginBottom = 52 + (options.remark ? 18 : 0);
    const size = { height: (wide ? 320 : 260) + marginBottom, marginTop: 24, marginBottom, marginLeft: 52, marginRight };
    const plotHeight = size.height - size.marginTop - marginBottom;
    const middles = lastDay.map((row) => plotHeight * (1 - ((at(row, 'from') ?? 0) + (at(row, 'to') ?? 0)) / 2));
    const placed = spread(middles, 15, { top: 4, bottom: plotHeight - 4 });
    return {
      ...frame(context, size),
      x: { domain: [0, Math.max(1, days.length - 1)], axis: null },
      y: { domain: [0, 1], axis: null },
      marks: [
        ...valueAxis(context, 4, (value) => formatPercent(value)),
        stagePatterns(context),
        ...stages.map((stage) =>
          Plot.areaY(
            rows.filter((row) => stageOf(row) === stage),
            { x: 'at', y1: 'from', y2: 'to', fill: stageFill(stage), stroke: context.color('paper'), strokeWidth: 0.75 },
          ),
        ),
        ...lastDay.map((row, i) =>
          Plot.text([names[i]!], {
            frameAnchor: 'top-right',
            dx: 8,
            dy: placed[i]!,
            textAnchor: 'start',
            lineAnchor: 'middle',
            fill: context.color(stageToken[stageOf(row)]),
            fontWeight: 600,
            fontSize: 12,
          }),
        ),
        ...calendar(days, context, context.width - 52 - marginRight),
        ...axisTitles(context, { y: `↑ ${m.figures_share_judged()}` }, { top: 20, bottom: 0, left: 4 - 52 }),
        ...remark(context, options.remark, { left: 4 - 52, dy: marginBottom - 4 }),
      ],
    };
  },
  describe(rows) {
    const days = daysOf(rows);
    if (days.length === 0) return m.figures_nothing();
    const of = (day: string): string =>
      rows
        .filter((row) => row.day === day)
        .map((row) => `${stageName(stageOf(row))} ${share(at(row, 'share') ?? 0)}`)
        .join(m.figures_comma());
    const [first, last] = [days[0]!, days.at(-1)!];
    return m.figures_stage_history_text({
      first: formatDate(first.day),
      then: of(first.day),
      last: formatDate(last.day),
      now: of(last.day),
    });
  },
  table(rows) {
    const column = (key: string, title: string, format: 'integer' | 'percent') => ({ key, title, align: 'right' as const, format });
    return {
      columns: [
        { key: 'date', title: m.figures_date(), align: 'left', format: 'text' },
        { key: 'name', title: m.terms_stage(), align: 'left', format: 'text' },
        column('n', m.terms_customers(), 'integer'),
        column('all', m.figures_at_risk(), 'integer'),
        column('share', m.figures_share(), 'percent'),
        column('low', m.figures_low(), 'percent'),
        column('high', m.figures_high(), 'percent'),
      ],
      rows: rows.map((row) => ({ ...row, name: stageName(stageOf(row)), date: formatDate(String(row.day)) })),
    };
  },
  points(rows, { periodDays }) {
    return rows
      .filter((row) => (at(row, 'n') ?? 0) > 0)
      .map((row) => {
        const day = String(row.day);
        const since = new Date(Date.parse(day) - (Math.floor(periodDays) - 1) * 86_400_000).toISOString().slice(0, 10);
        const value = m.figures_value_band({
          name: stageName(stageOf(row)),
          value: formatPercent(at(row, 'share') ?? 0, 1),
          low: formatPercent(at(row, 'low') ?? 0, 1),
          high: formatPercent(at(row, 'high') ?? 0, 1),
        });
        return {
          x: at(row, 'at') ?? 0,
          y: ((at(row, 'from') ?? 0) + (at(row, 'to') ?? 0)) / 2,
          label: [
            formatDate(day),
            value,
            m.figures_of_customers({ n: formatInteger(at(row, 'n') ?? 0), all: customers(at(row, 'all') ?? 0) }),
          ].join('\n'),
          customers: {
            table: 'stages' as const,
            where: [
              { column: 'stage', is: stageOf(row) },
              { column: 'early', is: false },
              { column: 'period_end', from: since, to: day },
            ],
          },
        };
      });
  },
};

function daysOf(rows: readonly FigureRow[]): { at: number; day: string; all: number }[] {
  const found = new Map(
    rows.map((row) => [at(row, 'at') ?? 0, { at: at(row, 'at') ?? 0, day: String(row.day), all: at(row, 'all') ?? 0 }]),
  );
  return [...found.values()].sort((a, b) => a.at - b.at);
}

/** The end of each year that there is room for, with the number of judged customers under it. */
function calendar(days: readonly { at: number; day: string; all: number }[], context: FigureContext, width: number) {
  const candidates = days.filter(({ day }, i) => i === 0 || i === days.length - 1 || day.slice(5, 7) === '12');
  const shown: typeof candidates = [];
  const pixels = (index: number): number => (index / Math.max(1, days.length - 1)) * width;
  for (const day of candidates.toReversed()) {
    const next = shown.at(-1);
    if (!next || pixels(next.at) - pixels(day.at) >= 72) shown.push(day);
  }
  const text = { frameAnchor: 'bottom' as const, x: 'at', lineAnchor: 'top' as const, fontSize: 12 };
  return [
    Plot.text(shown, { ...text, dy: 8, text: (row: { day: string }) => row.day.slice(0, 7), fill: context.color('ink-3') }),
    Plot.text(shown, {
      ...text,
      dy: 24,
      text: (row: { all: number }) => `n ${formatInteger(row.all)}`,
      fill: context.color('ink-3'),
      fontSize: 11,
    }),
  ];
}
