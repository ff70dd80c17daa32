import { CodedError } from '#base/error.ts';
import type { Statistic, StatisticRow } from './definition.ts';

/** Throws `statistic/contract` when a condition does not hold; `what` is technical text. */
export function expect(statistic: string, condition: boolean, what: string): void {
  if (!condition) throw new CodedError('statistic/contract', { statistic }, { detail: what });
}

/**
 * Checks that every row has exactly the columns of the schema with values of their types: integers exact, numbers finite, dates and
 * texts as text, null only where allowed. Throws CodedError `statistic/contract`.
 */
export function checkColumns(statistic: Pick<Statistic, 'id' | 'schema' | 'nullable'>, rows: readonly StatisticRow[]): void {
  const names = Object.keys(statistic.schema);
  rows.forEach((row, index) => {
    expect(statistic.id, Object.keys(row).length === names.length, `row ${index} has columns ${Object.keys(row).join(', ')}`);
    for (const name of names) {
      const value = row[name];
      expect(statistic.id, value !== undefined, `column ${name} is missing`);
      const right = value === null ? statistic.nullable.includes(name) : hasType(value!, statistic.schema[name]!);
      expect(statistic.id, right, `row ${index}: ${name} = ${String(value)}`);
    }
  });
}

/** Checks that whole-number columns hold nothing below zero. Throws CodedError `statistic/contract`. */
export function checkNotNegative(id: string, rows: readonly StatisticRow[], names: readonly string[]): void {
  for (const row of rows) {
    for (const name of names) expect(id, row[name] === null || Number(row[name]) >= 0, `${name} = ${String(row[name])} is negative`);
  }
}

function hasType(value: number | string, type: Statistic['schema'][string]): boolean {
  if (type === 'integer') return Number.isSafeInteger(value);
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  return typeof value === 'string' && (type !== 'date' || /^\d{4}-\d{2}-\d{2}$/.test(value));
}
