import type { Row } from '#table/table.ts';
import type { ColumnUse, MappingDecision, StagedFile } from '../../decision.ts';
import type { ControlSum } from '../../types.ts';
import { printedTotals, sumsBetween } from './query.ts';
import type { Sql } from '#sql/sql.ts';

/** Total lines that are compared at most. */
const mostTotals = 100;

/** Amounts of one piece are not added up. */
const notSummed = new Set(['unit_price', 'list_price', 'products.unit_cost', 'unit_cost', 'minutes', 'first_response_minutes']);

/**
 * Every printed total beside the sum of the records it stands for: those since the total before it, or all before it, whichever comes to the
 * printed number (to half a cent); otherwise all. Empty for files laid out anew and without totals.
 */
export async function controlSums(
  rows: (statement: Sql) => Promise<Row[]>,
  staged: StagedFile,
  decision: MappingDecision,
  typed: string,
): Promise<ControlSum[]> {
  const uses = decision.uses.filter(isSummed);
  const totals = [...staged.totals].sort((a, b) => a.line - b.line).slice(0, mostTotals);
  if (totals.length === 0 || uses.length === 0 || decision.unusable || decision.sourceColumns !== null) return [];
  const printed = await rows(printedTotals(totals, uses));
  const lines = totals.map(({ line }) => line);
  const parts = new Map((await rows(sumsBetween(typed, lines, uses))).map((row) => [Number(row.b), row]));
  const found: ControlSum[] = [];
  uses.forEach(({ source }, index) => {
    let [all, since] = [0, 0];
    totals.forEach(({ line }, order) => {
      const part = Number(parts.get(order)?.[`s${index}`] ?? 0);
      [all, since] = [all + part, since + part];
      const value = printed[order]?.[`p${index}`];
      if (typeof value !== 'number') return;
      found.push({ line, column: source, printed: value, summed: cents(Math.abs(since - value) < 0.005 ? since : all) });
      since = 0;
    });
  });
  return found.sort((a, b) => a.line - b.line);
}

function isSummed({ role, open, format }: ColumnUse): boolean {
  const number = role.type === 'money' || role.type === 'number' || role.type === 'integer';
  return number && !open && format?.kind === 'number' && !notSummed.has(role.role);
}

const cents = (value: number): number => Math.round(value * 10_000) / 10_000;
