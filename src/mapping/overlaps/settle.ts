import type { Engine } from '#engine/engine.ts';
import { overlapRules } from '#schema/thresholds.ts';
import type { Sql } from '#sql/sql.ts';
import type { Row } from '#table/table.ts';
import { rowsFrom } from '../columns/one-row.ts';
import { dropTable } from '../load/query.ts';
import type { Answers, FileResult } from '../types.ts';
import * as query from './query.ts';

/** Two files that share orders, in the order in which they were dropped. */
interface Pair {
  a: FileResult;
  b: FileResult;
  orders: number;
  other: number;
}

/**
 * Orders that several files of one header have count from the newest of them, whose last date is the latest; rows of the others stay, flagged
 * `superseded`, and do not count. Where the last dates are equal a person is asked and the file dropped last counts meanwhile. Files in which half of the
 * shared order numbers or more have another customer or date are of different shops: both count, and that is told. `prefix` as of the import's tables.
 */
export async function settleOverlaps(
  engine: Engine,
  prefix: string,
  files: readonly FileResult[],
  answers: Answers,
  signal?: AbortSignal,
): Promise<void> {
  const groups = new Map<string, FileResult[]>();
  for (const file of files.filter(isNumbered)) groups.set(file.signature, [...(groups.get(file.signature) ?? []), file]);
  for (const group of groups.values()) if (group.length > 1) await settle(engine, prefix, group, answers, signal);
}

/** Whether a file brought orders with numbers of their own. */
function isNumbered({ table, failure, skipped, columns }: FileResult): boolean {
  return table === 'orders' && !failure && skipped === null && columns.some(({ role }) => role === 'order_id');
}

async function settle(
  engine: Engine,
  prefix: string,
  group: readonly FileResult[],
  answers: Answers,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = signal ? { signal } : {};
  const run = (statement: Sql) => engine.execute(statement, options);
  const rows = (statement: Sql): Promise<Row[]> => rowsFrom({ engine, signal }, statement);
  const [orders, flags] = [`${prefix}orders_all`, `${prefix}flags`];
  const names = group.map(({ name }) => name);
  await run(query.createShared(orders, names));
  const pairs = (await rows(query.sharedPairs())).flatMap((row): Pair[] => {
    const [a, b] = [row.a, row.b].map((name) => group.find((file) => file.name === name));
    return a && b ? [{ a, b, orders: Number(row.orders), other: Number(row.other) }] : [];
  });
  const overlapping = pairs.filter(({ orders: shared, other }) => other < shared * overlapRules.otherShop);
  for (const pair of pairs.filter((one) => !overlapping.includes(one))) {
    const { a, b, orders: shared, other } = pair;
    b.notes.push({ code: 'note_order_numbers_shared', parameters: { orders: shared, other, file: a.name } });
  }
  if (overlapping.length > 0) {
    const last = new Map((await rows(query.lastDates(orders, names))).map((row) => [String(row.file), String(row.last)]));
    const precedences = precedencesOf(overlapping, group, last, answers);
    const found = await rows(query.supersededSums(orders, precedences));
    await run(query.flagSuperseded(flags, orders, precedences));
    await run(query.leaveOutSuperseded(flags, orders));
    for (const row of found) tell(group, row, last);
  }
  await run(dropTable(query.sharedOrders));
}

function precedencesOf(
  pairs: readonly Pair[],
  group: readonly FileResult[],
  last: ReadonlyMap<string, string>,
  answers: Answers,
): query.Precedence[] {
  const chosen = new Map<string, string>();
  const newerOf = ({ a, b }: Pair): FileResult => {
    const [lastA = '', lastB = ''] = [last.get(a.name), last.get(b.name)];
    if (lastA !== lastB) return lastA > lastB ? a : b;
    const newer = ask(a, b, lastA, answers) === a.name ? a : b;
    chosen.set([a.name, b.name].join('/'), newer.name);
    return newer;
  };
  const settled = pairs.map((pair) => ({ pair, newer: newerOf(pair) }));
  const place = new Map(group.map(({ name }, index) => [name, index]));
  const ranked = [...group].sort((a, b) => {
    const [lastA = '', lastB = ''] = [last.get(a.name), last.get(b.name)];
    if (lastA !== lastB) return lastA < lastB ? -1 : 1;
    const said = chosen.get([a.name, b.name].join('/')) ?? chosen.get([b.name, a.name].join('/'));
    return said ? (said === b.name ? -1 : 1) : (place.get(a.name) ?? 0) - (place.get(b.name) ?? 0);
  });
  return settled.map(({ pair: { a, b }, newer }) => ({
    older: newer === a ? b.name : a.name,
    newer: newer.name,
    rank: ranked.indexOf(newer),
  }));
}

function ask(a: FileResult, b: FileResult, last: string, answers: Answers): string | null {
  const id = `${b.signature}/newer/${a.name}/${b.name}`;
  const choices = [b, a].map(({ name }) => ({
    id: name,
    text: { code: 'choice_newer', parameters: { file: name } },
    effect: { code: 'effect_newer', parameters: { file: name } },
  }));
  const answer = choices.find((choice) => choice.id === answers[id])?.id ?? null;
  b.questions.push({
    ...{ id, choices, answer, samples: [] },
    text: { code: 'question_newer', parameters: { file: b.name, other: a.name, last } },
    suggested: { choice: b.name, reason: { code: 'reason_dropped_last', parameters: {} } },
  });
  return answer;
}

function tell(group: readonly FileResult[], row: Row, last: ReadonlyMap<string, string>): void {
  const [name, newer] = [String(row.file), String(row.newer)];
  const [first = '', until = ''] = [last.get(name), last.get(newer)];
  const counts = { orders: Number(row.orders), rows: Number(row.rows), sum: Number(row.sum), file: newer };
  group
    .find((file) => file.name === name)
    ?.notes.push(
      first === until
        ? { code: 'note_superseded_chosen', parameters: counts }
        : { code: 'note_superseded', parameters: { ...counts, first, last: until } },
    );
}
