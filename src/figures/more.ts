import type { Figure } from './definition.ts';

/** The figures beyond the first picture, loaded with their lenses. Options travel as plain data, so the list does not know their shape. */
export const moreFigures: readonly Figure[] = [] as unknown as readonly Figure[];
