import type { Row } from '#table/table.ts';
import { rowsFrom } from '../columns/one-row.ts';
import type { Sql } from '#sql/sql.ts';
import type { Deciding, StagedFile } from '../decision.ts';
import { normaliseName } from '../names/normalise.ts';
import type { Reshaped, Reshaper } from './definition.ts';
import { countLines, createLines, itemFields, type Layout, someRows } from './lines/query.ts';

/** Rows of the new table that its columns are judged by. */
const sampledRows = 2000;

/** Orders whose lines are packed into a cell, or stand side by side in columns, become one row a line. */
export const linesReshaper: Reshaper = { id: 'lines', reshape: layOut };

async function layOut(deciding: Deciding): Promise<Reshaped | null> {
  const { staged, engine, signal } = deciding;
  const layout = layoutOf(deciding);
  if (!layout) return null;
  const options = signal ? { signal } : {};
  const rows = (statement: Sql): Promise<Row[]> => rowsFrom({ engine, signal }, statement);
  const fields = fieldsOf(staged, layout);
  const lines = `reshaped_${staged.staging}`;
  await engine.execute(createLines(lines, staged.staging, staged.shape.columns.length, fields, layout), options);
  const [counts = {}] = await rows(countLines(lines));
  const code = layout.kind === 'columns' || layout.columns.length > 1 ? 'lines_widened' : 'lines_unpacked';
  const column = layout.kind === 'columns' ? '' : (staged.shape.columns[Number(layout.columns[0]?.slice(1))] ?? '');
  deciding.note({ code, parameters: { column, orders: Number(counts.orders), lines: Number(counts.lines) } });
  const columns = [...staged.shape.columns, ...fields];
  const sampled = await rows(someRows(lines, sampledRows));
  const sample = columns.map((_, index) => sampled.map((row) => String(row[`c${index}`] ?? '')));
  const descriptions = staged.shape.descriptions.map((cells) => [...cells, ...fields.map(() => '')]);
  return {
    staged: {
      ...staged,
      staging: lines,
      shape: { ...staged.shape, columns, descriptions },
      sample,
      together: true,
      written: { staging: lines, width: staged.shape.columns.length },
    },
    names: {},
    columns: null,
  };
}

/** How the lines of an order stand in its record, null when the file has one row a line or none at all. */
function layoutOf({ staged, system }: Deciding): Layout | null {
  const names = staged.shape.columns.map(normaliseName);
  const wide = wideItems(names);
  if (wide.length > 0) return { kind: 'columns', items: wide };
  const several = names.flatMap((name, index) => (/^line item \d+$/.test(name) ? [index] : []));
  const byName = names.findIndex((name) => ['line items', 'product details', 'order items'].includes(name));
  const bySystem = staged.shape.columns.findIndex((source) => system?.profile.roles[source] === 'line_items');
  const found = several.length > 0 ? several : [bySystem >= 0 ? bySystem : byName].filter((index) => index >= 0);
  const values = (staged.sample[found[0] ?? -1] ?? []).filter((value) => value.trim() !== '');
  if (values.length === 0) return null;
  const share = (pattern: RegExp): number => values.filter((value) => pattern.test(value)).length / values.length;
  const columns = found.map((index) => `c${index}`);
  if (share(/product id\s*:.*product qty\s*:/i) > 0.5) return { kind: 'commas', columns };
  return share(/(^|\|)\s*(name|sku)\s*:[^|]*\|.*quantity\s*:/i) > 0.5 ? { kind: 'pipes', columns } : null;
}

/** Columns `Product Item n …` by item. */
function wideItems(names: readonly string[]): Record<string, string>[] {
  const items = new Map<number, Record<string, string>>();
  names.forEach((name, index) => {
    const [, nth, what] = /^product item (\d+) (.+)$/.exec(name) ?? [];
    const field = itemFields.find(([, keys]) => keys.split('|').includes(what ?? ''))?.[0];
    if (field === undefined) return;
    items.set(Number(nth), { ...items.get(Number(nth)), [field]: `c${index}` });
  });
  return [...items.values()];
}

/** The fields that the items have; a packed field is there when a value of the sample names it. */
function fieldsOf({ sample }: StagedFile, layout: Layout): string[] {
  const names = itemFields.map(([field]) => field);
  if (layout.kind === 'columns') return names.filter((field) => layout.items.some((item) => item[field] !== undefined));
  const values = layout.columns.flatMap((column) => sample[Number(column.slice(1))] ?? []);
  const keys = new Set(values.flatMap((value) => value.split(/[|;,]/).map((part) => (part.split(':', 1)[0] ?? '').trim().toLowerCase())));
  return itemFields.flatMap(([field, written]) => (written.split('|').some((key) => keys.has(key)) ? [field] : []));
}
