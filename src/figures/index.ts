import { CodedError } from '#base/error.ts';
import type { Figure } from './definition.ts';
import { loyaltyMatrix } from './loyalty-matrix/definition.ts';
import { profitCurve } from './profit-curve/definition.ts';
import { stageCurve } from './stage-curve/definition.ts';
import { stageMix } from './stage-mix/definition.ts';
import { whale } from './whale/definition.ts';

/** The figures of the first picture, in the order of lists. Options travel as plain data, so the list does not know their shape. */
export const figures: readonly Figure[] = [stageCurve, stageMix, profitCurve, whale, loyaltyMatrix] as unknown as readonly Figure[];

const known = new Map(figures.map((figure) => [figure.id, figure]));

/** Makes further figures known, each once. */
export function addFigures(more: readonly Figure[]): void {
  for (const figure of more) known.set(figure.id, figure);
}

/** The figure of an id. Throws CodedError `figure/unknown`. */
export function figureOf(id: string): Figure {
  const found = known.get(id);
  if (!found) throw new CodedError('figure/unknown', { figure: id });
  return found;
}
