import type { Lens } from './definition.ts';
import { loyaltyMatrix } from './loyalty-matrix/definition.ts';
import { profitCurve } from './profit-curve/definition.ts';
import { stageCurve } from './stage-curve/definition.ts';
import { stageMix } from './stage-mix/definition.ts';
import { whale } from './whale/definition.ts';

/** Every lens of the product, in the order of lists. Options travel as plain data, so the list does not know their shape. */
export const lenses: readonly Lens[] = [stageCurve, stageMix, profitCurve, whale, loyaltyMatrix] as unknown as readonly Lens[];
