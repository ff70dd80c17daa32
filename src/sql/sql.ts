/** SQL as a value: only the `sql` tag, `identifier` and `join` make it, so text from outside cannot become SQL. */
export class Sql {
  readonly text: string;
  /** @internal use the `sql` tag */
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type SqlHole = Sql | string | number | boolean | null | readonly string[] | readonly number[];

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function literal(value: SqlHole): string {
  if (value instanceof Sql) return value.text;
  if (value === null) return 'NULL';
  if (typeof value === 'string') return value.includes('\0') ? `(${value.split('\0').map(quoted).join(' || chr(0) || ')})` : quoted(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('only finite numbers can stand in SQL');
    return Object.is(value, -0) ? '0' : String(value);
  }
  return (value as readonly (string | number)[]).map(literal).join(', ');
}

/** SQL text whose holes are values: strings become quoted literals, arrays a comma list of literals; only `identifier()` makes names and only `Sql` is spliced. */
export function sql(parts: TemplateStringsArray, ...holes: SqlHole[]): Sql {
  let text = parts[0] ?? '';
  holes.forEach((hole, index) => (text += literal(hole) + (parts[index + 1] ?? '')));
  return new Sql(text);
}

/** A quoted name; dots do not separate, every character is allowed except NUL. */
export function identifier(name: string): Sql {
  if (name.includes('\0')) throw new RangeError('a name cannot hold NUL');
  return new Sql(`"${name.replaceAll('"', '""')}"`);
}

/** Pieces with a separator between them. */
export function join(pieces: readonly Sql[], separator = ', '): Sql {
  return new Sql(pieces.map((piece) => piece.text).join(separator));
}
