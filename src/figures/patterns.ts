import type { RenderFunction } from '@observablehq/plot';
import type { FigureContext } from './definition.ts';
import { type Stage, stages, stageToken } from './stages.ts';

const svg = 'http://www.w3.org/2000/svg';

/** Strokes of each stage's texture in a square of 8 pixels: dots, rising lines, none, falling lines, crosses. */
const strokes: Record<Stage, string> = {
  E: 'M2 2h.01M6 6h.01',
  F: 'M-2 2l4 -4M0 8l8 -8M6 10l4 -4',
  S: '',
  D: 'M-2 6l4 4M0 0l8 8M6 -2l4 4',
  T: 'M4 1v6M1 4h6',
};

/** The fill of a stage: its colour with its texture, so that colour is never the only cue. */
export function stageFill(stage: Stage): string {
  return `url(#stage-${stage})`;
}

/** A mark that draws nothing and defines the textures that `stageFill` names. */
export function stagePatterns(context: FigureContext): RenderFunction {
  return () => {
    const defs = element(context.document, 'defs', {});
    for (const stage of stages) {
      const pattern = element(context.document, 'pattern', {
        id: `stage-${stage}`,
        width: '8',
        height: '8',
        patternUnits: 'userSpaceOnUse',
      });
      pattern.append(element(context.document, 'rect', { width: '8', height: '8', fill: context.color(stageToken[stage]) }));
      const ink = {
        d: strokes[stage],
        stroke: context.color('paper'),
        'stroke-opacity': '0.55',
        'stroke-width': stage === 'E' ? '2.25' : '1',
        'stroke-linecap': 'round',
      };
      if (strokes[stage]) pattern.append(element(context.document, 'path', ink));
      defs.append(pattern);
    }
    return defs;
  };
}

/** An SVG element with its attributes. */
export function element(document: Document, name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(svg, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
