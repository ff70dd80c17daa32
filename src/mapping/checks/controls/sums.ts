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
    let [all, since] = [none, none];
    totals.forEach(({ line }, order) => {
      const row = parts.get(order) ?? {};
      const part = { summed: Number(row[`s${index}`] ?? 0), quarantined: Number(row.q ?? 0), worth: Number(row[`w${index}`] ?? 0) };
      [all, since] = [plus(all, part), plus(since, part)];
      const value = printed[order]?.[`p${index}`];
      if (typeof value !== 'number') return;
      const { summed, quarantined, worth } = Math.abs(since.summed - value) < 0.005 ? since : all;
      found.push({ line, column: source, printed: value, summed: cents(summed), quarantined, worth: cents(worth) });
      since = none;
    });
  });
  return found.sort((a, b) => a.line - b.line);
}

function isSummed({ role, open, format }: ColumnUse): boolean {
  const number = role.type === 'money' || role.type === 'number' || role.type === 'integer';
  return number && !open && format?.kind === 'number' && !notSummed.has(role.role);
}

type Part = Pick<ControlSum, 'summed' | 'quarantined' | 'worth'>;

const none: Part = { summed: 0, quarantined: 0, worth: 0 };

function plus(a: Part, b: Part): Part {
  return { summed: a.summed + b.summed, quarantined: a.quarantined + b.quarantined, worth: a.worth + b.worth };
}

const cents = (value: number): number => Math.round(value * 10_000) / 10_000;
