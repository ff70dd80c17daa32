import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import type { FigureContext, FigurePoint } from '../definition.ts';
import { share } from '../words.ts';

/** A small picture under the list, both axes from 0: points with intervals against a line of equals, or a curve with its band. */
export type RankingPanel = {
  kind: 'calibration' | 'curve';
  title: string;
  xTitle: string;
  yTitle: string;
  /** x are shares (calibration) or numbers (curve), y shares; words name the point */
  points: { x: number; y: number; low: number; high: number; words: string }[];
  /** words of the ends of the axes */
  xEnd: string;
  /** words beside the picture, a line each */
  lines: string[];
};

interface Place {
  top: number;
  marginLeft: number;
  marginRight: number;
  step: number;
  wide: boolean;
}

const headRoom = 1.6;
const body = 5;
const axis = 1.5;

/** Heights of the list's rows that the picture takes, and on a phone its lines under it. */
export function panelUnits(panel: RankingPanel | null, step: number, wide: boolean): number {
  return panel ? headRoom + body + axis + (wide ? 0 : (panel.lines.length * 17) / step) : 0;
}

/** Where the picture's 0..1 lies in heights of the list's rows, the same on every width. */
function spanOf({ points }: RankingPanel, top: number) {
  const y0 = top + headRoom + body;
  const y1 = top + headRoom;
  const mostY = Math.max(0.01, ...points.map(({ y, high }) => Math.max(y, high)));
  return { y0, y1, mostY, y: (value: number) => y0 - (Math.min(value, mostY) / mostY) * (y0 - y1) };
}

function mostX({ kind, points }: RankingPanel): number {
  return Math.max(kind === 'calibration' ? 0.01 : 1, ...points.map(({ x }) => x));
}

/** Title, axes, points or curve, and the lines beside or below. */
export function panelMarks(panel: RankingPanel, place: Place, context: FigureContext): Markish[] {
  const { top, marginLeft, step, wide } = place;
  const { y0, y1, mostY, y } = spanOf(panel, top);
  const most = mostX(panel);
  const quiet = { fill: context.color('ink-3'), fontSize: 11 };
  const color = context.color('accent');
  const points = panel.points.map((point) => ({ x: point.x / most, y: y(point.y), low: y(point.low), high: y(point.high) }));
  const equal = Math.min(most, mostY);
  return [
    Plot.text([panel.title], {
      x: 0,
      y: top + 0.5,
      dx: 8 - marginLeft,
      textAnchor: 'start',
      fill: context.color('ink'),
      fontWeight: 600,
      fontSize: 12,
    }),
    Plot.text([panel.yTitle], { x: 0, y: top + 1.1, dx: 8 - marginLeft, textAnchor: 'start', ...quiet }),
    Plot.link([0], { x1: 0, x2: 1, y1: y0, y2: y0, stroke: context.color('line-strong') }),
    Plot.link([0], { x1: 0, x2: 1, y1, y2: y1, stroke: context.color('line') }),
    Plot.text([share(mostY)], { x: 0, y: y1, dx: -8, textAnchor: 'end', ...quiet }),
    Plot.text([share(0)], { x: 0, y: y0, dx: -8, textAnchor: 'end', ...quiet }),
    Plot.text([panel.xEnd], { x: 1, y: y0, dy: 12, textAnchor: 'end', ...quiet }),
    Plot.text([panel.xTitle], { x: 0, y: y0, dy: 28, textAnchor: 'start', ...quiet }),
    ...(panel.kind === 'calibration'
      ? [
          Plot.link([0], { x1: 0, y1: y0, x2: equal / most, y2: y(equal), stroke: context.color('ink-3'), strokeDasharray: '3 3' }),
          Plot.link(points, { x1: 'x', x2: 'x', y1: 'low', y2: 'high', stroke: context.color('ink'), strokeOpacity: 0.6 }),
          Plot.dot(points, { x: 'x', y: 'y', r: 3.5, fill: color }),
        ]
      : [
          Plot.areaY(points, { x: 'x', y1: 'low', y2: 'high', fill: color, fillOpacity: 0.16 }),
          Plot.lineY(points, { x: 'x', y: 'y', stroke: color, strokeWidth: 2 }),
        ]),
    ...panel.lines.map((line, i) =>
      wide
        ? Plot.text([line], {
            frameAnchor: 'right',
            y: y1 + (8 + i * 18) / step,
            dx: 14,
            textAnchor: 'start',
            fill: context.color('ink-2'),
            fontSize: 12,
          })
        : Plot.text([line], {
            x: 0,
            y: y0 + (48 + i * 17) / step,
            dx: 8 - marginLeft,
            textAnchor: 'start',
            fill: context.color('ink-2'),
            fontSize: 11,
          }),
    ),
  ];
}

/** The picture's points for keyboard and pointer. */
export function panelPoints(panel: RankingPanel, top: number): FigurePoint[] {
  const most = mostX(panel);
  const { y } = spanOf(panel, top);
  return panel.points.map((point) => ({ x: point.x / most, y: y(point.y), label: point.words }));
}
