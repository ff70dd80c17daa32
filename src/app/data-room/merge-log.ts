import type { MergedAccount } from '#customers/accounts.ts';
import { m } from '#i18n/messages.ts';
import type { TableColumn, TableRow } from '#ui/table-cells.ts';
import { asCsv } from '../save.ts';

type Column = TableColumn & { key: keyof MergedAccount };

/** The merge log as a table: account, parent, what it is counted as, steps, problem, its own orders and amount. */
export function logTable(log: readonly MergedAccount[]): { columns: Column[]; rows: TableRow[] } {
  const right = { align: 'right' as const };
  return {
    columns: [
      { key: 'id', title: m.app_level_account() },
      { key: 'parent', title: m.app_level_parent_id() },
      { key: 'unit', title: m.app_level_unit() },
      { key: 'depth', title: m.app_level_steps(), ...right, format: 'integer' },
      { key: 'problem', title: m.app_level_problem() },
      { key: 'orders', title: m.terms_orders(), ...right, format: 'integer' },
      { key: 'amount', title: m.terms_amount(), ...right, format: 'money' },
    ],
    rows: log.map((account) => ({ ...account, problem: problemName(account.problem) })),
  };
}

/** The merge log as CSV for spreadsheets. */
export function logCsv(log: readonly MergedAccount[]): string {
  const { columns, rows } = logTable(log);
  const cell = (row: TableRow, key: string): string | number | null => {
    const value = row[key] ?? null;
    return typeof value === 'boolean' ? String(value) : value;
  };
  return asCsv(
    columns.map(({ title }) => title),
    rows.map((row) => columns.map(({ key }) => cell(row, key))),
  );
}

function problemName(problem: MergedAccount['problem']): string | null {
  if (problem === null) return null;
  return problem === 'cycle' ? m.app_level_problem_cycle() : m.app_level_problem_unknown_parent();
}
