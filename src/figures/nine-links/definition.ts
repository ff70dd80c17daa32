import * as Plot from '@observablehq/plot';
import type { ScaleOptions } from '@observablehq/plot';
import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame } from '../frame.ts';

export type NineLinksOptions = {
  /** links with a number */
  told: number;
};

interface Spot {
  /** middle of the numbered circle, in pixels */
  x: number;
  y: number;
  /** where its words stand: beside it, on which side */
  anchor: 'start' | 'end';
  /** how far the words are moved up or down, so that the ring does not run through them */
  lift: number;
  row: FigureRow;
}

const circle = 15;
const rowHeight = 66;

/** A scale from the place of a link in the row to its pixels, so that its point does not depend on the width. */
function places(pixels: readonly number[]): ScaleOptions {
  const range = pixels.length > 1 ? [...pixels] : [pixels[0] ?? 0, (pixels[0] ?? 0) + 1];
  return { type: 'linear', domain: range.map((_, i) => i), range, axis: null };
}

const text = (row: FigureRow, key: string): string => (typeof row[key] === 'string' ? row[key] : '');

/** Nine links in a ring, on a narrow page one under another, each with its number, interval and trend; those without data grey with what would fill them. Rows: link, name, item, value, band, trend, verdict (better, worse or null), n, indicative, missing, details: words. */
export const nineLinks: Figure<NineLinksOptions> = {
  id: 'nine-links',
  plot(rows, { told }, context) {
    const narrow = context.width < 680;
    const height = narrow ? rows.length * rowHeight + 8 : 560;
    const spots = narrow ? list(rows) : ring(rows, context.width, height);
    return {
      ...frame(context, { height, marginTop: 0, marginBottom: 0, marginLeft: 0, marginRight: 0 }),
      x: places(spots.map(({ x }) => x)),
      y: places(spots.map(({ y }) => y)),
      marks: [
        ...(narrow ? chain(spots, context) : [...circuit(context, height), ...middle(told, context, height)]),
        ...spots.flatMap((spot, i) => node(spot, i, narrow, context)),
      ],
    };
  },
  describe(rows) {
    if (rows.length === 0) return m.figures_nothing();
    const known = rows.filter((row) => text(row, 'value') !== '').map((row) => `${text(row, 'name')} ${text(row, 'value')}`);
    return m.figures_nine_links_text({ n: formatInteger(known.length), list: known.join(' · ') });
  },
  table(rows) {
    const column = (key: string, title: string) => ({ key, title, align: 'left' as const, format: 'text' as const });
    return {
      columns: [
        column('link', m.figures_link()),
        column('name', m.figures_link_name()),
        column('item', m.figures_link_item()),
        { ...column('value', m.figures_link_value()), align: 'right' },
        { ...column('band', m.figures_link_band()), align: 'right' },
        { key: 'n', title: 'n', align: 'right', format: 'integer' },
        column('trend', m.figures_link_trend()),
        column('missing', m.figures_link_missing()),
      ],
      rows,
    };
  },
  points(rows) {
    return rows.map((row, i) => ({
      x: i,
      y: i,
      label: [
        `${text(row, 'link')} ${text(row, 'name')}`,
        ...(text(row, 'value') === ''
          ? [text(row, 'missing')]
          : [
              `${text(row, 'item')}: ${text(row, 'value')}${text(row, 'band') === '' ? '' : m.lenses_bracket({ interval: text(row, 'band') })}`,
              `n = ${formatInteger(Number(row.n))}`,
              text(row, 'trend'),
              text(row, 'details'),
            ]),
      ]
        .filter((line) => line !== '')
        .join('\n'),
    }));
  },
};

/** Pixels that no scale touches. */
function raw(value: string | number): { value: string | (() => number); scale: null } {
  return { value: typeof value === 'string' ? value : () => value, scale: null };
}

function ringOf(width: number, height: number): { cx: number; cy: number; rx: number; ry: number } {
  return { cx: width / 2, cy: height / 2, rx: Math.min(230, width * 0.24), ry: height / 2 - 44 };
}

/** Clockwise from the top; words stand outside the ring. The fourth link has two places, one under the other. */
function ring(rows: readonly FigureRow[], width: number, height: number): Spot[] {
  const { cx, cy, rx, ry } = ringOf(width, height);
  const step = (2 * Math.PI) / Math.max(1, rows.length);
  return rows.map((row, i) => {
    const angle = -Math.PI / 2 + step * (i + 0.5);
    return {
      x: cx + rx * Math.cos(angle),
      y: cy + ry * Math.sin(angle),
      anchor: Math.cos(angle) >= 0 ? 'start' : 'end',
      lift: 22 * Math.sin(angle) ** 3,
      row,
    };
  });
}

