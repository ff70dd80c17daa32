import type { Sql } from '#sql/sql.ts';
import type { Row } from '#table/table.ts';
import { rowsFrom } from '../columns/one-row.ts';
import type { Deciding, StagedFile } from '../decision.ts';
import { normaliseName } from '../names/normalise.ts';
import { answerColumns, embeddedKeys, type Part, partOf, toolOf } from '../surveys/columns.ts';
import { settleItems } from '../surveys/decide.ts';
import { type Item, itemsOf, looksLikeSurvey, soundsLikeItem } from '../surveys/items.ts';
import { createLong, distinctAnswers, invalidCounts, longColumns, sampleOf, uniqueness } from '../surveys/query.ts';
import { isSilent, oddAnswers } from '../surveys/scales.ts';
import type { ResponseColumns, SettledItem } from '../surveys/validity.ts';
import type { MappedColumn } from '../types.ts';
import type { Reshaped, Reshaper } from './definition.ts';

/** Different answers of a column that are looked at; beyond them it is free text. */
const mostAnswers = 300;

/** Rows of the long table that its columns are judged by. */
const sampledRows = 2000;

/** A survey with one row a response and one column a question becomes one row an answer. */
export const surveyReshaper: Reshaper = { id: 'survey', reshape: reshapeSurvey };

async function reshapeSurvey(deciding: Deciding): Promise<Reshaped | null> {
  const { staged, system, engine, signal } = deciding;
  const { shape } = staged;
  const tool = toolOf(shape);
  if (!tool && (system ? system.profile.table !== 'surveys' : !mayBeSurvey(staged))) return null;
  const options = signal ? { signal } : {};
  const rows = (statement: Sql): Promise<Row[]> => rowsFrom({ engine, signal }, statement);
  const response = responseColumns(staged);
  const own = new Set([response.id, response.date, ...response.customers]);
  const columns = answerColumns(shape, tool ?? 'generic').filter(({ index }) => !own.has(index));
  const distinct = new Map<number, string[]>();
  const odd = new Map<number, string[]>();
  for (const { index } of columns) {
    const found = await rows(distinctAnswers(staged.staging, index, mostAnswers));
    odd.set(index, oddAnswers(found.map(({ answer, rows: n }) => ({ answer: String(answer), rows: Number(n) }))));
    distinct.set(
      index,
      found.map(({ answer }) => String(answer)),
    );
  }
  const items = itemsOf(columns, distinct, odd).filter(({ index }) => (distinct.get(index) ?? []).length > 0);
  if (items.length === 0) return null;
  if (!tool) {
    const key = response.id ?? response.customers[0] ?? null;
    const { rows: filled = 0, different = 0 } = key === null ? {} : ((await rows(uniqueness(staged.staging, key)))[0] ?? {});
    if (!looksLikeSurvey(items, { id: response.id !== null, unique: filled === different, dated: response.date !== null })) return null;
  }
  const settled = settleItems(deciding, items);
  const long = `reshaped_${staged.staging}`;
  await engine.execute(createLong(long, staged.staging, shape.columns, settled, response), options);
  tell(deciding, items, distinct, (await rows(invalidCounts(long)))[0] ?? {});
  const sampled = await rows(sampleOf(long, sampledRows));
  const sample = longColumns.map((_, index) => sampled.map((row) => String(row[`c${index}`] ?? '')));
  return {
    staged: {
      ...staged,
      staging: long,
      shape: { ...shape, columns: longColumns, descriptions: [] },
      sample,
      ruled: true,
      written: { staging: staged.staging, width: shape.columns.length },
    },
    names: namesOf(staged, response),
    columns: mappedColumns(staged, response, settled),
  };
}

/** A look before any query: not long already, and names that sound like items. */
function mayBeSurvey({ shape }: StagedFile): boolean {
  const names = new Set(shape.columns.map(normaliseName));
  if (['item id', 'question id', 'construct', '题号', '題號', '构念'].some((name) => names.has(name))) return false;
  const items = answerColumns(shape, 'generic').filter(soundsLikeItem).length;
  return items >= (shape.columns.some((column) => partOf(column)?.part === 'response_id') ? 1 : 2);
}

