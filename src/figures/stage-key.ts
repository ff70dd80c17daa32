import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import type { FigureContext } from './definition.ts';
import { textWidth } from './labels.ts';
import { stageFill } from './patterns.ts';
import { stageToken, stages } from './stages.ts';
import { stageName } from './words.ts';

/** The names of the five stages with their colours and textures in a line over the frame, in two lines where there is little room. The textures themselves come from `stagePatterns`. */
export function stageKey(context: FigureContext, marginLeft: number): { height: number; marks: Markish[] } {
  let [left, row] = [0, 0];
  const places = stages.map((stage) => {
    const width = textWidth(stageName(stage)) + 34;
    if (left + width > context.width - 16) [left, row] = [0, row + 1];
    const place = { stage, left, row };
    left += width;
    return place;
  });
  const height = (row + 1) * 20;
  const dy = (place: { row: number }): number => place.row * 20 - height - 2;
  return {
    height,
    marks: places.flatMap((place) => [
      Plot.dot([0], {
        frameAnchor: 'top-left',
        dx: place.left + 14 - marginLeft,
        dy: dy(place) + 6,
        r: 5,
        symbol: 'square',
        fill: stageFill(place.stage),
      }),
      Plot.text([stageName(place.stage)], {
        frameAnchor: 'top-left',
        dx: place.left + 24 - marginLeft,
        dy: dy(place),
        lineAnchor: 'top',
        textAnchor: 'start',
        fill: context.color(stageToken[place.stage]),
        fontWeight: 600,
        fontSize: 12,
      }),
    ]),
  };
}
