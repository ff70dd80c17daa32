import { sql } from '#sql/sql.ts';
import type { FindingDefinition } from '../definition.ts';

/** Values that the import could not use although their rows are loaded: a finding for each rule under which it flagged them. Nothing but a better file helps. */
function flagged(id: string, rule: string, serious: boolean): FindingDefinition {
  return {
    id,
    detect: sql`SELECT count(DISTINCT _file || ':' || _line) AS "rows", 0 AS "customers", count(DISTINCT "column") AS "columns",
      arg_min("column", (_file, _line)) AS "column", arg_min(found, (_file, _line)) AS "example" FROM flags WHERE rule = ${rule}`,
    serious: () => serious,
    remedies: [],
  };
}

export const damagedIds = flagged('damaged-ids', 'damaged-id', true);
export const oddDates = flagged('odd-dates', 'date-range', false);
export const leftEmpty = flagged('left-empty', 'left-empty', false);
