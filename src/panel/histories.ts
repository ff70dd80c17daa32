import type { CustomerHistory, LevelKind, SegmentProvider } from '#models/lifecycle/stages/history.ts';
import { columnOf, rowsOf } from '#table/rows.ts';
import type { Table } from '#table/table.ts';
import { CustomerDays } from './customer-days.ts';
import { SeasonClock } from './season-clock.ts';
import type { Season } from './seasonality.ts';
import { RhythmByMonth, type RhythmCell } from './segment.ts';

/** One customer as the stage machine reads one. */
export interface ReadHistory {
  customerId: string;
  history: CustomerHistory;
  segment: SegmentProvider;
}

export interface ReadHistories {
  level: LevelKind;
  /** days of a period */
  periodDays: number;
  customers: ReadHistory[];
}

/** The histories that the queries of `historyInputs` answer; customers in the order of their ids. No facts make no customers. */
export function readHistories(tables: Record<string, Table>): ReadHistories {
  const facts = rowsOf(tables.facts!)[0];
  if (!facts) return { level: 'orders', periodDays: 1, customers: [] };
  const periodDays = Number(facts.period_days);
  const money = facts.has_amount === 1;
  const rhythm = new RhythmByMonth(rowsOf(tables.rhythm!) as unknown as RhythmCell[], periodDays);
  const season = rowsOf(tables.season!) as unknown as Season[];
  const clock = season.length > 0 ? new SeasonClock(season) : null;
  const orders = groups(tables.orders!);
  const cells = groups(tables.cells!);
  const contracts = groups(tables.contracts!);
  const customers = rowsOf(tables.customers!).map((row): ReadHistory => {
    const customerId = String(row.customer_id);
    const origin = Number(row.origin);
    const periods = Number(row.complete_periods);
    const mine = orders(customerId);
    const byAge = (name: string): Float64Array | null => {
      if (!money) return null;
      const values = new Float64Array(periods);
      for (const cell of cells(customerId)) values[Number(cell.age)] = Number(cell[name] ?? 0);
      return values;
    };
    const days = new CustomerDays(periodDays, money, clock);
    days.start(0, customerId, periods, true);
    for (const order of mine) days.add(origin + Number(order.day), true, Number(order.amount ?? 0), 0, 0);
    for (const end of contracts(customerId)) days.endContract(origin + Number(end.day), Number(end.open_items));
    const history = { ...days.history(), amounts: byAge('amount'), profits: byAge('profit') };
    return { customerId, history, segment: (t) => rhythm.at(days.lastDayOf(t)) };
  });
  return { level: !money ? 'orders' : facts.has_cogs === 1 ? 'amount+profit' : 'amount', periodDays, customers };
}

/** The rows of each customer, of a table sorted by customer. */
function groups(table: Table): (customerId: string) => Record<string, unknown>[] {
  const found = new Map<string, Record<string, unknown>[]>();
  const ids = columnOf(table, 'customer_id').values;
  rowsOf(table).forEach((row, index) => {
    const id = String(ids[index]);
    const list = found.get(id);
    if (list) list.push(row);
    else found.set(id, [row]);
  });
  return (customerId) => found.get(customerId) ?? [];
}
