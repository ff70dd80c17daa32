import type { Reshaper } from './definition.ts';
import { linesReshaper } from './lines.ts';
import { periodsReshaper } from './periods.ts';
import { surveyReshaper } from './survey.ts';

/** Every way of laying out a file anew, in the order in which they are tried. */
export const reshapers: readonly Reshaper[] = [surveyReshaper, linesReshaper, periodsReshaper];
