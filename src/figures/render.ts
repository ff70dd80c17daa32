import { plot } from '@observablehq/plot';
import type { FigureContext, FigureRow } from './definition.ts';
import { figureOf } from './index.ts';

/** A figure to draw, all plain. */
export interface DrawRequest {
  figure: string;
  rows: FigureRow[];
  options: Record<string, unknown>;
}

/** A drawn figure: the picture and where its values stand in it. */
export interface Drawing {
  svg: SVGSVGElement;
  /** pixels of a point given in the figure's own units */
  place(point: { x: number; y: number }): { x: number; y: number };
}

/** Draws a figure as SVG that holds no style element, so that it may stand in a page whose policy forbids inline styles. Chinese is never slanted. */
export function drawing({ figure, rows, options }: DrawRequest, context: FigureContext): Drawing {
  const made = plot({ ...figureOf(figure).plot(rows, options, context), document: context.document });
  const svg = made as unknown as SVGSVGElement;
  for (const style of svg.querySelectorAll('style')) style.remove();
  if (context.locale.startsWith('zh')) for (const slanted of svg.querySelectorAll('[font-style]')) slanted.removeAttribute('font-style');
  svg.removeAttribute('aria-label');
  const [x, y] = [made.scale('x'), made.scale('y')];
  return { svg, place: (point) => ({ x: Number(x?.apply(point.x) ?? 0), y: Number(y?.apply(point.y) ?? 0) }) };
}

/** Gives every id of a drawing a prefix of its own, so that two figures of a page never share a gradient or a texture. */
export function ownIds(svg: SVGSVGElement, prefix: string): void {
  for (const holder of svg.querySelectorAll('[id]')) holder.id = `${prefix}-${holder.id}`;
  for (const user of svg.querySelectorAll('*')) {
    for (const name of ['fill', 'stroke', 'clip-path']) {
      const value = user.getAttribute(name);
      if (value?.startsWith('url(#')) user.setAttribute(name, value.replace('url(#', `url(#${prefix}-`));
    }
  }
}
