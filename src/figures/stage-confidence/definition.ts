import * as Plot from '@observablehq/plot';
import { formatInteger, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureRow } from '../definition.ts';
import { frame } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { stageFill, stagePatterns } from '../patterns.ts';
import { at } from '../rows.ts';
import { type Stage, stageToken } from '../stages.ts';
import { customers, share, stageName } from '../words.ts';

export type StageConfidenceOptions = {
  /** share of draws from which a stage is called sure */
  sure: number;
};

const stageOf = (row: FigureRow): Stage => row.stage as Stage;

/** How sure the stages are: for each, the mean share of draws that agree with its interval, and the limit from which a stage is called sure. Rows: stage, n, mean, low, high, sure. */
export const stageConfidence: Figure<StageConfidenceOptions> = {
  id: 'stage-confidence',
  plot(rows, { sure }, context) {
    const wide = context.width >= 480;
    const marginLeft = Math.ceil(Math.max(40, ...rows.map((row) => textWidth(stageName(stageOf(row)))))) + 16;
    const beside = rows.map((row) => besideOf(row, wide));
    const room = Math.ceil(Math.max(40, ...beside.map((words) => textWidth(words)))) + 64;
    const size = { height: 62 + 34 * Math.max(1, rows.length), marginTop: 26, marginBottom: 36, marginLeft, marginRight: room };
    const quiet = { fill: context.color('ink-3'), fontSize: 12 };
    return {
      ...frame(context, size),
      x: { domain: [0, 1], axis: null },
      y: { domain: [0, Math.max(1, rows.length)], reverse: true, axis: null },
      marks: [
        stagePatterns(context),
        Plot.axisX([0, 0.5, 1], {
          tickSize: 0,
          tickPadding: 6,
          label: null,
          fill: context.color('ink-3'),
          tickFormat: (v: number) => formatPercent(v),
        }),
        ...rows.flatMap((row, i) => {
          const [mean, low, high] = ['mean', 'low', 'high'].map((key) => at(row, key) ?? 0) as [number, number, number];
          const y = i + 0.5;
          const token = stageToken[stageOf(row)];
          return [
            Plot.rect([0], { x1: 0, x2: mean, y1: y - 0.26, y2: y + 0.26, fill: stageFill(stageOf(row)) }),
            Plot.link([0], { x1: low, x2: high, y1: y, y2: y, stroke: context.color('ink'), strokeWidth: 1.25, strokeOpacity: 0.65 }),
            Plot.text([stageName(stageOf(row))], {
              x: 0,
              y,
              dx: -10,
              textAnchor: 'end',
              fill: context.color(token),
              fontWeight: 600,
              fontSize: 12,
            }),
            Plot.text([formatPercent(mean)], {
              x: 1,
              y,
              dx: 10,
              textAnchor: 'start',
              fill: context.color('ink'),
              fontWeight: 600,
              fontSize: 12,
            }),
            Plot.text([beside[i]!], { frameAnchor: 'right', y, dx: size.marginRight - 6, textAnchor: 'end', ...quiet }),
          ];
        }),
        Plot.ruleX([sure], { stroke: context.color('ink-2'), strokeDasharray: '3 3' }),
        Plot.text([m.figures_sure_limit({ share: formatPercent(sure) })], {
          x: sure,
          frameAnchor: 'top',
          dy: -20,
          lineAnchor: 'top',
          textAnchor: 'middle',
          ...quiet,
        }),
      ],
    };
  },
  describe(rows) {
    if (rows.length === 0) return m.figures_nothing();
    return m.figures_stage_confidence_text({
      parts: rows.map((row) => `${stageName(stageOf(row))} ${share(at(row, 'mean') ?? 0)}`).join(m.figures_comma()),
    });
  },
  table(rows) {
    const column = (key: string, title: string, format: 'integer' | 'percent') => ({ key, title, align: 'right' as const, format });
    return {
      columns: [
        { key: 'name', title: m.terms_stage(), align: 'left', format: 'text' },
        column('n', m.terms_customers(), 'integer'),
        column('mean', m.figures_mean_confidence(), 'percent'),
        column('low', m.figures_low(), 'percent'),
        column('high', m.figures_high(), 'percent'),
        column('sure', m.figures_share_sure(), 'percent'),
      ],
      rows: rows.map((row) => ({ ...row, name: stageName(stageOf(row)) })),
    };
  },
  points(rows) {
    return rows.map((row, i) => {
      const text = (key: string): string => formatPercent(at(row, key) ?? 0, 1);
      const value = m.figures_value_band({ name: stageName(stageOf(row)), value: text('mean'), low: text('low'), high: text('high') });
      const sure = m.figures_sure_of({ share: share(at(row, 'sure') ?? 0), customers: customers(at(row, 'n') ?? 0) });
      return { x: at(row, 'mean') ?? 0, y: i + 0.5, label: `${value}\n${sure}` };
    });
  },
};

function besideOf(row: FigureRow, wide: boolean): string {
  const n = at(row, 'n') ?? 0;
  return wide ? m.figures_sure_of({ share: share(at(row, 'sure') ?? 0), customers: customers(n) }) : formatInteger(n);
}
