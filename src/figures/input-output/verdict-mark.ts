import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { m } from '#i18n/messages.ts';
import type { FigureContext, FigureRow } from '../definition.ts';
import { textWidth } from '../labels.ts';
import { at } from '../rows.ts';
import { variableText } from '../stage-variable-words.ts';

/** The colour, the symbol and whether it is filled: two cues beside colour, so that verdicts can be told apart without it. */
const looks: Record<string, { token: string; symbol: 'circle' | 'square' | 'diamond'; filled: boolean }> = {
  agrees: { token: 'gain', symbol: 'circle', filled: true },
  contradicts: { token: 'loss', symbol: 'square', filled: true },
  undecided: { token: 'control', symbol: 'circle', filled: false },
};

/** Where a mark stands: the boundary of two columns, pixels from its middle to the mark and to the interval (null where it is left to the words of the mark), and the width that the interval may take. */
export interface MarkPlace {
  x: number;
  y: number;
  dy: number;
  below: number | null;
  width: number;
}

/**
 * What the same customers did between two stages: their measured arrow (up, down, or level when the interval holds 0) in a disc that agrees with
 * theory, a square that contradicts it, or a ring that is undecided; the theory's arrow as a ghost beside it, and the interval of the change below
 * where there is room for it.
 */
export function verdictMark(row: FigureRow, { x, y, dy, below, width }: MarkPlace, context: FigureContext): Markish[] {
  const look = looks[String(row.verdict)];
  if (!look) return [];
  const color = context.color(look.token);
  const paper = context.color('paper');
  const spot = { x, y, dy, dx: -8 };
  const interval = changeText(row, context.currency);
  return [
    Plot.dot([0], {
      ...spot,
      symbol: look.symbol,
      r: look.symbol === 'square' ? 8.5 : 9,
      fill: look.filled ? color : paper,
      stroke: look.filled ? paper : color,
      strokeWidth: 1.5,
    }),
    Plot.text([arrow(at(row, 'measured'))], { ...spot, fill: look.filled ? paper : color, fontSize: 12, fontWeight: 600 }),
    Plot.text([arrow(at(row, 'expected'))], { x, y, dy, dx: 9, fill: context.color('ink-3'), fillOpacity: 0.75, fontSize: 12 }),
    ...(below !== null && interval !== '' && textWidth(interval, 10) <= width
      ? [Plot.text([interval], { x, y, dy: below, fill: context.color('ink-2'), fontSize: 10, fontVariant: 'tabular-nums' })]
      : []),
  ];
}

function arrow(sign: number | null): string {
  return sign === null || sign === 0 ? '→' : sign < 0 ? '↘' : '↗';
}

/** The interval of a change, both ends with their signs; nothing where there is none. */
function changeText(row: FigureRow, currency: string | null): string {
  const signed = (key: string): string => {
    const value = at(row, key);
    return `${(value ?? 0) > 0 ? '+' : ''}${variableText(String(row.variable), value, currency)}`;
  };
  return at(row, 'low') === null || at(row, 'high') === null ? '' : m.figures_from_to({ low: signed('low'), high: signed('high') });
}

/** What the shapes and the two arrows mean, in two lines under the table. */
export function legend(context: FigureContext, { left, bottom, phone }: { left: number; bottom: number; phone: boolean }): Markish[] {
  const items = [
    ['agrees', m.figures_verdict_agrees()],
    ['contradicts', m.figures_verdict_contradicts()],
    ['undecided', m.figures_verdict_undecided()],
  ] as const;
  const dy = bottom - (bottom > 60 ? 54 : 34);
  const size = phone ? 10 : 11;
  let x = left;
  const marks: Markish[] = items.flatMap(([verdict, words]) => {
    const look = looks[verdict]!;
    const start = x;
    x += textWidth(words, size) + (phone ? 13 : 34);
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
        textAnchor: 'start',
        lineAnchor: 'middle',
        fill: context.color('ink-2'),
        fontSize: size,
      }),
    ];
  });
  return [
    ...marks,
    Plot.text([phone ? m.figures_arrows_short() : m.figures_arrows()], {
      frameAnchor: 'bottom-left',
      dx: left,
      dy: dy + 18,
      textAnchor: 'start',
      lineAnchor: 'middle',
      fill: context.color('ink-3'),
      fontSize: size,
      fontStyle: 'italic',
    }),
  ];
}
