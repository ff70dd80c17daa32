import { nextTurn } from '#base/turn.ts';
import { decideColumn } from './columns/decide.ts';
import { type ColumnProfile, profileInTurns } from './columns/profile.ts';
import type { ColumnUse, Deciding, MappingDecision } from './decision.ts';
import { assignRoles } from './names/assign.ts';
import { chooseTable, isIdentified } from './names/choose-table.ts';
import { rolesOf } from './names/roles.ts';
import { decideOrders } from './orders/decide.ts';
import { plainOrders } from './orders/types.ts';
import { markedCurrency } from './orders/marks.ts';
import { notData } from './refuse.ts';
import type { Coded, FileCorrection, MappedColumn, OpenQuestion } from './types.ts';

/** What deciding about a file starts from. */
export type Undecided = Omit<Deciding, 'ask' | 'note'>;

/** Questions and notes of a file, gathered while deciding. */
export interface Asked {
  questions: OpenQuestion[];
  notes: Coded[];
}

/** Decides what a staged file is and how each of its columns is read, by its system, by names and values, and by a person's corrections and answers. */
export async function decideFile(given: Undecided, correction: FileCorrection, asked: Asked): Promise<MappingDecision> {
  const deciding = withQuestions(given, asked);
  const { staged, system } = deciding;
  const profiles: ColumnProfile[] = [];
  await nextTurn();
  for (const [index, source] of staged.shape.columns.entries()) {
    profiles.push(await profileInTurns(source, staged.sample[index] ?? []));
    await nextTurn();
  }
  const refused = correction.table ? null : notData(staged, profiles, system);
  for (const code of [...(system?.profile.notes ?? []), ...(system?.fileNote ? [system.fileNote] : [])])
    deciding.note({ code, parameters: {} });
  const table = correction.table ?? (refused ? 'none' : (system?.profile.table ?? chooseTable(profiles)));
  const common = {
    file: staged.name,
    table,
    system,
    settings: given.settings,
    ...asked,
    latest: dayAfter(given.today),
    refused,
    ruled: staged.ruled ?? false,
    sourceColumns: null,
  };
  if (table === 'none') {
    const columns = profiles.map(({ source, samples }): MappedColumn => ({
      source,
      samples,
      role: 'ignored',
      becomes: 'ignored',
      confidence: 1,
      reason: { code: 'reason_no_table', parameters: {} },
    }));
    return { ...common, columns, uses: [], attributes: [], unusable: true, orders: null };
  }
  const columns = assignRoles(table, profiles, correction.roles, system);
  const uses: ColumnUse[] = [];
  for (const [index, { role }] of columns.entries()) {
    const definition = rolesOf(table).find((candidate) => candidate.role === role);
    const profile = profiles[index];
    if (!definition || !profile) continue;
    const use = await useOf(deciding, index, definition, columns);
    const amount =
      use.open && isAmount(use, columns, asked) ? rolesOf(table).find((candidate) => candidate.role === 'discount') : undefined;
    if (!amount) uses.push(use);
    else {
      columns[index] = { ...(columns[index] as MappedColumn), role: amount.role, becomes: amount.becomes, confidence: 1, reason: byPerson };
      uses.push(await useOf(deciding, index, amount, columns));
    }
  }
  const attributes = columns.flatMap(({ source, role }, index) => (role === 'attribute' ? [{ source, staged: `c${index}` }] : []));
  const unusable = !isIdentified(table, columns);
  const marks = table === 'orders' && !unusable ? await markedCurrency(deciding, uses) : null;
  if (marks) uses.push(marks);
  const orders = table === 'orders' && !unusable ? await decideOrders(deciding, uses) : null;
  return { ...common, columns, uses, attributes, unusable, orders };
}

/** The decision about a file all of whose rows belong to orders of other files: nothing of it is mapped. */
export function toldElsewhere({ staged, system, settings, today }: Undecided, asked: Asked): MappingDecision {
  const columns = staged.shape.columns.map((source, index): MappedColumn => ({
    ...{ source, role: 'ignored', becomes: 'ignored', confidence: 1 },
    reason: { code: 'reason_told_elsewhere', parameters: {} },
    samples: [...new Set((staged.sample[index] ?? []).filter((value) => value !== ''))].slice(0, 3),
  }));
  return {
    ...{ file: staged.name, table: 'orders', system, settings, ...asked, latest: dayAfter(today) },
    ...{ refused: null, ruled: true, sourceColumns: null, columns, uses: [], attributes: [], unusable: false },
    orders: { ...plainOrders, grain: 'payment' },
  };
}

const byPerson: Coded = { code: 'reason_person', parameters: {} };

/** True when a person says that a column taken for a discount's rate holds its amount, and no other column does. */
function isAmount({ source, role }: ColumnUse, columns: readonly MappedColumn[], { questions }: Asked): boolean {
  const answer = questions.find(({ id }) => id.endsWith(`/${source}/rate`))?.answer;
  return role.role === 'discount_rate' && answer === 'amount' && !columns.some((column) => column.role === 'discount');
}

async function useOf(deciding: Deciding, index: number, role: ColumnUse['role'], roles: MappedColumn[]): Promise<ColumnUse> {
  const source = deciding.staged.shape.columns[index] ?? '';
  const use: ColumnUse = { source, staged: `c${index}`, role, format: null, open: false, floatIds: false };
  const kind = formatKind(role.type);
  if (!kind) return use;
  const format = await decideColumn(deciding, use, kind, roles);
  return { ...use, format, open: format === null };
}

/** The steps' way to put questions and to say things, gathered in `asked`. */
export function withQuestions(given: Undecided, { questions, notes }: Asked): Deciding {
  return {
    ...given,
    ask({ key, ...question }) {
      const id = `${given.staged.signature}/${key}`;
      const answer = question.choices.find((choice) => choice.id === given.answers[id])?.id ?? null;
      questions.push({ id, ...question, answer });
      return answer;
    },
    note: (note) => void notes.push(note),
  };
}

function formatKind(type: string): 'date' | 'number' | 'text' | null {
  if (type === 'date' || type === 'timestamp') return 'date';
  if (type === 'boolean') return null;
  return type === 'text' ? 'text' : 'number';
}

function dayAfter(iso: string): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
