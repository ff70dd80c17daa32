import { canonicalTable, canonicalTables, type CanonicalTableName } from '#schema/canonical.ts';
import type { ColumnProfile } from '../columns/profile.ts';
import type { MappedColumn } from '../types.ts';
import { assignRoles, sure } from './assign.ts';

/** Share of different keys from which a column is taken for the key of a table with a few repeated rows. */
const mostlyUnique = 0.6;

/**
 * The canonical table a file is, by how many of its columns the table's own names recognise; tables whose identifying columns are absent are out,
 * and so are customers and products whose key repeats. Orders win a draw, and a file with dates and keys that no name fits is orders too.
 */
export function chooseTable(profiles: readonly ColumnProfile[]): CanonicalTableName | 'none' {
  let best: CanonicalTableName | 'none' = 'none';
  let bestScore = 0;
  for (const { name, key } of canonicalTables) {
    const columns = assignRoles(name, profiles);
    if (!isIdentified(name, columns)) continue;
    if (name !== 'orders' && key && !keyIsUnique(columns, profiles, key)) continue;
    const own = columns.filter(
      (column) => column.confidence >= sure && !column.role.includes('.') && column.role !== 'ignored' && column.role !== 'attribute',
    );
    const score = own.reduce((sum, column) => sum + column.confidence, 0.001);
    if (score > bestScore + 0.2) [best, bestScore] = [name, score];
  }
  return best;
}

/** True when a file mapped so has one of each group of columns without which it cannot be the table. */
export function isIdentified(table: CanonicalTableName, columns: readonly MappedColumn[]): boolean {
  const roles = new Set(columns.map((column) => column.role));
  return canonicalTable(table).identifying.every((group) => group.some((role) => roles.has(role)));
}

function keyIsUnique(columns: readonly MappedColumn[], profiles: readonly ColumnProfile[], key: string): boolean {
  const profile = profiles[columns.findIndex((column) => column.role === key)];
  return !profile || profile.distinct >= profile.filled * mostlyUnique;
}
