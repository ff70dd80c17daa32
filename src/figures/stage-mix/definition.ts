import * as Plot from '@observablehq/plot';
import { formatInteger, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { stageFill, stagePatterns } from '../patterns.ts';
import { at } from '../rows.ts';
import { type Stage, stageToken } from '../stages.ts';
import { customers, share, stageName } from '../words.ts';

export type StageMixOptions = {
  /** customers too young to be judged, beside the shares */
  tooEarly: number;
};

const stageOf = (row: FigureRow): Stage => row.stage as Stage;

/** Where customers stand now: one bar cut into the five stages, and a row for each with its interval. Rows: stage, n, share, low, high. */
export const stageMix: Figure<StageMixOptions> = {
  id: 'stage-mix',
  plot(rows, { tooEarly }, context) {
    const wide = context.width >= 480;
    const step = 30;
    const marginLeft = Math.ceil(Math.max(40, ...rows.map((row) => textWidth(stageName(stageOf(row))))) + 34);
    const marginRight = wide ? 164 : 104;
    let start = 0;
    const cut = rows.map((row) => ({ row, x1: start, x2: (start += at(row, 'share') ?? 0) }));
    const most = Math.max(0.1, ...rows.map((row) => at(row, 'high') ?? at(row, 'share') ?? 0));
    const plotWidth = context.width - marginLeft - marginRight;
    const bars = rows.map((row, i) => ({ row, y: i + 1.5 }));
    const strip = (x: number): number => (x * (context.width - 16) - marginLeft + 8) / plotWidth;
    const height = 30 + step * (rows.length + 1) + (tooEarly > 0 ? 24 : 0);
    return {
      ...frame(context, { height, marginTop: 8, marginBottom: tooEarly > 0 ? 30 : 8, marginLeft, marginRight }),
      x: { domain: [0, 1], axis: null },
      y: { domain: [0, rows.length + 1.2], reverse: true, axis: null },
      marks: [
        stagePatterns(context),
        ...cut.map(({ row, x1, x2 }) =>
          Plot.rect([0], {
            x1: strip(x1),
            x2: strip(x2),
            y1: 0.1,
            y2: 0.9,
            fill: stageFill(stageOf(row)),
            stroke: context.color('paper'),
            strokeWidth: 1,
          }),
        ),
        ...bars.flatMap(({ row, y }) => stageRow(row, y, { most, marginLeft, marginRight, wide }, context)),
        ...(tooEarly > 0
          ? [
              Plot.text([m.figures_too_early({ customers: customers(tooEarly) })], {
                frameAnchor: 'bottom-left',
                dx: -marginLeft + 8,
                dy: 24,
                lineAnchor: 'bottom',
                fill: context.color('ink-3'),
                fontSize: 11,
                fontStyle: 'italic',
              }),
            ]
          : []),
      ],
    };
  },
  describe(rows, { tooEarly }) {
    const parts = rows.map((row) =>
      m.figures_stage_share({ stage: stageName(stageOf(row)), share: share(at(row, 'share') ?? 0), n: formatInteger(at(row, 'n') ?? 0) }),
    );
    if (parts.length === 0) return m.figures_nothing();
    return m.figures_stage_mix_text({
      parts: parts.join(m.figures_comma()),
      early: m.figures_too_early({ customers: customers(tooEarly) }),
    });
  },
  table(rows) {
    return {
      columns: [
        { key: 'name', title: m.terms_stage(), align: 'left', format: 'text' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        { key: 'share', title: m.figures_share(), align: 'right', format: 'percent' },
        { key: 'low', title: m.figures_low(), align: 'right', format: 'percent' },
        { key: 'high', title: m.figures_high(), align: 'right', format: 'percent' },
      ],
      rows: rows.map((row) => ({ ...row, name: stageName(stageOf(row)) })),
    };
  },
  points(rows) {
    const most = Math.max(0.1, ...rows.map((row) => at(row, 'high') ?? at(row, 'share') ?? 0));
    return rows.map((row, i) => {
      const value = formatPercent(at(row, 'share') ?? 0, 1);
      const label = m.figures_value_band({
        name: stageName(stageOf(row)),
        value,
        low: formatPercent(at(row, 'low') ?? 0, 1),
        high: formatPercent(at(row, 'high') ?? 0, 1),
      });
      return {
        x: (at(row, 'share') ?? 0) / most,
        y: i + 1.5,
        label: `${label}\n${customers(at(row, 'n') ?? 0)}`,
        customers: {
          table: 'customer_state',
          where: [
            { column: 'stage', is: stageOf(row) },
            { column: 'early', is: false },
          ],
        },
      };
    });
  },
};

/** One stage: letter, name, textured bar, its interval and its two numbers. */
function stageRow(
  row: FigureRow,
  y: number,
  size: { most: number; marginLeft: number; marginRight: number; wide: boolean },
  context: FigureContext,
) {
  const color = context.color(stageToken[stageOf(row)]);
  const n = at(row, 'n') ?? 0;
  const [share, low, high] = ['share', 'low', 'high'].map((key) => (at(row, key) ?? 0) / size.most) as [number, number, number];
  const name = { x: 0, y, textAnchor: 'start' as const, fill: color, fontWeight: 600, fontSize: 12 };
  const interval = { x1: low, x2: high, y1: y, y2: y, stroke: context.color('ink'), strokeOpacity: 0.65, strokeWidth: 1.25 };
  return [
    Plot.rect([0], { x1: 0, x2: share, y1: y - 0.22, y2: y + 0.22, fill: stageFill(stageOf(row)) }),
    ...(at(row, 'low') !== null ? [Plot.link([0], interval)] : []),
    Plot.text([stageOf(row)], { ...name, dx: 8 - size.marginLeft }),
    Plot.text([stageName(stageOf(row))], { ...name, dx: 24 - size.marginLeft }),
    Plot.text([formatPercent(at(row, 'share') ?? 0, 1)], { ...name, x: Math.max(share, high), dx: 8, fill: context.color('ink') }),
    Plot.text([size.wide ? customers(n) : formatInteger(n)], {
      frameAnchor: 'right',
      y,
      dx: size.marginRight - 8,
      textAnchor: 'end',
      fill: context.color('ink-3'),
      fontSize: 12,
    }),
  ];
}