function responseColumns({ shape }: StagedFile): ResponseColumns {
  const found = shape.columns.flatMap((column, index) => {
    const part = partOf(column);
    return part ? [{ index, ...part }] : [];
  });
  const of = (part: Part) =>
    found
      .filter((candidate) => candidate.part === part)
      .sort((a, b) => a.rank - b.rank)
      .map(({ index }) => index);
  const first = (part: Part) => of(part)[0] ?? null;
  return {
    ...{ id: first('response_id'), date: first('date'), wave: first('wave'), status: first('status') },
    ...{ finished: first('finished'), progress: first('progress'), seconds: first('seconds') },
    customers: [...of('customer_id'), ...embeddedKeys(shape)],
  };
}

/** The file's names of the long table's columns that stand in the file as they are. */
function namesOf({ shape }: StagedFile, { id, date, wave, customers }: ResponseColumns): Record<string, string> {
  const found = { response_id: id, customer_id: customers[0] ?? null, date, wave };
  return Object.fromEntries(Object.entries(found).map(([name, index]) => [name, shape.columns[index ?? -1] ?? name]));
}

function tell(deciding: Deciding, items: readonly Item[], distinct: ReadonlyMap<number, readonly string[]>, counts: Row): void {
  const { test = 0, unfinished = 0, fast = 0, straight = 0, outside = 0, odd = 0 } = counts as Record<string, number>;
  const scaled = items.filter(({ answers }) => answers).length;
  deciding.note({ code: 'survey_wide', parameters: { items: scaled, others: items.length - scaled } });
  if (test + unfinished + fast + straight + outside > 0) {
    deciding.note({ code: 'survey_invalid', parameters: { test, unfinished, fast, straight, outside } });
  }
  if (odd > 0) {
    const strange = items.flatMap((item) => item.odd);
    deciding.note({ code: 'survey_odd', parameters: { answers: odd, words: strange.slice(0, 5).join(' · ') } });
  }
  const amounts = items.filter(({ amount }) => amount).map(({ id }) => id);
  if (amounts.length > 0) deciding.note({ code: 'survey_amount', parameters: { words: amounts.join('; ') } });
  const left = items.filter(({ index }) => (distinct.get(index) ?? []).some((answer) => isSilent(answer))).length;
  if (left > 0) deciding.note({ code: 'survey_silent', parameters: { items: left } });
}

function mappedColumns({ shape, sample }: StagedFile, response: ResponseColumns, settled: readonly SettledItem[]): MappedColumn[] {
  const roles = new Map<number, string>([
    ...response.customers.map((index): [number, string] => [index, 'customer_id']),
    ...(['id', 'date', 'wave'] as const).flatMap((part): [number, string][] => {
      const index = response[part];
      return index === null ? [] : [[index, part === 'id' ? 'response_id' : part]];
    }),
    ...(['status', 'finished', 'progress', 'seconds'] as const).flatMap((part): [number, string][] => {
      const index = response[part];
      return index === null ? [] : [[index, 'valid']];
    }),
    ...settled.map(({ index, values, ticked }): [number, string] => [index, values || ticked ? 'value' : 'text']),
  ]);
  return shape.columns.map((source, index): MappedColumn => {
    const role = roles.get(index) ?? 'ignored';
    const item = settled.find((candidate) => candidate.index === index);
    const reason = item
      ? role === 'value'
        ? 'reason_survey_item'
        : 'reason_survey_text'
      : role === 'ignored'
        ? 'reason_unused'
        : 'reason_survey_response';
    const samples = [...new Set((sample[index] ?? []).map((value) => value.trim()).filter((value) => value !== ''))].slice(0, 3);
    const parameters: Record<string, string> = item && role === 'value' ? { construct: item.construct ?? 'open' } : {};
    return {
      source,
      role,
      becomes: role,
      confidence: item && item.construct === null ? 0.5 : 0.95,
      reason: { code: reason, parameters },
      samples,
    };
  });
}
