import type { RenderFunction } from '@observablehq/plot';
import type { FigureContext } from '../definition.ts';
import { element } from '../patterns.ts';

/** The parts from the base outwards, then what winning the customer costs. */
export const partOrder = ['base', 'growth', 'costSaving', 'pricePremium', 'referral', 'acquisition'] as const;
export type PartKey = (typeof partOrder)[number];

/** Colour, its strength, and the strokes over it in a square of 8 pixels. */
const looks: Record<PartKey, { token: string; opacity: number; strokes: string }> = {
  base: { token: 'ink-3', opacity: 0.4, strokes: '' },
  growth: { token: 'gain', opacity: 1, strokes: '' },
  costSaving: { token: 'gain', opacity: 0.78, strokes: 'M-2 2l4 -4M0 8l8 -8M6 10l4 -4' },
  pricePremium: { token: 'gain', opacity: 0.56, strokes: 'M2 2h.01M6 6h.01' },
  referral: { token: 'gain', opacity: 0.34, strokes: 'M-2 6l4 4M0 0l8 8M6 -2l4 4' },
  acquisition: { token: 'loss', opacity: 0.9, strokes: '' },
};

/** The fill of a part: colour and texture, so that colour is never the only cue. */
export function partFill(part: PartKey): string {
  return `url(#part-${part})`;
}

/** A mark that draws nothing and defines the textures that `partFill` names. */
export function partPatterns(context: FigureContext): RenderFunction {
  return () => {
    const defs = element(context.document, 'defs', {});
    for (const part of partOrder) {
      const { token, opacity, strokes } = looks[part];
      const pattern = element(context.document, 'pattern', { id: `part-${part}`, width: '8', height: '8', patternUnits: 'userSpaceOnUse' });
      const fill = { width: '8', height: '8', fill: context.color(token), 'fill-opacity': String(opacity) };
      pattern.append(element(context.document, 'rect', fill));
      const ink = {
        d: strokes,
        stroke: context.color('paper'),
        'stroke-width': part === 'pricePremium' ? '2.25' : '1.25',
        'stroke-linecap': 'round',
      };
      if (strokes) pattern.append(element(context.document, 'path', ink));
      defs.append(pattern);
    }
    return defs;
  };
}
