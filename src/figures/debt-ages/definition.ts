import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatInteger, formatMoney, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { badDebtRules } from '#schema/thresholds.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame, remark } from '../frame.ts';
import { textWidth } from '../labels.ts';
import { at } from '../rows.ts';
import { share } from '../words.ts';

export type DebtAgesOptions = {
  /** shares of each bucket's money found a month later in each bucket and settled (last); n documents. Empty when nothing is known */
  rolls: { n: number; shares: number[] }[];
  /** words under the figure about where the rates come from */
  remark: string;
};

/** The days of a bucket in words, "31–60 days" or "over 180 days". */
export function bucketName(bucket: number): string {
  const { edges } = badDebtRules;
  const from = bucket === 0 ? 0 : edges[bucket - 1]! + 1;
  const to = edges[bucket];
  return to === undefined
    ? m.figures_debt_over({ days: formatInteger(edges[edges.length - 1]!) })
    : m.figures_debt_days({ from: formatInteger(from), to: formatInteger(to) });
}

const headRoom = 2.2;

/** Open amounts by days overdue, the part expected to be lost in dark, and under them where money of each age was a month later. Rows: bucket, open, loss, low, high, rate, documents, customers. */
export const debtAges: Figure<DebtAgesOptions> = {
  id: 'debt-ages',
  plot(rows, { rolls, remark: words }, context) {
    const phone = context.width < 560;
    const step = 30;
    const names = Math.max(...rows.map((row) => textWidth(bucketName(at(row, 'bucket') ?? 0))), 60);
    const marginLeft = Math.ceil(names) + 22;
    const marginRight = phone ? 84 : 190;
    const count = Math.max(1, rows.length);
    const units = count + (rolls.length > 0 ? rolls.length + headRoom : 0);
    const height = 34 + units * step + 26;
    const most = mostOf(rows);
    return {
      ...frame(context, { height, marginTop: 34, marginBottom: 26, marginLeft, marginRight }),
      x: { domain: [0, 1], axis: null },
      y: { domain: [0, units], reverse: true, axis: null },
      marks: [
        Plot.text([m.figures_debt_title()], {
          frameAnchor: 'top-left',
          dx: 8 - marginLeft,
          dy: -28,
          lineAnchor: 'top',
          fill: context.color('ink-3'),
          fontSize: 12,
        }),
        ...rows.flatMap((row, i) => bar(row, i + 0.5, most, { marginLeft, phone }, context)),
        ...rollMarks(rolls, count, { marginLeft, phone }, context),
        ...remark(context, words, { left: 8 - marginLeft, dy: 20 }),
      ],
    };
  },
  describe(rows, _, { currency }) {
    if (rows.length === 0) return m.figures_nothing();
    const parts = rows.map((row) => `${bucketName(at(row, 'bucket') ?? 0)} ${formatMoney(at(row, 'open') ?? 0, currency)}`);
    return m.figures_debt_text({ parts: parts.join(m.figures_comma()) });
  },
  table(rows) {
    return {
      columns: [
        { key: 'name', title: m.figures_debt_age(), align: 'left', format: 'text' },
        { key: 'open', title: m.figures_debt_open(), align: 'right', format: 'money' },
        { key: 'rate', title: m.figures_debt_rate(), align: 'right', format: 'percent' },
        { key: 'loss', title: m.figures_debt_loss(), align: 'right', format: 'money' },
        { key: 'low', title: m.figures_low(), align: 'right', format: 'money' },
        { key: 'high', title: m.figures_high(), align: 'right', format: 'money' },
        { key: 'documents', title: m.figures_debt_documents(), align: 'right', format: 'integer' },
        { key: 'customers', title: m.terms_customers(), align: 'right', format: 'integer' },
      ],
      rows: rows.map((row) => ({ ...row, name: bucketName(at(row, 'bucket') ?? 0) })),
    };
  },
  points(rows, { rolls }, { currency }) {
    const most = mostOf(rows);
    const bars = rows.map((row, i) => ({
      x: (at(row, 'open') ?? 0) / most,
      y: i + 0.5,
      label: [
        bucketName(at(row, 'bucket') ?? 0),
        `${m.figures_debt_open()} ${formatMoney(at(row, 'open') ?? 0, currency)}`,
        `${m.figures_debt_loss()} ${formatMoney(at(row, 'loss') ?? 0, currency)} (${share(at(row, 'rate') ?? 0)})`,
      ].join('\n'),
    }));
    const count = Math.max(1, rows.length);
    const cells = rolls.flatMap(({ n, shares }, from) =>
      shares.map((value, to) => ({
        x: (to + 0.5) / shares.length,
        y: count + headRoom + from + 0.5,
        label: [
          `${bucketName(from)} → ${cellName(to, shares.length)}`,
          formatPercent(value, 1),
          m.figures_debt_seen({ n: formatInteger(n) }),
        ].join('\n'),
      })),
    );
    return [...bars, ...cells];
  },
};

