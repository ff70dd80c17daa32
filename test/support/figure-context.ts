import { JSDOM } from 'jsdom';
import type { FigureContext } from '#figures/definition.ts';

/** A place to draw without a browser: colours answer their token's name, so that goldens show meaning, not shades. */
export function figureContext(some: Partial<FigureContext> = {}): FigureContext {
  return {
    width: 720,
    color: (token) => `var(--${token})`,
    document: new JSDOM('').window.document,
    locale: 'en',
    currency: 'CNY',
    ...some,
  };
}

/** SVG as text with one element a line, pixels rounded to a tenth, and generated ids by order, so that a change reads as a change. */
export function normalised(svg: Element): string {
  const ids = new Map<string, string>();
  const text = svg.outerHTML.replace(/plot-clip-\d+|plot-difference-\d+/g, (id) => {
    if (!ids.has(id)) ids.set(id, `id-${ids.size}`);
    return ids.get(id)!;
  });
  return text.replace(/-?\d+\.\d+/g, (value) => String(Math.round(Number(value) * 10) / 10 + 0)).replaceAll('><', '>\n<');
}
