import * as Plot from '@observablehq/plot';
import { formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureRow } from '../definition.ts';
import { axisTitles, frame, roundDomain, valueAxis } from '../frame.ts';
import { dashed, modelKey, modelLook } from '../model-key.ts';
import { at } from '../rows.ts';
import { customers } from '../words.ts';

type Options = { models: string[] };

/** Mean purchases after the split by repeat purchases before it, with intervals, and a line for what each model expected. Rows: purchases, n, actual, low, high, and the expected mean under the id of each model. */
export const conditionalExpectation: Figure<Options> = {
  id: 'conditional-expectation',
  plot(rows, { models }, context) {
    const phone = context.width < 480;
    const marginLeft = 48;
    const key = modelKey(models, context, marginLeft, { came: 'dot', models: 'lines' });
    const domain = roundDomain(
      rows.flatMap((row) => ['actual', 'high', ...models].map((name) => at(row, name) ?? 0)),
      5,
    );
    const size = { marginTop: key.height + 4, marginBottom: 62, marginLeft, marginRight: 14 };
    const place = (_: FigureRow, i: number): number => i;
    return {
      ...frame(context, { ...size, height: (phone ? 230 : 270) + size.marginTop + size.marginBottom }),
      x: { domain: [-0.4, Math.max(0.6, rows.length - 0.6)], axis: null },
      y: { domain, axis: null },
      marks: [
        ...valueAxis(context, 5, (value) => formatNumber(value, 1)),
        Plot.ruleY([0], { stroke: context.color('line-strong') }),
        ...models.map((id) => {
          const { token, dash } = modelLook(id);
          return Plot.lineY(rows, { x: place, y: id, stroke: context.color(token), strokeWidth: 2, ...dashed(dash) });
        }),
        ...rows.flatMap((row, i) =>
          at(row, 'low') === null
            ? []
            : [
                Plot.link([0], {
                  x1: i,
                  x2: i,
                  y1: at(row, 'low')!,
                  y2: at(row, 'high') ?? 0,
                  stroke: context.color('ink'),
                  strokeWidth: 1.5,
                }),
              ],
        ),
        Plot.dot(rows, { x: place, y: 'actual', r: 4, fill: context.color('ink'), stroke: context.color('paper'), strokeWidth: 1 }),
        Plot.text(rows, {
          x: place,
          frameAnchor: 'bottom',
          dy: 16,
          text: (row: FigureRow) => binName(row),
          fill: context.color('ink-3'),
          fontSize: 12,
        }),
        Plot.text(rows, {
          x: place,
          frameAnchor: 'bottom',
          dy: 32,
          text: (row: FigureRow) => formatInteger(at(row, 'n') ?? 0),
          fill: context.color('ink-3'),
          fontSize: 10.5,
        }),
        Plot.text(['n'], {
          frameAnchor: 'bottom-left',
          dx: 6 - marginLeft,
          dy: 32,
          fill: context.color('ink-3'),
          fontSize: 10.5,
          fontStyle: 'italic',
        }),
        ...key.marks,
        ...axisTitles(
          context,
          { y: `↑ ${m.figures_conditional_axis()}`, x: `${m.figures_frequency_axis()} →` },
          { top: 24, bottom: 58, left: 4 - marginLeft },
        ),
      ],
    };
  },
  describe(rows) {
    if (rows.length === 0) return m.figures_nothing();
    return m.figures_conditional_text({
      parts: rows
        .map((row) => m.figures_frequency_part({ purchases: binName(row), actual: formatNumber(at(row, 'actual') ?? 0, 1) }))
        .join(m.figures_comma()),
    });
  },
  table(rows, { models }) {
    return {
      columns: [
        { key: 'name', title: m.figures_frequency_axis(), align: 'right', format: 'text' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        { key: 'actual', title: m.figures_models_actual(), align: 'right', format: 'number' },
        { key: 'low', title: m.figures_low(), align: 'right', format: 'number' },
        { key: 'high', title: m.figures_high(), align: 'right', format: 'number' },
        ...models.map((id) => ({ key: id, title: modelLook(id).name, align: 'right' as const, format: 'number' as const })),
      ],
      rows: rows.map((row) => ({ ...row, name: binName(row) })),
    };
  },
  points(rows, { models }) {
    return rows.map((row, i) => {
      const text = (key: string): string => formatNumber(at(row, key) ?? 0, 2);
      const value =
        at(row, 'low') === null ? text('actual') : m.figures_with_interval({ value: text('actual'), low: text('low'), high: text('high') });
      return {
        x: i,
        y: at(row, 'actual') ?? 0,
        label: [
          `${m.figures_frequency_bin({ purchases: binName(row) })}, ${customers(at(row, 'n') ?? 0)}`,
          m.figures_named_value({ name: m.figures_what_came(), value }),
          ...models.map((id) => m.figures_named_value({ name: modelLook(id).name, value: text(id) })),
        ].join('\n'),
      };
    });
  },
};

/** The number of purchases of a bin; seven stands for all beyond, too. */
function binName(row: FigureRow): string {
  const n = formatInteger(at(row, 'purchases') ?? 0);
  return (at(row, 'purchases') ?? 0) >= 7 ? m.figures_frequency_more({ n }) : n;
}
