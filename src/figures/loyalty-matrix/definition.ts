import * as Plot from '@observablehq/plot';
import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureContext } from '../definition.ts';
import { type Span, axisTitles, frame } from '../frame.ts';
import { stagger, textWidth } from '../labels.ts';
import { at } from '../rows.ts';
import { customers, share } from '../words.ts';
import { customersOf, joinPoints, spread } from './bins.ts';
import { type Group, behaviourGroups, typeGroups } from './groups.ts';

export type LoyaltyMatrixOptions = {
  view: 'six-types' | 'behavioural';
  /** customers of each group */
  counts: Record<string, number>;
  /** where the quadrants meet, on both axes */
  cutX: number;
  cutY: number;
};

const groupsOf = (view: LoyaltyMatrixOptions['view']): readonly Group[] => (view === 'six-types' ? typeGroups : behaviourGroups);

function titles(view: LoyaltyMatrixOptions['view']): { x: string; y: string } {
  return { x: view === 'six-types' ? m.terms_attachment() : m.figures_axis_recency(), y: m.figures_axis_repeat() };
}

/** Customers by two scores of 0..100, each group with its own colour and symbol and its name in its quadrant. Rows: x, y, group, n. */
export const loyaltyMatrix: Figure<LoyaltyMatrixOptions> = {
  id: 'loyalty-matrix',
  plot(rows, options, context) {
    const marginLeft = 44;
    const x: Span = { domain: [0, 100], range: [marginLeft, context.width - 16] };
    const middle = x.range[0] + (options.cutX / 100) * (x.range[1] - x.range[0]);
    const placed = (['top', 'bottom'] as const).flatMap((half) => labelsOf(half, options, x, middle));
    const rowsOf = (half: 'top' | 'bottom') =>
      Math.max(1, ...placed.filter((label) => label.group.half === half).map((label) => label.row + 1));
    const [above, below] = [rowsOf('top') * 17 + 4, rowsOf('bottom') * 17 + 4];
    const marginTop = 22 + above;
    const marginBottom = 44 + below;
    const side = Math.min(340, Math.max(220, (x.range[1] - x.range[0]) * 0.62));
    const joined = joinPoints(rows);
    const most = Math.max(1, ...joined.map((row) => at(row, 'n') ?? 1));
    const radius = (n: number) => (most === 1 ? (joined.length > 400 ? 2 : 2.8) : 1.8 + 3.4 * Math.sqrt(n / most));
    return {
      ...frame(context, { height: side + marginTop + marginBottom, marginTop, marginBottom, marginLeft, marginRight: 16 }),
      x: { domain: x.domain, axis: null },
      y: { domain: [0, 100], axis: null },
      r: { type: 'identity' },
      marks: [
        Plot.frame({ stroke: context.color('line') }),
        Plot.axisX([0, 20, 40, 60, 80, 100], { tickSize: 0, tickPadding: 6 + below, label: null, fill: context.color('ink-3') }),
        Plot.axisY([0, 20, 40, 60, 80, 100], { tickSize: 0, tickPadding: 8, label: null, fill: context.color('ink-3') }),
        Plot.ruleX([options.cutX], { stroke: context.color('line-strong') }),
        Plot.ruleY([options.cutY], { stroke: context.color('line-strong') }),
        ...groupsOf(options.view).map((group) => {
          const color = context.color(group.token);
          const marks = joined.filter((row) => row.group === group.id);
          const fill = group.filled ? color : context.color('paper');
          return Plot.dot(marks, {
            x: (row, i) => spread(at(row, 'x') ?? 0, (i * 0.618034) % 1),
            y: (row, i) => spread(at(row, 'y') ?? 0, (i * 0.754878) % 1),
            r: (row) => radius(at(row, 'n') ?? 1),
            symbol: group.symbol,
            stroke: color,
            strokeWidth: 1.1,
            strokeOpacity: 0.7,
            fill: group.symbol === 'times' ? 'none' : fill,
            fillOpacity: group.filled ? 0.55 : 0.3,
          });
        }),
        ...placed.map((label) => labelMark(label, x, below, context)),
        ...axisTitles(
          context,
          { y: `↑ ${titles(options.view).y}`, x: `${titles(options.view).x} →` },
          { top: marginTop, bottom: marginBottom - 4, left: 4 - marginLeft },
        ),
      ],
    };
  },
  describe(rows, options) {
    const parts = groupsOf(options.view).map((group) => {
      const total = Object.values(options.counts).reduce((sum, n) => sum + n, 0);
      return m.figures_stage_share({
        stage: group.name(),
        share: share((options.counts[group.id] ?? 0) / Math.max(1, total)),
        n: formatInteger(options.counts[group.id] ?? 0),
      });
    });
    if (rows.length === 0) return m.figures_nothing();
    return m.figures_matrix_text({ x: titles(options.view).x, y: titles(options.view).y, parts: parts.join(m.figures_comma()) });
  },
  table(_rows, options) {
    const total = Math.max(
      1,
      Object.values(options.counts).reduce((sum, n) => sum + n, 0),
    );
    return {
      columns: [
        { key: 'name', title: m.figures_group(), align: 'left', format: 'text' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        { key: 'share', title: m.figures_share(), align: 'right', format: 'percent' },
      ],
      rows: groupsOf(options.view).map((group) => ({
        name: group.name(),
        n: options.counts[group.id] ?? 0,
        share: (options.counts[group.id] ?? 0) / total,
      })),
    };
  },
  points(rows, options) {
    const joined = joinPoints(rows);
    const words = titles(options.view);
    return groupsOf(options.view).flatMap((group) =>
      joined
        .filter((row) => row.group === group.id)
        .sort((a, b) => (at(a, 'x') ?? 0) - (at(b, 'x') ?? 0))
        .map((row) => {
          const [px, py] = [at(row, 'x') ?? 0, at(row, 'y') ?? 0];
          return {
            x: px,
            y: py,
            label: `${group.glyph} ${group.name()} · ${customers(at(row, 'n') ?? 0)}\n${words.x} ${formatInteger(px)} · ${words.y} ${formatInteger(py)}`,
            customers: customersOf(row, options.view),
          };
        }),
    );
  },
};

interface QuadrantLabel {
  group: Group;
  words: string;
  left: number;
  width: number;
  row: number;
}

/** The names of one half, over or under the frame, each in its own side and none on another. */
function labelsOf(half: Group['half'], options: LoyaltyMatrixOptions, x: Span, middle: number): QuadrantLabel[] {
  const total = Math.max(
    1,
    Object.values(options.counts).reduce((sum, n) => sum + n, 0),
  );
  return (['left', 'right'] as const).flatMap((side) => {
    const here = groupsOf(options.view).filter((group) => group.half === half && group.side === side);
    const limits = side === 'left' ? { left: x.range[0], right: middle - 6 } : { left: middle + 6, right: x.range[1] };
    let next = limits.left;
    const items = here.map((group) => {
      const words = `${group.glyph} ${group.name()} ${share((options.counts[group.id] ?? 0) / total)}`;
      const width = textWidth(words, 12);
      if (next + width > limits.right) next = limits.left;
      const item = { group, words, width, left: next };
      next += width + 12;
      return item;
    });
    return stagger(items, { ...limits, gap: 10 });
  });
}

function labelMark({ group, words, left, row }: QuadrantLabel, x: Span, below: number, context: FigureContext) {
  const dy = group.half === 'top' ? -(6 + row * 17) : below - 4 - row * 17;
  return Plot.text([words], {
    frameAnchor: group.half === 'top' ? 'top-left' : 'bottom-left',
    dx: left - x.range[0],
    dy,
    textAnchor: 'start',
    lineAnchor: 'bottom',
    fill: context.color(group.token),
    fontWeight: 600,
    fontSize: 12,
  });
}
