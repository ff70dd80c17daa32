import * as Plot from '@observablehq/plot';
import { formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureRow } from '../definition.ts';
import { axisTitles, frame, roundDomain, valueAxis } from '../frame.ts';
import { modelKey, modelLook, modelMark } from '../model-key.ts';
import { at } from '../rows.ts';

type Options = { models: string[] };

/** Customers by number of repeat purchases, as bars, and what each model expects, as marks on them. Rows: purchases (the last one and more), actual, and the expected customers under the id of each model. */
export const purchaseFrequency: Figure<Options> = {
  id: 'purchase-frequency',
  plot(rows, { models }, context) {
    const phone = context.width < 480;
    const marginLeft = 56;
    const key = modelKey(models, context, marginLeft, { came: 'bar', models: 'symbols' });
    const domain = roundDomain(
      rows.flatMap((row) => ['actual', ...models].map((name) => at(row, name) ?? 0)),
      5,
    );
    const size = { marginTop: key.height + 4, marginBottom: 46, marginLeft, marginRight: 12 };
    const spread = Math.min(0.62, 0.17 * Math.max(1, models.length));
    const offset = (i: number): number => (models.length < 2 ? 0 : (i / (models.length - 1) - 0.5) * spread);
    return {
      ...frame(context, { ...size, height: (phone ? 230 : 270) + size.marginTop + size.marginBottom }),
      x: { domain: [-0.5, Math.max(0.5, rows.length - 0.5)], axis: null },
      y: { domain, axis: null },
      marks: [
        ...valueAxis(context, 5, (value) => formatInteger(value)),
        ...rows.map((row, i) =>
          Plot.rect([0], { x1: i - 0.38, x2: i + 0.38, y1: 0, y2: at(row, 'actual') ?? 0, fill: context.color('ink'), fillOpacity: 0.22 }),
        ),
        Plot.ruleY([0], { stroke: context.color('line-strong') }),
        ...models.map((id, k) =>
          Plot.dot(rows, {
            x: (_: FigureRow, i: number) => i + offset(k),
            y: id,
            r: phone ? 3 : 4,
            symbol: modelMark(k).symbol,
            fill: context.color('paper'),
            stroke: context.color(modelLook(id).token),
            strokeWidth: 2,
          }),
        ),
        Plot.text(rows, {
          x: (_: FigureRow, i: number) => i,
          frameAnchor: 'bottom',
          dy: 16,
          text: (row: FigureRow) => binName(row, rows),
          fill: context.color('ink-3'),
          fontSize: 12,
        }),
        ...key.marks,
        ...axisTitles(
          context,
          { y: `↑ ${m.figures_frequency_customers()}`, x: `${m.figures_frequency_axis()} →` },
          { top: 24, bottom: 42, left: 4 - marginLeft },
        ),
      ],
    };
  },
  describe(rows) {
    if (rows.length === 0) return m.figures_nothing();
    return m.figures_frequency_text({
      parts: rows
        .map((row) => m.figures_frequency_part({ purchases: binName(row, rows), actual: formatInteger(at(row, 'actual') ?? 0) }))
        .join(m.figures_comma()),
    });
  },
  table(rows, { models }) {
    return {
      columns: [
        { key: 'name', title: m.figures_frequency_axis(), align: 'right', format: 'text' },
        { key: 'actual', title: m.figures_models_actual(), align: 'right', format: 'integer' },
        ...models.map((id) => ({ key: id, title: modelLook(id).name, align: 'right' as const, format: 'number' as const })),
      ],
      rows: rows.map((row) => ({ ...row, name: binName(row, rows) })),
    };
  },
  points(rows, { models }) {
    return rows.map((row, i) => ({
      x: i,
      y: at(row, 'actual') ?? 0,
      label: [
        m.figures_frequency_bin({ purchases: binName(row, rows) }),
        m.figures_named_value({ name: m.figures_what_came(), value: formatInteger(at(row, 'actual') ?? 0) }),
        ...models.map((id) => m.figures_named_value({ name: modelLook(id).name, value: formatNumber(at(row, id) ?? 0, 1) })),
      ].join('\n'),
    }));
  },
};

/** The number of purchases of a bin; the last one of eight holds all beyond, too. */
function binName(row: FigureRow, rows: readonly FigureRow[]): string {
  const n = formatInteger(at(row, 'purchases') ?? 0);
  return row === rows[rows.length - 1] && (at(row, 'purchases') ?? 0) >= 7 ? m.figures_frequency_more({ n }) : n;
}
