import type { Reshaper } from './definition.ts';

/** Every way of laying out a file anew, in the order in which they are tried. */
export const reshapers: readonly Reshaper[] = [];
