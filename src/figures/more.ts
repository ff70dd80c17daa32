import type { Figure } from './definition.ts';
import { cohortAge } from './cohort-age/definition.ts';
import { inputOutput } from './input-output/definition.ts';
import { sixPartProfit } from './six-part-profit/definition.ts';
import { stageVariables } from './stage-variables/definition.ts';

/** The figures beyond the first picture, loaded with their lenses. Options travel as plain data, so the list does not know their shape. */
export const moreFigures: readonly Figure[] = [inputOutput, stageVariables, sixPartProfit, cohortAge] as unknown as readonly Figure[];
