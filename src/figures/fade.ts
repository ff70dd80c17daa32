import type { RenderFunction } from '@observablehq/plot';
import { element } from './patterns.ts';

/** How firmly a curve is drawn where `n` of at most `most` customers are observed: 1 for all of them, never below 0.3. */
export function firmness(n: number, most: number): number {
  return most > 0 ? Math.round((0.3 + 0.7 * Math.sqrt(Math.min(1, n / most))) * 100) / 100 : 0.3;
}

/** A mark that draws nothing and defines a stroke which fades along x as the risk set shrinks; name it as `url(#id)`. */
export function fadingStroke(
  document: Document,
  id: string,
  color: string,
  stops: readonly { x: number; opacity: number }[],
): RenderFunction {
  return () => {
    const [from, to] = [stops[0]!.x, stops[stops.length - 1]!.x];
    const shape = { id, gradientUnits: 'userSpaceOnUse', x1: `${from}`, x2: `${to}`, y1: '0', y2: '0' };
    const gradient = element(document, 'linearGradient', shape);
    for (const { x, opacity } of stops) {
      const offset = to > from ? (x - from) / (to - from) : 0;
      gradient.append(
        element(document, 'stop', { offset: `${Math.round(offset * 1000) / 1000}`, 'stop-color': color, 'stop-opacity': `${opacity}` }),
      );
    }
    const defs = element(document, 'defs', {});
    defs.append(gradient);
    return defs;
  };
}
