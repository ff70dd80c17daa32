import type { Stage } from './trace.ts';

/** Every stage that may follow a stage one period later; nothing else is legal. T to E is a new episode. Source: rule M03, requirement C1. */
export const legalMoves: Readonly<Record<Stage, readonly Stage[]>> = {
  E: ['E', 'F', 'D'],
  F: ['F', 'S', 'D'],
  S: ['S', 'D'],
  D: ['D', 'F', 'T'],
  T: ['T', 'E'],
};

/** Two neighbouring labels that cannot follow each other. */
export interface IllegalMove {
  /** place of the second label in the list, from 0 */
  index: number;
  from: string;
  to: string;
}

/**
 * Checks stage labels that come from elsewhere, one a period in their order: answers every pair that the theory forbids and every label that is
 * no stage (`from` is then '' or the label before). Null or '' is "not labelled" and is passed over. Nothing is repaired. Requirement C1.
 */
export function illegalMoves(labels: readonly (string | null)[]): IllegalMove[] {
  const found: IllegalMove[] = [];
  let before = '';
  labels.forEach((label, index) => {
    if (label === null || label === '') return;
    const known = Object.hasOwn(legalMoves, label);
    const allowed = before === '' || !Object.hasOwn(legalMoves, before) || legalMoves[before as Stage].includes(label as Stage);
    if (!known || !allowed) found.push({ index, from: before, to: label });
    before = label;
  });
  return found;
}
