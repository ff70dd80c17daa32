import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { m } from '#i18n/messages.ts';
import type { FigureContext } from '../definition.ts';
import { textWidth } from '../labels.ts';

/** The colour, the symbol and whether it is filled: two cues beside colour, so that verdicts can be told apart without it. */
const looks: Record<string, { token: string; symbol: 'circle' | 'square' | 'diamond'; filled: boolean }> = {
  agrees: { token: 'gain', symbol: 'circle', filled: true },
  contradicts: { token: 'loss', symbol: 'square', filled: true },
  undecided: { token: 'control', symbol: 'circle', filled: false },
};

/** The theory's arrow (1 rises, -1 falls) in a disc that agrees, a square that contradicts, or a ring that is undecided. */
export function verdictMark(
  verdict: string,
  expected: number,
  place: { x: number; y: number; dy: number },
  context: FigureContext,
): Markish[] {
  const look = looks[verdict];
  if (!look) return [];
  const color = context.color(look.token);
  const paper = context.color('paper');
  const spot = { x: place.x, y: place.y, dy: place.dy };
  return [
    Plot.dot([0], {
      ...spot,
      symbol: look.symbol,
      r: look.symbol === 'square' ? 9.5 : 10,
      fill: look.filled ? color : paper,
      stroke: look.filled ? paper : color,
      strokeWidth: 1.5,
    }),
    Plot.text([expected < 0 ? '↘' : '↗'], { ...spot, fill: look.filled ? paper : color, fontSize: 12, fontWeight: 600 }),
  ];
}

/** What the arrows and their shapes mean, in one line under the table; two on a phone. */
export function legend(context: FigureContext, { left, bottom, phone }: { left: number; bottom: number; phone: boolean }): Markish[] {
  const items = [
    ['agrees', m.figures_verdict_agrees()],
    ['contradicts', m.figures_verdict_contradicts()],
    ['undecided', m.figures_verdict_undecided()],
  ] as const;
  const dy = bottom - (bottom > 40 ? 36 : 16);
  const size = phone ? 10 : 11;
  let x = left;
  const marks: Markish[] = items.flatMap(([verdict, words]) => {
    const look = looks[verdict]!;
    const start = x;
    x += textWidth(words, size) + (phone ? 18 : 34);
    const color = context.color(look.token);
    const place = { frameAnchor: 'bottom-left' as const, dy };
    return [
      Plot.dot([0], {
        ...place,
        dx: start + 5,
        symbol: look.symbol,
        r: 5,
        fill: look.filled ? color : context.color('paper'),
        stroke: color,
      }),
      Plot.text([words], {
        ...place,
        dx: start + 15,
        dy,
        textAnchor: 'start',
        lineAnchor: 'middle',
        fill: context.color('ink-2'),
        fontSize: size,
      }),
    ];
  });
  return phone
    ? marks
    : [
        ...marks,
        Plot.text([m.figures_arrow_is_theory()], {
          frameAnchor: 'bottom-left',
          dx: x,
          dy,
          textAnchor: 'start',
          lineAnchor: 'middle',
          fill: context.color('ink-3'),
          fontSize: 11,
          fontStyle: 'italic',
        }),
      ];
}
