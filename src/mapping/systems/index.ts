import type { SystemProfile } from './definition.ts';

/** Every known system; a new one is a file and a line here. */
export const systems: readonly SystemProfile[] = [];
