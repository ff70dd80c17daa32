import type { Engine } from '#engine/engine.ts';
import type { Sql } from '#sql/sql.ts';
import type { Row } from '#table/table.ts';
import { rowsFrom } from '../columns/one-row.ts';
import type { StagedFile } from '../decision.ts';
import { dropTable } from '../load/query.ts';
import { normaliseName } from '../names/normalise.ts';
import { someRows } from '../reshape/lines/query.ts';
import type { SystemMatch, SystemProfile } from '../systems/definition.ts';
import { lookupOf } from '../systems/lookup.ts';
import type { Coded } from '../types.ts';
import { countJoined, createJoined, type Fate, type Keyed, numbersOf, paymentsOf } from './query.ts';

/** A staged file with the system that its header tells. */
export interface Known {
  staged: StagedFile;
  system: SystemMatch | null;
}

/** A file that was brought together with others. */
export interface Joined extends Known {
  notes: Coded[];
  /** all its rows are told by the rows of another file, or wait: there is nothing to map */
  told: boolean;
}

/** Amounts and counts of a whole order: where the lines stand in a file of their own, theirs count. */
const ofTheOrder: ReadonlySet<string> = new Set(
  'order_id net_amount order_total order_subtotal order_discount paid_amount refund_amount qty'.split(' '),
);

/** Rows of a joined table that its columns are judged by. */
const sampledRows = 2000;

/**
 * Brings files of lines and of payments together with the orders of their system that are dropped with them: lines take what only the order
 * says, orders that have lines are told by them, payments of an order are added up. Files without a counterpart are left as they are. The
 * answer has the files that changed, by the file as it was; the staging tables of these are dropped.
 */
export async function joinSides(engine: Engine, files: readonly Known[], signal: AbortSignal): Promise<Map<StagedFile, Joined>> {
  const joined = new Map<StagedFile, Joined>();
  for (const id of new Set(files.flatMap(({ system }) => system?.profile.partOf?.system ?? []))) {
    const orders = files.filter(({ system }) => system?.profile.id === id);
    const parts = files.filter(({ system }) => system?.profile.partOf?.system === id);
    if (orders.length > 0) await joinGroup(engine, orders, parts, joined, signal);
  }
  for (const { staging } of joined.keys()) await engine.execute(dropTable(staging), { signal });
  return joined;
}

async function joinGroup(
  engine: Engine,
  orders: readonly Known[],
  parts: readonly Known[],
  joined: Map<StagedFile, Joined>,
  signal: AbortSignal,
): Promise<void> {
  const [lines, payments] = (['lines', 'payments'] as const).map((as) => parts.filter(({ system }) => system?.profile.partOf?.as === as));
  const numberName = parts[0]?.system?.profile.partOf?.of ?? '';
  const keyedOrders = orders.map((file) => ({ known: file, file: keyed(file, numberName) }));
  const keyedParts = (files: readonly Known[] = []) =>
    files.map((file) => ({ known: file, file: keyed(file, file.system?.profile.partOf?.key ?? '') }));
  const [ofLines, ofPayments] = [keyedParts(lines), keyedParts(payments)];
  const paid = paymentsOf(ofPayments.map(({ known, file }) => ({ file, amount: roleAt(known, 'paid_amount') })));
  const lay = async (
    one: { known: Known; file: Keyed },
    keyName: string,
    sources: Source[],
    fate: Fate,
    notes: string[],
  ): Promise<void> => {
    const { staged, system } = one.known;
    const target = `joined_${staged.staging}`;
    const named = sources.map(({ rows, columns }) => ({ rows, values: columns.length }));
    await engine.execute(createJoined(target, one.file, keyName, named, fate), { signal });
    const rows = (statement: Sql): Promise<Row[]> => rowsFrom({ engine, signal }, statement);
    const [counts = {}] = await rows(countJoined(target));
    const added = sources.flatMap(({ columns }) => columns);
    const columns = [...staged.shape.columns, ...added.map(({ name }) => name)];
    const sampled = await rows(someRows(target, sampledRows));
    const parameters = { records: Number(counts.records), lost: Number(counts.lost), told: Number(counts.told) };
    joined.set(staged, {
      staged: {
        ...staged,
        staging: target,
        shape: { ...staged.shape, columns, descriptions: staged.shape.descriptions.map((cells) => [...cells, ...added.map(() => '')]) },
        sample: columns.map((_, index) => sampled.map((row) => String(row[`c${index}`] ?? ''))),
        ruled: true,
        ofOrders: added.map(({ role }) => role),
        written: { staging: target, width: staged.shape.columns.length },
      },
      system: system && { ...system, profile: merged(system.profile, orders[0]?.system?.profile ?? null, added) },
      notes: notes.map((code) => ({ code, parameters })),
      told: typeof fate === 'object',
    });
  };
  const borrowed = borrowedFor(orders, lines?.[0] ?? null);
  const fromOrders = numbersOf(keyedOrders.map(({ known, file }) => ({ file, columns: borrowed.map(({ role }) => roleAt(known, role)) })));
  const paidAs = (role: string): Source[] => (ofPayments.length === 0 ? [] : [{ rows: paid, columns: [{ name: 'paid', role }] }]);
  for (const one of ofLines) {
    const sources = [{ rows: fromOrders, columns: borrowed }, ...paidAs('paid_amount')];
    await lay(one, partKey(one.known), sources, borrowed.some(({ role }) => role === 'date') ? 'needs-order' : 'counts', ['lines_joined']);
  }
  const known = numbersOf(keyedOrders.map(({ file }) => ({ file, columns: [] })));
  for (const one of ofPayments) {
    await lay(one, partKey(one.known), [{ rows: known, columns: [] }], { amount: roleAt(one.known, 'paid_amount') }, ['payments_joined']);
  }
  const itemised = numbersOf(ofLines.map(({ file }) => ({ file, columns: [] })));
  for (const one of keyedOrders) {
    if (ofLines.length > 0)
      await lay(one, numberName, [{ rows: itemised, columns: [] }, ...paidAs('paid_amount')], 'told-elsewhere', ['orders_told']);
    else await lay(one, numberName, paidAs('order_total'), 'counts', []);
  }
}