function list(rows: readonly FigureRow[]): Spot[] {
  return rows.map((row, i) => ({ x: circle + 4, y: rowHeight * (i + 0.5), anchor: 'start', lift: 0, row }));
}

/** The ring itself, a quiet ellipse. */
function circuit(context: FigureContext, height: number) {
  const { cx, cy, rx, ry } = ringOf(context.width, height);
  const points = Array.from({ length: 121 }, (_, i) => {
    const angle = (i / 120) * 2 * Math.PI;
    return { x: cx + rx * Math.cos(angle), y: cy + ry * Math.sin(angle) };
  });
  return [Plot.line(points, { x: raw('x'), y: raw('y'), stroke: context.color('line-strong'), strokeWidth: 1.5 })];
}

function middle(told: number, context: FigureContext, height: number) {
  const { cx, cy } = ringOf(context.width, height);
  const words = (line: string, dy: number, more: object) =>
    Plot.text([line], {
      frameAnchor: 'top-left',
      dx: cx,
      dy: cy + dy,
      fill: context.color('ink-3'),
      fontSize: 12,
      textAnchor: 'middle',
      lineAnchor: 'middle',
      ...more,
    });
  return [
    words(formatInteger(told), -10, { fontSize: 34, fontWeight: 600, fill: context.color('ink') }),
    words(m.figures_links_told(), 20, {}),
  ];
}

/** The line that leads from one link to the next on a narrow page. */
function chain(spots: readonly Spot[], context: FigureContext) {
  const [first, last] = [spots[0], spots.at(-1)];
  return first && last
    ? [
        Plot.link([0], {
          x1: raw(first.x),
          x2: raw(last.x),
          y1: raw(first.y),
          y2: raw(last.y),
          stroke: context.color('line-strong'),
          strokeWidth: 1.5,
        }),
      ]
    : [];
}

function node({ x, y, anchor, lift, row }: Spot, place: number, narrow: boolean, context: FigureContext) {
  const known = text(row, 'value') !== '';
  const quiet = !known || row.indicative === true;
  const tone = row.verdict === 'better' ? 'gain' : row.verdict === 'worse' ? 'loss' : 'ink-2';
  const side = anchor === 'start' ? 1 : -1;
  const words = (line: string, dy: number, more: object) =>
    line === ''
      ? []
      : [
          Plot.text([line], {
            frameAnchor: 'top-left',
            dx: x + side * (circle + 11),
            dy: y + lift + dy,
            textAnchor: anchor,
            lineAnchor: 'middle',
            fontSize: 12,
            fill: context.color('ink-3'),
            stroke: context.color('paper'),
            strokeWidth: 3,
            ...more,
          }),
        ];
  const wide = narrow ? (context.width - x - circle - 20) / 12 : 17;
  const second = known ? [text(row, 'value'), text(row, 'band') === '' ? '' : m.lenses_bracket({ interval: text(row, 'band') })] : [];
  return [
    Plot.dot([place], {
      x: place,
      y: place,
      r: circle,
      fill: context.color('paper'),
      stroke: context.color(known ? tone : 'line-strong'),
      strokeWidth: known ? 2 : 1.5,
      ...(known ? {} : { strokeDasharray: '3 3' }),
    }),
    Plot.text([text(row, 'link')], {
      frameAnchor: 'top-left',
      dx: x,
      dy: y,
      fill: context.color(known ? 'ink' : 'ink-3'),
      fontSize: 12,
      fontWeight: 600,
      textAnchor: 'middle',
      lineAnchor: 'middle',
    }),
    ...words(text(row, 'name'), known ? -19 : -14, { fill: context.color(quiet ? 'ink-3' : 'ink-2'), fontWeight: 600 }),
    ...(known
      ? [
          ...words(second.join(''), 0, { fontSize: 14, fontWeight: 600, fill: context.color(quiet ? 'ink-3' : 'ink') }),
          ...words(text(row, 'trend'), 18, { fill: context.color(row.verdict ? tone : 'ink-3') }),
        ]
      : words(text(row, 'missing'), -4, { lineWidth: wide, lineAnchor: 'top', fontSize: 11 })),
  ];
}
