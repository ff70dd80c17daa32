import type { Figure } from './definition.ts';
import { loyaltyMatrix } from './loyalty-matrix/definition.ts';
import { profitCurve } from './profit-curve/definition.ts';
import { stageCurve } from './stage-curve/definition.ts';
import { stageMix } from './stage-mix/definition.ts';
import { whale } from './whale/definition.ts';

/** Every figure of the product, in the order of lists. Options travel as plain data, so the list does not know their shape. */
export const figures: readonly Figure[] = [stageCurve, stageMix, profitCurve, whale, loyaltyMatrix] as unknown as readonly Figure[];
