import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { m } from '#i18n/messages.ts';
import type { FigureContext } from './definition.ts';
import { textWidth } from './labels.ts';
import { processLook } from './process-words.ts';

interface Placed {
  words: string;
  token: string;
  sample: string;
  left: number;
  row: number;
}

/** How what came is drawn, and what stands for the models: their lines, or marks in their order. */
export interface KeySamples {
  came: 'dot' | 'line' | 'bar';
  models: 'lines' | 'symbols';
}

const came = { dot: '●', line: '—', bar: '■' };
/** The marks of the models by their place in the list, as Plot names them and as a letter of the key. */
const marks = [
  { symbol: 'circle', sample: '○' },
  { symbol: 'diamond', sample: '◇' },
  { symbol: 'triangle', sample: '△' },
  { symbol: 'square', sample: '□' },
  { symbol: 'cross', sample: '✚' },
] as const;

/** The mark of the model at a place in the list. */
export function modelMark(place: number): (typeof marks)[number] {
  return marks[place % marks.length]!;
}

/** A piece of a line in its dash pattern: whole, long or short strokes, or both in turn. */
function strokes(dash: string): string {
  if (dash === 'none') return '—';
  if (dash.split(' ').length > 2) return '– ·';
  return Number.parseInt(dash, 10) >= 4 ? '– –' : '···';
}

/** Room between the key and the frame, in which the title of the vertical axis stands. */
const below = 28;
/** Room for a sample before its name. */
const room = 24;

/** What came and what the models say, as samples with names in as many rows as the width asks for. `height` is what the margin above needs. */
export function modelKey(
  models: readonly string[],
  context: FigureContext,
  marginLeft: number,
  samples: KeySamples,
): { height: number; marks: Markish[] } {
  const items = [
    { words: m.figures_what_came(), token: 'ink', sample: came[samples.came] },
    ...models.map((id, i) => {
      const { name, token, dash } = modelLook(id);
      return { words: name, token, sample: samples.models === 'lines' ? strokes(dash) : modelMark(i).sample };
    }),
  ];
  let [left, row] = [4, 0];
  const placed: Placed[] = items.map((item) => {
    const width = room + textWidth(item.words, 12) + 20;
    if (left > 4 && left + width > context.width) [left, row] = [4, row + 1];
    const at = { ...item, left, row };
    left += width;
    return at;
  });
  const height = 18 * (row + 1);
  const drawn = placed.flatMap(({ words, token, sample, left: x, row: line }) => {
    const place = { frameAnchor: 'top-left' as const, dx: x - marginLeft, dy: 18 * line - height - below };
    return [
      Plot.text([sample], {
        ...place,
        lineAnchor: 'top',
        textAnchor: 'start',
        fill: context.color(token),
        fontSize: 13,
        fontWeight: 700,
      }),
      Plot.text([words], {
        ...place,
        dx: place.dx + room,
        lineAnchor: 'top',
        textAnchor: 'start',
        fill: context.color(token),
        fontSize: 12,
      }),
    ];
  });
  return { height: height + below, marks: drawn };
}

/** How a model is called and drawn; `naive` carries every customer's own rate on. */
export function modelLook(id: string): ReturnType<typeof processLook> {
  return id === 'naive' ? { name: m.figures_model_naive(), token: 'loss', dash: '1 3' } : processLook(id);
}

/** A dash pattern as an option of a mark; none for a solid line. */
export function dashed(dash: string): { strokeDasharray?: string } {
  return dash === 'none' ? {} : { strokeDasharray: dash };
}
