import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { m } from '#i18n/messages.ts';
import type { FigureContext } from './definition.ts';
import { textWidth } from './labels.ts';
import { processLook } from './process-words.ts';

interface Placed {
  words: string;
  token: string;
  dash: string;
  strong: boolean;
  left: number;
  row: number;
}

/** Room between the key and the frame, in which the title of the vertical axis stands. */
const below = 22;

/** What came and what the models say, as samples with names in as many rows as the width asks for. `height` is what the margin above needs. */
export function modelKey(models: readonly string[], context: FigureContext, marginLeft: number): { height: number; marks: Markish[] } {
  const items = [
    { words: m.figures_what_came(), token: 'ink', dash: 'none', strong: true },
    ...models.map((id) => ({ ...modelLook(id), strong: false })).map(({ name, ...look }) => ({ words: name, ...look })),
  ];
  let [left, row] = [4, 0];
  const placed: Placed[] = items.map((item) => {
    const width = 30 + textWidth(item.words, 12) + 14;
    if (left > 4 && left + width > context.width) [left, row] = [4, row + 1];
    const at = { ...item, left, row };
    left += width;
    return at;
  });
  const height = 18 * (row + 1);
  const marks = placed.flatMap(({ words, token, dash, strong, left: x, row: line }) => {
    const place = { frameAnchor: 'top-left' as const, dx: x - marginLeft, dy: 18 * line - height - below };
    return [
      Plot.text([strong ? '●' : '—'], {
        ...place,
        lineAnchor: 'top',
        textAnchor: 'start',
        fill: context.color(token),
        fontSize: strong ? 10 : 14,
        fontWeight: 700,
        ...(dash === 'none' ? {} : { fillOpacity: 0.75 }),
      }),
      Plot.text([words], { ...place, dx: place.dx + 18, lineAnchor: 'top', textAnchor: 'start', fill: context.color(token), fontSize: 12 }),
    ];
  });
  return { height: height + below, marks };
}

/** How a model is called and drawn; `naive` carries every customer's own rate on. */
export function modelLook(id: string): ReturnType<typeof processLook> {
  return id === 'naive' ? { name: m.figures_model_naive(), token: 'loss', dash: '1 3' } : processLook(id);
}

/** A dash pattern as an option of a mark; none for a solid line. */
export function dashed(dash: string): { strokeDasharray?: string } {
  return dash === 'none' ? {} : { strokeDasharray: dash };
}
