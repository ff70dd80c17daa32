import * as Plot from '@observablehq/plot';
import type { Markish, PlotOptions } from '@observablehq/plot';
import type { FigureContext } from './definition.ts';

/** The class of every drawn figure, which the page's sheet styles. */
export const figureClass = 'perennial-figure';

/** A linear axis whose pixels are known before Plot draws, so that labels can be placed without collision. */
export interface Span {
  domain: [number, number];
  range: [number, number];
}

/** Pixels of a value on a span. */
export function pixel({ domain, range }: Span, value: number): number {
  return range[0] + ((value - domain[0]) / (domain[1] - domain[0])) * (range[1] - range[0]);
}

/** The smallest domain with round ends that holds all values and zero; [0, 1] when there is nothing to hold. */
export function roundDomain(values: readonly number[], ticks = 6): [number, number] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  if (high === low) return [0, 1];
  const rough = (high - low) / ticks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough)! * power;
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
}

/** Ages (0 = first period) whose number, age + 1, stands on the axis: the first and round ones, few enough to be read at this width. */
export function ageTicks(last: number, width: number): number[] {
  const most = Math.max(2, Math.floor(width / 48));
  const step = [1, 2, 3, 6, 12, 24, 60].find((candidate) => last / candidate <= most) ?? Math.ceil(last / most);
  const round = Array.from({ length: Math.floor((last + 1) / step) }, (_, i) => (i + 1) * step - 1);
  return round[0] === 0 ? round : [0, ...round];
}

/** What all figures share: class, colours and font of axes. */
export function frame(
  context: FigureContext,
  size: { height: number; marginTop: number; marginBottom: number; marginLeft: number; marginRight: number },
): PlotOptions {
  return {
    className: figureClass,
    width: context.width,
    ...size,
    style: { fontSize: '12px', fontFamily: 'inherit', background: 'transparent', color: context.color('ink-3') },
  };
}

/** Horizontal hairlines with quiet numbers at their left. */
export function valueAxis(context: FigureContext, ticks: number, tickFormat: (value: number) => string): Markish[] {
  return [
    Plot.gridY({ ticks, stroke: context.color('line'), strokeOpacity: 1 }),
    Plot.axisY({ ticks, tickSize: 0, tickPadding: 8, label: null, fill: context.color('ink-3'), tickFormat }),
  ];
}

/** The title of the vertical axis, over its upper end, and of the horizontal one, under its right end. */
export function axisTitles(
  context: FigureContext,
  titles: { y?: string; x?: string },
  place: { top: number; bottom: number; left: number },
): Markish[] {
  const quiet = { fill: context.color('ink-3'), fontSize: 12 };
  return [
    ...(titles.y ? [Plot.text([titles.y], { ...quiet, frameAnchor: 'top-left', dx: place.left, dy: -place.top, lineAnchor: 'top' })] : []),
    ...(titles.x ? [Plot.text([titles.x], { ...quiet, frameAnchor: 'bottom-right', dy: place.bottom, lineAnchor: 'bottom' })] : []),
  ];
}

/** A quiet remark under the figure's left end, for what the marks leave out. */
export function remark(context: FigureContext, words: string | null, place: { left: number; dy: number }): Markish[] {
  return words
    ? [
        Plot.text([words], {
          frameAnchor: 'bottom-left',
          dx: place.left,
          dy: place.dy,
          lineAnchor: 'bottom',
          fill: context.color('ink-3'),
          fontSize: 11,
          fontStyle: 'italic',
        }),
      ]
    : [];
}
