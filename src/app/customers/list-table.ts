import type { Customer } from '#customers/customers.ts';
import type { ListColumn } from '#customers/query.ts';
import { m } from '#i18n/messages.ts';
import type { TableColumn, TableRow } from '#ui/table-cells.ts';
import { asCsv } from '../save.ts';
import { stageOf, tierName } from './words.ts';

interface ListTable {
  columns: (TableColumn & { key: ListColumn })[];
  /** with `id` in every row, shown or not */
  rows: TableRow[];
}

/** Customers as a table: codes in place of ids when `hashed`; segment and P(alive) only where somebody has one. */
export function listTable(customers: readonly Customer[], hashed: boolean): ListTable {
  const right = { align: 'right' as const };
  const columns: ListTable['columns'] = [
    hashed ? { key: 'code', title: m.app_customers_code() } : { key: 'id', title: m.app_customers_id() },
    { key: 'stage', title: m.terms_stage(), narrow: true },
    { key: 'firstOrder', title: m.app_customers_first_order(), ...right, narrow: true },
    { key: 'lastOrder', title: m.app_customers_last_order(), ...right, narrow: true },
    { key: 'orders', title: m.terms_orders(), ...right, format: 'integer' },
    { key: 'amount', title: m.terms_amount(), ...right, format: 'money' },
    { key: 'profit', title: m.terms_profit(), ...right, format: 'money' },
    { key: 'tier', title: m.app_customers_tier() },
  ];
  if (customers.some(({ segment }) => segment !== null)) columns.push({ key: 'segment', title: m.app_customers_segment() });
  if (customers.some(({ pAlive }) => pAlive !== null))
    columns.push({ key: 'pAlive', title: m.app_customers_p_alive(), ...right, format: 'percent' });
  const rows = customers.map((customer) => ({
    ...customer,
    stage: stageOf(customer.stage, customer.early),
    tier: tierName(customer.tier),
  }));
  return { columns, rows };
}

/** The table as CSV for spreadsheets. With `hashed` no id is in it. */
export function listCsv(customers: readonly Customer[], hashed: boolean): string {
  const { columns, rows } = listTable(customers, hashed);
  const cell = (value: TableRow[string] | undefined): string | number | null =>
    typeof value === 'boolean' ? String(value) : (value ?? null);
  return asCsv(
    columns.map(({ title }) => title),
    rows.map((row) => columns.map(({ key }) => cell(row[key]))),
  );
}