function mostOf(rows: readonly FigureRow[]): number {
  const most = Math.max(0, ...rows.map((row) => at(row, 'open') ?? 0));
  return most > 0 ? most : 1;
}

function cellName(to: number, size: number): string {
  return to === size - 1 ? m.figures_debt_settled() : bucketName(to);
}

function bar(
  row: FigureRow,
  y: number,
  most: number,
  { marginLeft, phone }: { marginLeft: number; phone: boolean },
  context: FigureContext,
): Markish[] {
  const [open, loss] = [at(row, 'open') ?? 0, at(row, 'loss') ?? 0];
  const money = formatMoney(open, context.currency);
  const words = phone
    ? money
    : `${money} · ${m.figures_debt_expected({ loss: formatMoney(loss, context.currency), rate: share(at(row, 'rate') ?? 0) })}`;
  const x = Math.max(0, open / most);
  const inside = textWidth(words) > 190 && x > 0.75;
  return [
    Plot.text([bucketName(at(row, 'bucket') ?? 0)], {
      x: 0,
      y,
      dx: 8 - marginLeft,
      textAnchor: 'start',
      fill: context.color('ink'),
      fontSize: 12,
    }),
    Plot.rect([0], { x1: 0, x2: x, y1: y - 0.26, y2: y + 0.26, fill: context.color('accent'), fillOpacity: 0.35 }),
    Plot.rect([0], { x1: 0, x2: Math.max(0, loss / most), y1: y - 0.26, y2: y + 0.26, fill: context.color('loss') }),
    Plot.text([words], {
      x: Math.min(1, x),
      y,
      dx: inside ? -6 : 6,
      textAnchor: inside ? 'end' : 'start',
      fill: context.color('ink'),
      stroke: context.color('paper'),
      strokeWidth: 3,
      fontSize: 12,
    }),
  ];
}

/** The roll-rate matrix: rows are the age at a month end, columns where the money was a month later. */
function rollMarks(
  rolls: DebtAgesOptions['rolls'],
  count: number,
  { marginLeft, phone }: { marginLeft: number; phone: boolean },
  context: FigureContext,
): Markish[] {
  const size = rolls[0]?.shares.length ?? 0;
  if (size === 0) return [];
  const top = count + headRoom;
  const cells = rolls.flatMap(({ n, shares }, from) => (n === 0 ? [] : shares.map((value, to) => ({ value, from, to }))));
  const column = (to: number) =>
    to === size - 1
      ? m.figures_debt_settled()
      : to === size - 2
        ? `>${badDebtRules.edges[to - 1]}`
        : `${phone ? '' : '≤'}${badDebtRules.edges[to]}`;
  return [
    Plot.text([m.figures_debt_rolls()], {
      x: 0,
      y: count + 0.8,
      dx: 8 - marginLeft,
      textAnchor: 'start',
      fontWeight: 600,
      fontSize: 12,
      fill: context.color('ink'),
    }),
    ...rolls[0]!.shares.map((_, to) =>
      Plot.text([column(to)], { x: (to + 0.5) / size, y: top - 0.4, fontSize: phone ? 10 : 11, fill: context.color('ink-3') }),
    ),
    ...rolls.map((_, from) =>
      Plot.text([bucketName(from)], {
        x: 0,
        y: top + from + 0.5,
        dx: 8 - marginLeft,
        textAnchor: 'start',
        fill: context.color('ink'),
        fontSize: 12,
      }),
    ),
    ...cells.flatMap(({ value, from, to }) => [
      Plot.rect([0], {
        x1: to / size,
        x2: (to + 1) / size,
        y1: top + from,
        y2: top + from + 1,
        fill: context.color(to === size - 1 ? 'gain' : to > from ? 'loss' : 'accent'),
        fillOpacity: 0.06 + 0.5 * value,
        stroke: context.color('paper'),
      }),
      Plot.text([formatPercent(value)], {
        x: (to + 0.5) / size,
        y: top + from + 0.5,
        fontSize: phone ? 10 : 11,
        fill: context.color('ink'),
      }),
    ]),
  ];
}
