import { canonicalTable, canonicalTables, type CanonicalTableName } from '#schema/canonical.ts';
import type { ColumnProfile } from '../columns/profile.ts';
import type { MappedColumn } from '../types.ts';
import { assignRoles } from './assign.ts';
import { sure } from './candidate.ts';

/** Share of different keys from which a column is taken for the key of a table with a few repeated rows. */
const mostlyUnique = 0.6;

/** What a column that speaks for one table alone counts beside its name. */
const telling = 0.5;

/**
 * The canonical table a file is, by how many of its columns the table's own names recognise; columns that only this table has count more.
 * Tables whose identifying columns are absent are out, so are those that order lines' own columns speak against, and customers and products
 * whose key repeats. Orders win a draw, and a file with dates and keys that no name fits is orders too.
 */
export function chooseTable(profiles: readonly ColumnProfile[]): CanonicalTableName | 'none' {
  const asOrders = new Set(named(assignRoles('orders', profiles)).map(({ role }) => role));
  let best: CanonicalTableName | 'none' = 'none';
  let bestScore = 0;
  for (const table of canonicalTables) {
    const { name, key, keyInstead } = table;
    if (table.unlike?.some((role) => asOrders.has(role) && !isTableColumn(name, role))) continue;
    const columns = assignRoles(name, profiles);
    if (!isIdentified(name, columns)) continue;
    if (name !== 'orders' && key && !keyIsUnique(columns, profiles, [key, keyInstead])) continue;
    const own = named(columns).filter(({ role }) => !role.includes('.'));
    const score = own.reduce((sum, { role, confidence }) => sum + confidence + (table.telling?.includes(role) ? telling : 0), 0.001);
    const byValuesAlone =
      name === 'orders' && best === 'none' && ['date', 'customer_id'].every((role) => columns.some((one) => one.role === role));
    if (score > bestScore + 0.2 || byValuesAlone) [best, bestScore] = [name, score];
  }
  return best;
}

/** True when a file mapped so has one of each group of columns without which it cannot be the table. */
export function isIdentified(table: CanonicalTableName, columns: readonly MappedColumn[]): boolean {
  const roles = new Set(columns.map((column) => column.role));
  return canonicalTable(table).identifying.every((group) => group.some((role) => roles.has(role)));
}

/** Columns that have a role by a name that is known. */
function named(columns: readonly MappedColumn[]): MappedColumn[] {
  return columns.filter(({ confidence, role }) => confidence >= sure && role !== 'ignored' && role !== 'attribute');
}

function isTableColumn(table: CanonicalTableName, role: string): boolean {
  return canonicalTable(table).columns.some(({ name }) => name === role);
}

function keyIsUnique(columns: readonly MappedColumn[], profiles: readonly ColumnProfile[], keys: readonly (string | undefined)[]): boolean {
  const key = keys.find((candidate) => columns.some(({ role }) => role === candidate));
  const profile = profiles[columns.findIndex(({ role }) => role === key)];
  return !profile || profile.distinct >= profile.filled * mostlyUnique;
}
