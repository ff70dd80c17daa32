import type { ColumnType } from '#schema/canonical.ts';
import { identifier, sql, type Sql } from '#sql/sql.ts';
import { timestampOf } from './dates/query.ts';
import type { ColumnFormat } from './formats.ts';
import { decimalOf } from './numbers/query.ts';
import { idText, undressed } from './texts/query.ts';

/** The engine's types of the schema as SQL. */
export const engineTypes: Readonly<Record<ColumnType, Sql>> = {
  text: sql`VARCHAR`,
  date: sql`DATE`,
  timestamp: sql`TIMESTAMP`,
  money: sql`DECIMAL(18,4)`,
  number: sql`DECIMAL(18,4)`,
  integer: sql`INTEGER`,
  boolean: sql`BOOLEAN`,
};

/** The value as text, NULL when it is empty. */
export function textOf(column: string): Sql {
  return sql`nullif(trim(${identifier(column)}), '')`;
}

/** Roles that are multiplied by a quantity: they are read with eight decimals, and rounded only as a product. */
const factors: ReadonlySet<string> = new Set(['unit_price', 'products.unit_cost']);

/** As what the values of a column are read: the type of its role, or a price. */
export function readType({ role, type }: { role: string; type: string }): string {
  return factors.has(role) ? 'price' : type;
}

/** A value of a staging table read by its column's format into a canonical type; NULL for what is empty or unreadable. Times keep the file's own clock. */
export function readColumn(column: string, type: string, format: ColumnFormat | null): Sql {
  const raw = identifier(column);
  const value = format?.kind !== 'text' && format?.dressed ? undressed(raw) : format?.tight ? raw : sql`trim(${raw})`;
  switch (type) {
    case 'date':
      return format?.kind === 'date' ? sql`${timestampOf(value, format)}::DATE` : sql`NULL::DATE`;
    case 'timestamp':
      return format?.kind === 'date' ? timestampOf(value, format) : sql`NULL::TIMESTAMP`;
    case 'money':
    case 'number':
      return format?.kind === 'number' ? decimalOf(value, format) : sql`NULL::DECIMAL(18,4)`;
    case 'price':
      return format?.kind === 'number' ? decimalOf(value, format, 8) : sql`NULL::DECIMAL(20,8)`;
    case 'rate':
      if (format?.kind !== 'number') return sql`NULL::DECIMAL(18,8)`;
      return sql`(${decimalOf(value, format)} / CASE WHEN ends_with(${value}, '%') THEN 100 ELSE ${format.per} END)::DECIMAL(18,8)`;
    case 'integer':
      return format?.kind === 'number' ? sql`try_cast(${decimalOf(value, format)} AS INTEGER)` : sql`NULL::INTEGER`;
    case 'boolean':
      return sql`CASE WHEN lower(${value}) IN ('true', 't', 'yes', 'y', '1', '是', '有') THEN TRUE
        WHEN lower(${value}) IN ('false', 'f', 'no', 'n', '0', '否', '无', '無') THEN FALSE END`;
    default:
      return format?.kind === 'text' ? idText(raw, format) : sql`nullif(${value}, '')`;
  }
}
