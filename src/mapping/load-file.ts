import type { Engine } from '#engine/engine.ts';
import type { Source } from '#importers/open.ts';
import { canonicalTable } from '#schema/canonical.ts';
import type { Sql } from '#sql/sql.ts';
import type { Row } from '#table/table.ts';
import { rowsFrom } from './columns/one-row.ts';
import { carriedColumns, carriedTables, gather } from './carried/query.ts';
import { controlSums } from './checks/controls/sums.ts';
import { createDictionary, createTyped, dictionaryOf, insertFlags, mayRepeatRows } from './checks/query.ts';
import { countRepeats, flagRepeatedRows, flagRepeats, markRepeats } from './checks/repeats/query.ts';
import type { MappingDecision, StagedFile } from './decision.ts';
import {
  columnsFor,
  countLost,
  dropTable,
  flagLost,
  insertQuarantine,
  insertRows,
  markDuplicates,
  markRecords,
  physicalName,
} from './load/query.ts';
import { countTwice, excludeDocuments, inheritBuyers, insertRefunds, shareTotals } from './orders/prepare/query.ts';
import { weakKeys } from './orders/query.ts';
import { countSound, firstProblems, insertMapped, insertRejected, leftEmpty, repeatedOrders, typedState } from './report/query.ts';
import type { ControlSum, FileResult } from './types.ts';

const problemsShown = 100;
const rejectedAtOnce = 500;

/**
 * Turns a staged file into rows of the tables under `prefix`: typed, checked, the sound rows into its canonical table, the rest into quarantine.
 * The staging table is dropped. Answers what became of the file.
 */
export async function loadFile(
  engine: Engine,
  source: Source,
  staged: StagedFile,
  decision: MappingDecision,
  prefix: string,
  signal?: AbortSignal,
): Promise<FileResult> {
  const options = signal ? { signal } : {};
  const run = (statement: Sql) => engine.execute(statement, options);
  const rows = (statement: Sql): Promise<Row[]> => rowsFrom({ engine, signal }, statement);
  const first = async (statement: Sql): Promise<Row> => (await rows(statement))[0] ?? {};
  const typed = `typed_${staged.staging}`;
  const quarantine = `${prefix}quarantine`;
  for (let at = 0; at < staged.rejected.length; at += rejectedAtOnce) {
    await run(insertRejected(quarantine, staged.name, staged.rejected.slice(at, at + rejectedAtOnce)));
  }
  const target = decision.table === 'none' ? null : prefix + physicalName(decision.table);
  const key = decision.table === 'none' ? null : canonicalTable(decision.table).key;
  const dictionary = createDictionary(staged.staging, decision);
  if (dictionary) await run(dictionary);
  await run(createTyped(typed, staged.staging, decision));
  await run(dropTable(dictionaryOf(staged.staging)));
  if (staged.together && decision.table === 'orders') await run(markRecords(typed));
  const numbered = decision.uses.some(({ role }) => role.role === (decision.table === 'orders' ? 'order_id' : key));
  const again = Number((await first(countRepeats(staged.name))).n) > 0;
  if (again && numbered) await run(markRepeats(typed, staged.name));
  const controls = await controlSums(rows, staged, decision, typed);
  const share = decision.unusable ? null : shareTotals(typed, decision);
  if (share) await run(share);
  const keyUse = decision.uses.find((use) => use.role.role === key);
  if (target && key && keyUse) await run(markDuplicates(typed, target, key, keyUse.source));
  const state = (await first(typedState(typed))) as Record<'rows' | 'sound' | 'continuation' | 'flags', number>;
  const { staging: records, width } = staged.written ?? { staging: staged.staging, width: staged.shape.columns.length };
  if (state.sound < state.rows) await run(insertQuarantine(quarantine, typed, records, staged.name, width, staged.shape.delimiter || '\t'));
  const parted = state.rows !== staged.summary.rows && state.sound < state.rows;
  const lost = parted ? Number((await first(countLost(typed))).lost) : 0;
  if (lost > 0) await run(flagLost(`${prefix}flags`, typed, staged.name));
  if (state.flags > 0) await run(insertFlags(`${prefix}flags`, typed, staged.name));
  if (again && !numbered) await run(flagRepeats(`${prefix}flags`, typed, staged.name));
  for (const table of new Set([staged.staging, records])) await run(dropTable(table));
  let twice = 0;
  if (target && !decision.unusable && decision.uses.length > 0) {
    await run(insertRows(target, typed, decision));
    twice = await refund(run, first, decision, target, typed);
    await note(run, decision, prefix);
    if (decision.table === 'orders') await carry(run, decision, target, typed, prefix);
  }
  const { loaded, continuation } = (
    state.rows === staged.summary.rows ? { loaded: state.sound, continuation: state.continuation } : await first(countSound(typed))
  ) as { loaded: number; continuation: number };
  const repeated = target && mayRepeatRows(decision) ? (await first(repeatedOrders(target, staged.name))).repeated === 1 : false;
  if (repeated) await run(flagRepeatedRows(`${prefix}flags`, typed, staged.name));
  await run(dropTable(typed));
  const problems = [
    ...(await rows(firstProblems(quarantine, staged.name, problemsShown))),
    ...(await rows(leftEmpty(`${prefix}flags`, staged.name, problemsShown))),
  ];
  const notes = [
    ...decision.notes,
    ...(lost > 0 ? [{ code: 'lines_lost', parameters: { lines: lost } }] : []),
    ...(twice > 0 ? [{ code: 'refunds_both', parameters: { rows: twice } }] : []),
  ];
  return report(source, staged, { ...decision, notes }, { loaded, continuation }, problems, repeated, controls);
}

