import type { HazardCell } from '#models/action/warning/cell.ts';
import { warning } from '#models/action/warning/definition.ts';
import { cellsOf } from '#models/action/warning/read.ts';
import { columnOf, rowsOf } from '#table/rows.ts';
import type { Table } from '#table/table.ts';

/** Customer-periods and the warning fitted to them. */
export interface WarningRisk {
  cells: HazardCell[];
  fit: ReturnType<typeof warning.fit>;
}

let last: { key: string; risk: WarningRisk } | null = null;

/** The fit of the warning to what its query answers. The list and what stands behind it ask for the same one, one after the other, so the last is remembered. Throws CodedError `model/stopped`. */
export function warningRisk(table: Table, signal: { readonly aborted: boolean }): WarningRisk {
  const key = contentOf(table);
  if (last?.key === key) return last.risk;
  const cells = cellsOf(rowsOf(table));
  const risk = { cells, fit: warning.fit({ cells }, warning.defaults, signal) };
  last = { key, risk };
  return risk;
}

/** The number of rows and a hash of every column (FNV-1a, 32 bits each). */
function contentOf(table: Table): string {
  const names = table.columns.map(({ name }) => name).sort();
  const hashes = names.map((name) => {
    const { values } = columnOf(table, name);
    let hash = 0x811c9dc5;
    for (let row = 0; row < table.rowCount; row++) {
      const text = String(values[row]);
      for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
      hash = Math.imul(hash ^ 31, 0x01000193);
    }
    return hash;
  });
  return `${table.rowCount} ${hashes.join(' ')}`;
}

/** Of the declines that were left, the share that led to the end; null where none was. */
export function endingOf({ ending }: Record<string, unknown>): number | null {
  return ending === null || ending === undefined ? null : Number(ending);
}
