import type { CellDefinition } from './definition.ts';
import { lens } from './lens/definition.ts';
import { metric } from './metric/definition.ts';
import { param } from './param/definition.ts';
import { sql } from './sql/definition.ts';
import { table } from './table/definition.ts';

/** Kinds of cells that can run, in the order in which they are offered. Prose is read by the notebook view; a kind of the format that is not here is shown as it is written. */
export const cells: readonly CellDefinition[] = [lens, sql, param, table, metric] as readonly CellDefinition[];

/** The definition of a kind, or null when it cannot run. */
export function cellDefinition(kind: string): CellDefinition | null {
  return cells.find((definition) => definition.kind === kind) ?? null;
}
