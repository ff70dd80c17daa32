import type { Engine } from '#engine/engine.ts';
import { joinRules } from '#schema/thresholds.ts';
import type { Answers, FileResult, JoinReport } from '../types.ts';
import { type Match, matches, matchOf, writeAlike } from './query.ts';

/**
 * Match rates of the tables under `prefix`. Where hardly any key matches, the file that brings the keys is told, and asked whether they are
 * to be written alike when that would match more (leading zeros, `.0`, case, e-mail for id); an answer that stands is carried out.
 */
export async function settleJoins(
  engine: Engine,
  prefix: string,
  files: readonly FileResult[],
  answers: Answers,
  signal?: AbortSignal,
): Promise<JoinReport[]> {
  const reports: JoinReport[] = [];
  for (const match of await matches(engine, prefix, signal)) reports.push(await settle(engine, prefix, match, files, answers, signal));
  return reports;
}

async function settle(
  engine: Engine,
  prefix: string,
  { link, report, better }: Match,
  files: readonly FileResult[],
  answers: Answers,
  signal?: AbortSignal,
): Promise<JoinReport> {
  const { from, to, fromKeys, toKeys, matched } = report;
  const file = files.find(({ table, loaded }) => table === link.table && loaded > 0);
  if (!file || matched >= joinRules.low * Math.min(fromKeys, toKeys)) return report;
  const numbers = { matched, keys: fromKeys, side: from, other: to };
  if (!better) {
    file.notes.push({ code: 'note_join_low', parameters: numbers });
    return report;
  }
  const id = `${file.signature}/join/${from}`;
  const choices = [
    { id: better.likening, text: { code: `choice_join_${better.likening}`, parameters: {} }, matched: better.matched },
    { id: 'as_written', text: { code: 'choice_join_as_written', parameters: {} }, matched },
  ];
  const answer = choices.find((choice) => choice.id === answers[id])?.id ?? null;
  file.questions.push({
    id,
    text: { code: 'question_join', parameters: numbers },
    choices: choices.map(({ matched: count, ...choice }) => ({
      ...choice,
      effect: { code: 'effect_join', parameters: { matched: count, keys: fromKeys } },
    })),
    samples: [],
    answer,
  });
  if (answer !== better.likening) return report;
  for (const statement of writeAlike(prefix, link, better.likening)) await engine.execute(statement, signal ? { signal } : {});
  return (await matchOf(engine, prefix, link, signal))?.report ?? report;
}
