import { addFigures } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import type { Lens } from './definition.ts';
import { cohortAge } from './cohort-age/definition.ts';
import { inputOutput } from './input-output/definition.ts';
import { sixPartProfit } from './six-part-profit/definition.ts';
import { stageVariables } from './stage-variables/definition.ts';

/** The lenses beyond the first picture, in the order of lists, with their figures made known. */
export function moreLenses(): readonly Lens[] {
  addFigures(moreFigures);
  return [inputOutput, stageVariables, sixPartProfit, cohortAge] as unknown as readonly Lens[];
}