/** Puts refunds told beside their orders in; how many of them stand in the file as a document too. */
async function refund(
  run: (statement: Sql) => Promise<void>,
  first: (statement: Sql) => Promise<Row>,
  decision: MappingDecision,
  target: string,
  typed: string,
): Promise<number> {
  const columns = columnsFor(decision);
  const refunds = insertRefunds(target, typed, decision, columns);
  const count = countTwice(typed, decision, columns);
  const left = excludeDocuments(target, decision);
  if (left) await run(left);
  if (refunds) await run(refunds);
  const buyers = inheritBuyers(target, decision);
  if (buyers) await run(buyers);
  return count ? Number((await first(count)).orders) : 0;
}

async function note(run: (statement: Sql) => Promise<void>, decision: MappingDecision, prefix: string): Promise<void> {
  const columns = columnsFor(decision).flatMap(({ column, badge }) => (badge ? [{ column, badge }] : []));
  if (columns.length > 0) await run(insertMapped(`${prefix}mapped_columns`, decision.table, decision.file, columns));
}

async function carry(
  run: (statement: Sql) => Promise<void>,
  decision: MappingDecision,
  target: string,
  typed: string,
  prefix: string,
): Promise<void> {
  const roles = new Set(decision.uses.map((use) => use.role.role));
  if (weakKeys.some((key) => roles.has(key))) roles.add('customer_id');
  for (const carried of carriedTables) {
    if (!roles.has(carried.key)) continue;
    await run(gather(carried, roles, target, typed, decision.file));
    const columns = [carried.key, ...carriedColumns(carried, roles).map(({ column }) => column)].map((column) => ({
      column,
      badge: 'measured',
    }));
    await run(insertMapped(`${prefix}mapped_columns`, carried.table, decision.file, columns));
  }
}

function grainOf({ orders }: MappingDecision, repeated: boolean): string {
  return orders && orders.grain !== 'record' ? orders.grain : repeated ? 'order-line' : 'order';
}

function report(
  source: Source,
  staged: StagedFile,
  decision: MappingDecision,
  { loaded, continuation }: { loaded: number; continuation: number },
  problems: Row[],
  repeated: boolean,
  controls: ControlSum[],
): FileResult {
  const { summary, shape } = staged;
  const made =
    decision.unusable || decision.uses.length === 0
      ? []
      : columnsFor(decision).flatMap(({ column, badge, reason }) => (badge && reason ? [{ column, badge, reason }] : []));
  return {
    ...{ name: staged.name, file: source.file, path: source.path, sheet: source.sheet, format: source.format, skipped: null },
    ...{ signature: staged.signature, encodings: shape.encodings, preamble: shape.preamble, controls },
    notes: [...shape.notes, ...decision.notes].map(({ code, parameters }) => ({ code: `note_${code}`, parameters })),
    encoding: shape.encoding,
    delimiter: shape.delimiter,
    headerLine: shape.headerLine,
    system: decision.system?.profile.id ?? 'generic',
    systemConfidence: decision.system?.confidence ?? 0,
    grain: decision.table === 'orders' ? grainOf(decision, repeated) : 'record',
    table: decision.table,
    rowsIn: summary.records,
    loaded,
    continuation,
    notRecords: summary.notRecords,
    quarantined: summary.rejected + summary.rows - loaded - continuation,
    renamed: shape.renamed,
    columns: decision.sourceColumns ?? decision.columns,
    made,
    missing: decision.refused
      ? [decision.refused]
      : decision.unusable
        ? [{ code: decision.table === 'none' ? 'missing_table' : 'missing_columns', parameters: { table: decision.table } }]
        : [],
    questions: decision.questions,
    problems: problems.map(({ line, column, rule, found }) => ({
      line: Number(line),
      column: String(column),
      rule: String(rule),
      found: String(found ?? ''),
    })),
    failure: null,
  };
}
