import type { MappingDecision, StagedFile } from './decision.ts';
import type { Answers, ImportSettings } from './types.ts';

/** A file that is decided and not loaded yet. */
export interface Decided {
  staged: StagedFile;
  decision: MappingDecision;
}

interface Group {
  currency: string;
  files: Decided[];
  rows: number;
}

/**
 * Files of orders that are each in one currency, but not all in the same: one question as inside a file, put with the first of them; while it is
 * open the rows of all of them wait, and rows in another currency than the one chosen are left out. Amounts of files that name no currency, and
 * receivables in another one, are told beside files that do. Nothing to settle when the settings name the currency of the analysis.
 */
export function settleCurrencies(files: readonly Decided[], settings: ImportSettings, answers: Answers): void {
  if (settings.currency !== undefined) return;
  const groups = groupsOf(files);
  const [first] = groups;
  if (!first) return;
  if (groups.length === 1) {
    tellUnsaid(files, first.currency);
    tellReceivables(files, first.currency);
    return;
  }
  const answer = ask(groups, answers);
  for (const { decision } of groups.flatMap((group) => group.files)) {
    if (!decision.orders) continue;
    if (answer === null) decision.orders.waiting = true;
    else if (decision.orders.currency?.keep !== answer) decision.orders.currency = { ...decision.orders.currency, keep: answer, rates: {} };
  }
}

function groupsOf(files: readonly Decided[]): Group[] {
  const groups = new Map<string, Group>();
  for (const file of files) {
    const currency = file.decision.orders?.currency?.keep;
    if (!currency) continue;
    const group = groups.get(currency) ?? { currency, files: [], rows: 0 };
    group.files.push(file);
    group.rows += file.staged.summary.rows;
    groups.set(currency, group);
  }
  return [...groups.values()];
}

function ask(groups: readonly Group[], answers: Answers): string | null {
  const [first] = groups.flatMap(({ files }) => files);
  if (!first) return null;
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  const id = `${first.staged.signature}/currency`;
  const choices = [
    ...groups.map((group) => ({
      id: group.currency,
      text: { code: 'choice_keep', parameters: { currency: group.currency } },
      effect: { code: 'effect_keep', parameters: { rows: group.rows, others: rows - group.rows } },
    })),
    { id: 'rates', text: { code: 'choice_rates', parameters: {} }, effect: { code: 'effect_rates', parameters: { rows } } },
  ];
  const answer = choices.find((choice) => choice.id === answers[id])?.id ?? null;
  first.decision.questions.push({
    ...{ id, choices, answer },
    text: {
      code: 'question_currencies',
      parameters: {
        words: groups.map(({ currency, files }) => `${currency} (${files.map(({ staged }) => staged.name).join(', ')})`).join(' · '),
      },
    },
    samples: [],
  });
  return answer === 'rates' ? null : answer;
}

function tellUnsaid(files: readonly Decided[], currency: string): void {
  for (const { decision } of files) {
    const { orders, notes } = decision;
    if (orders && orders.currency === null && orders.amount !== null && orders.amount.role !== 'converted_amount')
      notes.push({ code: 'currency_unsaid', parameters: { currency } });
  }
}

function tellReceivables(files: readonly Decided[], currency: string): void {
  for (const { staged, decision } of files) {
    const use = decision.table === 'orders' ? undefined : decision.uses.find(({ role }) => role.role === 'currency');
    const column = use ? Number(use.staged.slice(1)) : -1;
    const others = new Set(
      (staged.sample[column] ?? []).map((word) => word.trim().toUpperCase()).filter((word) => word !== '' && word !== currency),
    );
    if (others.size > 0)
      decision.notes.push({ code: 'currency_beside', parameters: { currency, words: [...others].slice(0, 6).join(' · ') } });
  }
}
