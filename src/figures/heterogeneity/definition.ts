import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame } from '../frame.ts';
import { at } from '../rows.ts';

/** One density: `rate` (purchases a week) or `dropout` (probability for a beta, rate a week for a gamma). */
export interface HeterogeneityPanel {
  id: 'rate' | 'dropout';
  kind: 'gamma' | 'beta';
  mean: number;
  /** right end, and the highest density shown */
  last: number;
  highest: number;
}

export type HeterogeneityFigureOptions = { panels: HeterogeneityPanel[] };

/** A panel with its baseline; the upper one stands over the lower, each one unit high and one unit wide, so that points need no width. */
interface Place {
  panel: HeterogeneityPanel;
  base: number;
}

const apart = 1.5;
const unit = 150;

/** Two densities of how customers differ, side by side or one over the other. Rows: panel, at, density, low, high, below (share of customers below `at`). Both panels are one unit wide and high. */
export const heterogeneity: Figure<HeterogeneityFigureOptions> = {
  id: 'heterogeneity',
  plot(rows, options, context) {
    const places = placesOf(options);
    const bottom = 0.3;
    const top = apart * (places.length - 1) + 1.32;
    const [marginLeft, marginRight] = [8, 14];
    const height = unit * (top + bottom);
    return {
      ...frame(context, { height, marginTop: 0, marginBottom: 0, marginLeft, marginRight }),
      x: { domain: [0, 1], axis: null },
      y: { domain: [-bottom, top], axis: null },
      marks: places.flatMap((place) => panelMarks(rows, place, context)),
    };
  },
  describe(rows, { panels }) {
    if (rows.length === 0) return m.figures_nothing();
    const parts = panels.map((panel) => m.figures_heterogeneity_part({ name: nameOf(panel), mean: valueText(panel, panel.mean) }));
    return m.figures_heterogeneity_text({ parts: parts.join(m.figures_comma()) });
  },
  table(rows, { panels }) {
    return {
      columns: [
        { key: 'name', title: m.figures_distribution(), align: 'left', format: 'text' },
        { key: 'at', title: m.figures_value(), align: 'right', format: 'number' },
        { key: 'density', title: m.figures_density(), align: 'right', format: 'number' },
        { key: 'low', title: m.figures_low(), align: 'right', format: 'number' },
        { key: 'high', title: m.figures_high(), align: 'right', format: 'number' },
        { key: 'below', title: m.figures_customers_below(), align: 'right', format: 'percent' },
      ],
      rows: rows.map((row) => ({ ...row, name: nameOf(panels.find(({ id }) => id === row.panel)) })),
    };
  },
  points(rows, options) {
    return placesOf(options).flatMap(({ panel, base }) =>
      rows
        .filter((row) => row.panel === panel.id)
        .filter((_, i) => i % 3 === 1)
        .map((row) => ({
          ...placeOf(panel, base, at(row, 'at') ?? 0, at(row, 'density') ?? 0),
          label: m.figures_heterogeneity_point({
            name: nameOf(panel),
            value: valueText(panel, at(row, 'at') ?? 0),
            share: formatPercent(at(row, 'below') ?? 0),
          }),
        })),
    );
  },
};

function nameOf(panel: HeterogeneityPanel | undefined): string {
  if (panel?.id !== 'dropout') return m.figures_heterogeneity_rate();
  return panel.kind === 'beta' ? m.figures_heterogeneity_dropout() : m.figures_heterogeneity_dropout_rate();
}

function valueText(panel: HeterogeneityPanel, value: number): string {
  return panel.kind === 'beta' ? formatPercent(value) : formatNumber(value, value < 0.1 ? 3 : 2);
}

function placesOf({ panels }: HeterogeneityFigureOptions): Place[] {
  return panels.map((panel, i) => ({ panel, base: apart * (panels.length - 1 - i) }));
}

/** Where a value and its density stand; what leaves the panel is held at its edge. */
function placeOf(panel: HeterogeneityPanel, base: number, value: number, density: number): { x: number; y: number } {
  const within = (part: number) => (Number.isFinite(part) ? Math.min(1, Math.max(0, part)) : 0);
  return { x: within(value / panel.last), y: base + within(density / panel.highest) };
}

function panelMarks(rows: readonly FigureRow[], { panel, base }: Place, context: FigureContext): Markish[] {
  const points = rows
    .filter((row) => row.panel === panel.id)
    .map((row) => {
      const density = at(row, 'density') ?? 0;
      const held = (value: number) => placeOf(panel, base, at(row, 'at') ?? 0, value);
      return { ...held(density), low: held(at(row, 'low') ?? density).y, high: held(at(row, 'high') ?? density).y };
    });
  const quiet = { fill: context.color('ink-3'), fontSize: 12 };
  const accent = context.color('accent');
  const text = (words: string, x: number, y: number, more: object) => Plot.text([words], { x, y, ...more });
  const mean = placeOf(panel, base, panel.mean, 0).x;
  const anchor = mean > 0.5 ? { dx: -6, textAnchor: 'end' as const } : { dx: 6, textAnchor: 'start' as const };
  return [
    Plot.areaY(points, { x: 'x', y1: 'low', y2: 'high', fill: accent, fillOpacity: 0.18 }),
    Plot.areaY(points, { x: 'x', y1: () => base, y2: 'y', fill: accent, fillOpacity: 0.1 }),
    Plot.line(
      points.filter(({ y }) => y < base + 1),
      { x: 'x', y: 'y', stroke: accent, strokeWidth: 2 },
    ),
    Plot.link([0], { x1: 0, x2: 1, y1: base, y2: base, stroke: context.color('line-strong') }),
    Plot.link([0], { x1: mean, x2: mean, y1: base, y2: base + 1, stroke: context.color('ink-2'), strokeDasharray: '3 3' }),
    text(m.figures_mean_value({ value: valueText(panel, panel.mean) }), mean, base + 0.9, {
      ...anchor,
      fill: context.color('ink-2'),
      fontSize: 12,
      fontWeight: 600,
      stroke: context.color('paper'),
      strokeWidth: 3,
    }),
    text(nameOf(panel), 0, base + 1.15, { textAnchor: 'start', fill: context.color('ink'), fontSize: 12, fontWeight: 600 }),
    ...ticksOf(panel).map((value, i) =>
      text(valueText(panel, value), value / panel.last, base, {
        ...quiet,
        dy: 14,
        textAnchor: i === 0 ? 'start' : value >= panel.last * 0.97 ? 'end' : 'middle',
      }),
    ),
  ];
}

/** Round values on the axis of a panel. */
function ticksOf({ last }: HeterogeneityPanel): number[] {
  const rough = (last > 0 ? last : 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough)! * power;
  return Array.from({ length: Math.floor(last / step + 1e-9) + 1 }, (_, i) => i * step);
}
