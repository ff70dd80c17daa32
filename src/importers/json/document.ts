import { type Json, type JsonObject } from './parse.ts';
import { isObjects } from './plan.ts';

/** Lists are looked for in objects this deep. */
const deepest = 6;

/**
 * The records in one JSON object: its largest list of objects, wherever it lies (`path` says where), else its columns when every field is a list
 * (or an object by row number, as pandas writes) of the same length, else the object itself as the only record.
 */
export function recordsIn(root: JsonObject): { records: Json[]; path: string } {
  const [largest] = lists(root, [], 0).sort((one, other) => other.items.length - one.items.length);
  if (largest && !isOnlyRecord(root, largest.path)) return { records: largest.items, path: largest.path.join('.') };
  return { records: columnar(root) ?? [root], path: '' };
}

function lists(value: JsonObject, path: string[], depth: number): { path: string[]; items: Json[] }[] {
  return [...value].flatMap(([name, item]) => {
    const inside = [...path, name];
    if (isMostlyObjects(item)) return [{ path: inside, items: item }];
    return item instanceof Map && depth < deepest ? lists(item, inside, depth + 1) : [];
  });
}

/** A list of records, of which some may be damaged. */
function isMostlyObjects(value: Json): value is Json[] {
  return Array.isArray(value) && value.filter((item) => item instanceof Map).length > value.length / 2;
}

/** An object with plain fields of its own around one list at its top is one record with its lines, such as one order: not when they only count or page. */
function isOnlyRecord(root: JsonObject, path: readonly string[]): boolean {
  if (path.length !== 1) return false;
  const item = root.get(path[0] ?? '') ?? null;
  return isObjects(item) && [...root.keys()].some((name) => /^(order_?)?(id|no|number|name)$/i.test(name));
}

function columnar(root: JsonObject): JsonObject[] | null {
  const columns = [...root].map(([name, value]) => ({ name, cells: cellsOf(value) }));
  const length = columns[0]?.cells?.length ?? 0;
  if (columns.length < 2 || length === 0 || columns.some(({ cells }) => cells?.length !== length)) return null;
  return Array.from({ length }, (_, row) => new Map(columns.map(({ name, cells }) => [name, cells?.[row] ?? null])));
}

function cellsOf(value: Json): Json[] | null {
  if (Array.isArray(value)) return value;
  if (value instanceof Map && [...value.keys()].every((name, index) => name === String(index))) return [...value.values()];
  return null;
}
