import { orderLevels } from '#schema/thresholds.ts';
import { creditRows, prefixes, words } from './measure/query.ts';
import type { Reading } from './reading.ts';
import type { OrdersDecision } from './types.ts';
import { kindOfWord, meaningOf } from './words.ts';

type Word = { word: string; rows: number; line: number };

async function wordsOf(reading: Reading, role: string, fill: readonly string[] = []): Promise<Word[]> {
  const use = reading.use(role);
  if (!use) return [];
  const key = fill.includes(use.staged) ? (reading.use('order_id')?.staged ?? null) : null;
  const found = await reading.rows(words(reading.table, use.staged, orderLevels.words + 1, key));
  if (found.length > orderLevels.words) {
    reading.deciding.note({ code: 'words_many', parameters: { column: use.source, words: orderLevels.words } });
    return [];
  }
  return found.map(({ word, rows, line }) => ({ word: String(word), rows: Number(rows), line: Number(line) }));
}

/** What the words of status, refund status and kind mean; words of a status that nobody knows are asked about once and count meanwhile. */
export async function decideStates(
  reading: Reading,
  fill: readonly string[],
): Promise<Pick<OrdersDecision, 'statuses' | 'refunded' | 'refundStatuses' | 'kinds' | 'droppedDirections' | 'tests'>> {
  const profile = reading.deciding.system?.profile;
  const statuses: Record<string, string[]> = {};
  const refunded: string[] = [];
  const unknown: Word[] = [];
  const left: Record<string, number> = {};
  for (const word of await wordsOf(reading, 'status_text', fill)) {
    const meaning = meaningOf(word.word, profile?.statuses, profile?.statusOtherwise);
    if (meaning === null) unknown.push(word);
    else if (meaning === 'refunded') refunded.push(word.word);
    else if (meaning === 'partly') left.partly = (left.partly ?? 0) + word.rows;
    else if (meaning !== 'counted') {
      (statuses[meaning] ??= []).push(word.word);
      left[meaning] = (left[meaning] ?? 0) + word.rows;
    }
  }
  if (unknown.length > 0 && ask(reading, unknown) === 'excluded') (statuses.excluded ??= []).push(...unknown.map(({ word }) => word));
  const { partly = 0, ...states } = left;
  for (const [state, rows] of Object.entries(states)) reading.deciding.note({ code: `state_${state}`, parameters: { rows } });
  if (partly > 0 && !reading.roles.has('refund_amount')) reading.deciding.note({ code: 'refunds_partly', parameters: { rows: partly } });
  const refundStatuses = (await wordsOf(reading, 'refund_status', fill)).flatMap(({ word }) =>
    (profile?.refundStatuses?.[word] ?? meaningOf(word)) === 'refunded' ? [word] : [],
  );
  const directions = Object.entries(profile?.directions ?? {}).flatMap(([word, way]) => (way === 'drop' ? [word] : []));
  return {
    ...{ statuses, refunded: profile?.refunds === 'document' ? [] : refunded, refundStatuses, kinds: await decideKinds(reading) },
    ...{ droppedDirections: directions, tests: [...(profile?.tests ?? [])] },
  };
}

function ask(reading: Reading, unknown: readonly Word[]): string | null {
  const use = reading.use('status_text');
  const rows = unknown.reduce((sum, word) => sum + word.rows, 0);
  return reading.deciding.ask({
    key: `${use?.source ?? ''}/status`,
    text: {
      code: 'question_status',
      parameters: { column: use?.source ?? '', file: reading.deciding.staged.name, words: unknown.map(({ word }) => word).join(' · ') },
    },
    choices: [
      { id: 'counted', text: { code: 'choice_counted', parameters: {} }, effect: { code: 'effect_counted', parameters: { rows } } },
      { id: 'excluded', text: { code: 'choice_excluded', parameters: {} }, effect: { code: 'effect_excluded', parameters: { rows } } },
    ],
    samples: unknown.slice(0, 3).map((word) => ({ line: word.line, written: word.word, readings: [] })),
  });
}

async function decideKinds(reading: Reading): Promise<Record<string, string[]>> {
  const own = reading.deciding.system?.profile.kinds;
  const kinds: Record<string, string[]> = {};
  let dropped = 0;
  for (const { word, rows } of await wordsOf(reading, 'kind_text')) {
    const kind = kindOfWord(word, own);
    (kinds[kind] ??= []).push(word);
    if (kind === 'drop') dropped += rows;
  }
  if (dropped > 0) reading.deciding.note({ code: 'kinds_dropped', parameters: { rows: dropped, words: (kinds.drop ?? []).join(' · ') } });
  return kinds;
}

/** Whether order numbers with a C in front are refunds, as where the others are digits alone. */
export async function decidePrefix(reading: Reading): Promise<OrdersDecision['prefix']> {
  const use = reading.use('order_id');
  if (!use) return null;
  const { rows: written = 0 } = await reading.numbers(creditRows(reading.table, use.staged));
  if (written === 0) return null;
  const { credits = 0, plain = 0, linked = 0 } = await reading.numbers(prefixes(reading.table, use.staged));
  if (credits === 0 || (plain <= credits && reading.deciding.system?.profile.refunds !== 'prefix')) return null;
  reading.deciding.note({ code: 'refunds_prefix', parameters: { orders: credits } });
  return linked >= orderLevels.share * credits ? 'linked' : 'own';
}