/** Rows with their order number, and the columns that they lend. */
interface Source {
  rows: Sql;
  columns: readonly { name: string; role: string }[];
}

const partKey = ({ system }: Known): string => system?.profile.partOf?.key ?? '';

function keyed({ staged: { name: file, staging, shape }, system }: Known, name: string): Keyed {
  const lookup = system && lookupOf(system.profile);
  const key = shape.columns.findIndex((column) => lookup?.nameOf(column) === lookup?.nameOf(name));
  return { name: file, staging, width: shape.columns.length, key };
}

/** Where a file has the column of a role, -1 without it. */
function roleAt({ staged, system }: Known, role: string): number {
  const lookup = system && lookupOf(system.profile);
  return staged.shape.columns.findIndex((column) => lookup?.roleOf(column) === role);
}

/** What the files of orders say and the file of lines does not. */
function borrowedFor(orders: readonly Known[], lines: Known | null): { name: string; role: string }[] {
  if (!lines) return [];
  const own = new Set(lines.staged.shape.columns.map(normaliseName));
  const found = new Map<string, string>();
  for (const { staged, system } of orders) {
    const lookup = system && lookupOf(system.profile);
    for (const column of staged.shape.columns) {
      const role = lookup?.roleOf(column);
      if (!role || ofTheOrder.has(role) || roleAt(lines, role) >= 0 || found.has(role)) continue;
      found.set(role, own.has(normaliseName(column)) ? `${column} (orders)` : column);
    }
  }
  return [...found].map(([role, name]) => ({ name, role }));
}

/** The profile of a file with what it borrowed: what it says itself stands, the rest is said by the orders. */
function merged(own: SystemProfile, orders: SystemProfile | null, added: readonly { name: string; role: string }[]): SystemProfile {
  if (!orders || own.id === orders.id)
    return { ...own, columns: [...own.columns, ...names(added)], roles: { ...own.roles, ...roles(added) } };
  const { partOf: _part, missing: _missing, ...rest } = own;
  const aliases = { ...own.aliases };
  const profile = { ...orders, ...rest, aliases, table: 'orders' as const };
  return { ...profile, columns: [...own.columns, ...names(added)], roles: { ...own.roles, ...roles(added) } };
}

const names = (added: readonly { name: string }[]): string[] => added.map(({ name }) => name);
const roles = (added: readonly { name: string; role: string }[]): Record<string, string> =>
  Object.fromEntries(added.map(({ name, role }) => [name, role]));
