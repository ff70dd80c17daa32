import { identifier, join, sql, type Sql } from '#sql/sql.ts';

/** Fields of a packed line item, and the keys that systems write for them. */
export const itemFields: readonly (readonly [string, string])[] = [
  ['product_name', 'name|product name'],
  ['sku', 'sku|product sku'],
  ['qty', 'quantity|qty|product qty|product quantity'],
  ['unit_price', 'price|unit price|item price|product unit price'],
  ['net_amount', 'total|line total|product total price'],
];

/** How items stand in a record: packed into one column (`pipes`: `key:value|key:value;…`, `commas`: `Key: value, Key: value|…`) or field by field in columns of their own. */
export type Layout =
  { kind: 'pipes' | 'commas'; columns: readonly string[] } | { kind: 'columns'; items: readonly Readonly<Record<string, string>>[] };

/** Splits records into one row an item; records without items keep their one row. Every column of the file stays, the items' fields come behind. */
export function createLines(target: string, staging: string, width: number, fields: readonly string[], layout: Layout): Sql {
  const kept = Array.from({ length: width }, (_, index) => identifier(`c${index}`));
  const own = fields.map((field, index) => sql`trim(item.${identifier(field)}) AS ${identifier(`c${width + index}`)}`);
  const list = layout.kind === 'columns' ? standing(fields, layout.items) : packed(fields, layout);
  return sql`CREATE OR REPLACE TABLE ${identifier(target)} AS SELECT ${join([sql`_line`, ...kept, ...own])}
    FROM (SELECT *, unnest(CASE WHEN len(items) = 0 THEN [NULL] ELSE items END) AS item FROM (SELECT *, ${list} AS items FROM ${identifier(staging)})) ORDER BY _line`;
}

function packed(fields: readonly string[], { kind, columns }: Extract<Layout, { columns: readonly string[] }>): Sql {
  const texts = columns.map((column) => sql`coalesce(${identifier(column)}, '')`);
  const whole = texts.length === 1 ? (texts[0] ?? sql`''`) : sql`concat_ws(${kind === 'pipes' ? ';' : '|'}, ${join(texts)})`;
  const ends = kind === 'pipes' ? ';(\\s*(?:name|product_id|id|sku)\\s*:)' : '\\|(\\s*Product ID\\s*:)';
  const split = sql`list_filter(string_split(regexp_replace(${whole}, ${ends}, chr(30) || '\\1', 'g'), chr(30)), lambda x: contains(x, ':'))`;
  const values = fields.map((field) => sql`${identifier(field)} := ${valueOf(field, kind)}`);
  return sql`list_transform(${split}, lambda x: struct_pack(${join(values)}))`;
}

function valueOf(field: string, kind: 'pipes' | 'commas'): Sql {
  const keys = itemFields.find(([name]) => name === field)?.[1] ?? field;
  const pattern =
    kind === 'pipes' ? `(?i)(?:^|\\|)\\s*(?:${keys})\\s*:([^|]*)` : `(?i)(?:^|,)\\s*(?:${keys})\\s*:(.*?)(?:,\\s*Product [A-Za-z ]+:|$)`;
  return sql`trim(regexp_extract(x, ${pattern}, 1), ' ;')`;
}

function standing(fields: readonly string[], items: readonly Readonly<Record<string, string>>[]): Sql {
  const structs = items.map((item) => {
    const values = fields.map(
      (field) => sql`${identifier(field)} := ${item[field] === undefined ? sql`NULL::VARCHAR` : identifier(item[field])}`,
    );
    return sql`struct_pack(${join(values)})`;
  });
  const filled = fields.map((field) => sql`trim(coalesce(x.${identifier(field)}, '')) <> ''`);
  return sql`list_filter([${join(structs)}], lambda x: ${join(filled, ' OR ')})`;
}

/** Records and rows of a laid out table: `orders`, `lines`. */
export function countLines(table: string): Sql {
  return sql`SELECT count(DISTINCT _line)::DOUBLE AS "orders", count(*)::DOUBLE AS "lines" FROM ${identifier(table)}`;
}

/** Rows spread over a table, to judge its columns by. */
export function someRows(table: string, limit: number): Sql {
  return sql`SELECT * FROM ${identifier(table)} ORDER BY hash(_line) LIMIT ${limit}`;
}
