import { random } from '#numeric/random.ts';
import { encode } from '#table/arrow.ts';
import type { Table } from '#table/table.ts';

const names = ['place', 'day', 'is_order', 'sale_amount', 'amount', 'profit', 'open_items', 'complete', 'start_known'] as const;
const chunkRows = 50_000;
const lastDay = 20_000;
const periodDays = 30.4375;

/**
 * Days of trade as the panel's query `dayStream` answers them, `lines` of them for `customers` customers, made as they are read, so that they take no memory
 * of their own. Seeded.
 */
export async function* dayStream(lines: number, customers: number): AsyncGenerator<Uint8Array> {
  const next = random('days of the bench');
  const each = Math.max(1, Math.round(lines / customers));
  let cells = fresh();
  for (let place = 0; place < customers; place++) {
    const days = Math.floor(400 + 2000 * next());
    const origin = lastDay - days;
    for (let i = 0; i < each; i++) {
      const amount = Math.round(10_000 * (20 + 100 * next()));
      const row = [
        place,
        origin + Math.floor((i * days) / each),
        1,
        amount,
        amount,
        Math.round(amount * 0.4),
        -1,
        Math.floor((days + 1) / periodDays),
        1,
      ];
      row.forEach((value, column) => cells.numbers[column]!.push(value));
      cells.ids.push(`C${place}`);
    }
    if (cells.ids.length < chunkRows) continue;
    yield encode(table(cells));
    cells = fresh();
  }
  yield encode(table(cells));
}

function fresh(): { ids: string[]; numbers: number[][] } {
  return { ids: [], numbers: names.map(() => []) };
}

function table({ ids, numbers }: ReturnType<typeof fresh>): Table {
  return {
    rowCount: ids.length,
    columns: [
      { name: 'customer_id', kind: 'text', values: ids },
      ...names.map((name, column) => ({ name, kind: 'number' as const, values: numbers[column]! })),
    ],
  };
}
