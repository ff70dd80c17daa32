import { CodedError } from '#base/error.ts';
import { type Json, type JsonObject, textOf } from './parse.ts';

/** Objects within objects become columns down to here; deeper ones are JSON text. */
const deepest = 12;
const mostColumns = 2000;
const separator = '\u0000';
/** Names of the lists whose elements are the lines of an order. */
const lineLists = /(item|line|product|detail|明细|明細|商品)/i;

/** The list of objects that is taken apart, and how many elements it has in all. */
export interface Exploded {
  path: string;
  rows: number;
}

interface Found {
  path: string[];
  /** some record holds a plain value here */
  plain: boolean;
  /** fields of the objects in the lists that some records hold here, by path behind this one */
  inner: Map<string, string[]> | null;
  elements: number;
}

/**
 * Which columns records become: met once, every record is shown to `add`; then `rows` writes each. Objects within are flattened (`address.city`),
 * the one list of objects that holds the lines is taken apart into rows, other lists are JSON text.
 */
export class Plan {
  readonly #found = new Map<string, Found>();
  #columns = new Map<string, number>();
  #exploded: Found | null = null;

  /** Takes note of a record's fields. Throws `import/too-many-columns`. */
  add(record: JsonObject): void {
    flatten(record, [], (path, value) => {
      const found = this.#at(path);
      if (!isObjects(value)) found.plain ||= plainText(value) !== '';
      else {
        found.inner ??= new Map();
        found.elements += value.length;
        for (const item of value) flatten(item, [], (inner) => void found.inner?.set(inner.join(separator), inner));
        if (found.inner.size > mostColumns) throw tooMany();
      }
    });
  }

  #at(path: string[]): Found {
    const key = path.join(separator);
    const known = this.#found.get(key);
    if (known) return known;
    if (this.#found.size >= mostColumns) throw tooMany();
    const found: Found = { path, plain: false, inner: null, elements: 0 };
    this.#found.set(key, found);
    return found;
  }

  /** Decides, once every record was added: the names of the columns. */
  decide(): { names: string[]; exploded: Exploded | null } {
    const lists = [...this.#found.values()].filter(({ inner }) => inner);
    const named = lists.filter(({ path }) => lineLists.test(path.at(-1) ?? ''));
    const [chosen = null] = (named.length > 0 ? named : lists).sort((one, other) => other.elements - one.elements);
    const paths = [...this.#found.values()].flatMap((found) => {
      if (found !== chosen) return [found.path];
      const inner = [...(found.inner?.values() ?? [])].map((path) => [...found.path, '', ...path]);
      return found.plain ? [found.path, ...inner] : inner;
    });
    this.#exploded = chosen;
    this.#columns = new Map(paths.map((path, index) => [path.join(separator), index]));
    const exploded = chosen ? { path: chosen.path.join('.'), rows: chosen.elements } : null;
    return { names: paths.map((path) => path.filter((part) => part !== '').join('.')), exploded };
  }

  /** The rows of a record: one, or one for each element of the list that is taken apart. Missing fields are empty. */
  rows(record: JsonObject): string[][] {
    const row = new Array<string>(this.#columns.size).fill('');
    let items: JsonObject[] = [];
    flatten(record, [], (path, value) => {
      const key = path.join(separator);
      if (isObjects(value) && this.#exploded?.path.join(separator) === key) items = value;
      else this.#put(row, key, value);
    });
    if (items.length === 0) return [row];
    const front = [...(this.#exploded?.path ?? []), ''].join(separator);
    return items.map((item) => {
      const own = [...row];
      flatten(item, [], (path, value) => this.#put(own, `${front}${separator}${path.join(separator)}`, value));
      return own;
    });
  }

  #put(row: string[], key: string, value: Json): void {
    const column = this.#columns.get(key);
    if (column !== undefined) row[column] = plainText(value);
  }
}

function flatten(value: JsonObject, path: string[], visit: (path: string[], value: Json) => void): void {
  for (const [name, item] of value) {
    const inside = [...path, name];
    if (item instanceof Map && item.size > 0 && inside.length < deepest) flatten(item, inside, visit);
    else visit(inside, item);
  }
}

/** True for a list that holds objects and nothing else. */
export function isObjects(value: Json): value is JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => item instanceof Map);
}

/** A value as the text of a cell: nothing for null and for what is empty. */
function plainText(value: Json): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length === 0 ? '' : textOf(value);
  if (value instanceof Map) return value.size === 0 ? '' : textOf(value);
  return value.literal;
}

function tooMany(): CodedError {
  return new CodedError('import/too-many-columns', { count: mostColumns });
}
