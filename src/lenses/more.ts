import { addFigures } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import type { Lens } from './definition.ts';

/** The lenses beyond the first picture, in the order of lists, with their figures made known. */
export function moreLenses(): readonly Lens[] {
  addFigures(moreFigures);
  return [] as unknown as readonly Lens[];
}
