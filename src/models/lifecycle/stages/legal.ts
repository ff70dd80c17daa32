import { legalMoves } from '#schema/stage-moves.ts';
import type { Stage } from './trace.ts';

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
