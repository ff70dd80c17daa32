import { canonicalTable, type CanonicalTableName, type ColumnType } from '#schema/canonical.ts';
import { orderInputs } from '../orders/inputs.ts';
import { normaliseName } from './normalise.ts';

/** Something that a source column of a file can be used for. */
export interface RoleDefinition {
  role: string;
  /** canonical column that comes of it */
  becomes: string;
  type: ColumnType | 'rate';
  required: boolean;
  /** a role whose value makes this one needless in the same row */
  unless?: string | null;
  /** normalised, the canonical name first */
  names: readonly string[];
  values: readonly string[];
}

/** Columns of other tables that order lines may carry; their names in the order of preference over the order's own come after those. */
const carried: readonly [CanonicalTableName, readonly string[]][] = [
  ['customers', ['name', 'email', 'phone', 'segment', 'region', 'country', 'source', 'birth_year', 'gender', 'first_contact', 'created']],
  ['products', ['subcategory', 'unit_cost', 'launch_date']],
];

/** In order lines these synonyms mean something else than in the table they belong to. */
const notCarried: ReadonlySet<string> = new Set(
  ['id', 'cost', 'created at', 'create date', '创建时间', '建立時間', 'title', 'tier', '成本', '省', 'source', 'company'].map(
    normaliseName,
  ),
);

/** Everything that a column of a file of this table can be, the table's own columns first. */
export function rolesOf(table: CanonicalTableName): readonly RoleDefinition[] {
  const { columns, inputs = [] } = canonicalTable(table);
  const own = [...columns.map((column) => ({ ...column, becomes: column.name })), ...inputs].map((column) => ({
    role: column.name,
    becomes: column.becomes,
    type: column.type,
    required: column.required,
    unless: column.unless,
    names: [column.name, ...column.synonyms].map(normaliseName),
    values: column.values,
  }));
  return table === 'orders' ? [...own, ...orderInputs, ...carriedRoles()] : own;
}

function carriedRoles(): RoleDefinition[] {
  return carried.flatMap(([table, names]) =>
    canonicalTable(table)
      .columns.filter((column) => names.includes(column.name))
      .map((column) => ({
        role: `${table}.${column.name}`,
        becomes: `${table}.${column.name}`,
        type: column.type,
        required: false,
        names: [column.name === 'name' ? 'customer name' : column.name, ...column.synonyms]
          .map(normaliseName)
          .filter((name) => !notCarried.has(name)),
        values: column.values,
      })),
  );
}
