/** The five stages in their one order: exploration, formation, stable, decline, ended. */
export const stageOrder = ['E', 'F', 'S', 'D', 'T'] as const;
export type StageLetter = (typeof stageOrder)[number];

/**
 * Requirement C1: where a customer of each stage may stand one period later, staying included; all else is impossible.
 * T to E begins a new episode. Source: M03 of the specification.
 */
export const legalMoves: Readonly<Record<StageLetter, readonly StageLetter[]>> = {
  E: ['E', 'F', 'D'],
  F: ['F', 'S', 'D'],
  S: ['S', 'D'],
  D: ['F', 'D', 'T'],
  T: ['E', 'T'],
};
