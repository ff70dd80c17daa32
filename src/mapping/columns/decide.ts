import type { Engine } from '#engine/engine.ts';
import type { Sql } from '#sql/sql.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';
import type { Answers, OpenQuestion } from '../types.ts';
import { type ColumnFormat, decideDates, decideNumbers, type DateShapes, type NumberShapes } from './formats.ts';
import { dateEffect, dateShapes, numberEffect, numberShapes } from './query.ts';

/** Where a column lies: staging table and column, with the names that a person knows. */
export interface ColumnPlace {
  table: string;
  column: string;
  file: string;
  source: string;
}

export interface ColumnDecision {
  /** null while its question is open */
  format: ColumnFormat | null;
  question: OpenQuestion | null;
}

/** How the dates or numbers of a column are written, over all its rows; what the values leave open is a question that `answers` may settle. */
export async function decideColumn(
  engine: Engine,
  place: ColumnPlace,
  kind: 'date' | 'number',
  answers: Answers,
  signal?: AbortSignal,
): Promise<ColumnDecision> {
  const ask = async (statement: Sql): Promise<Row> => rowsOf(decode(await engine.query(statement, signal ? { signal } : {})))[0] ?? {};
  const { format, readings } =
    kind === 'date'
      ? decideDates((await ask(dateShapes(place.table, place.column))) as unknown as DateShapes)
      : decideNumbers((await ask(numberShapes(place.table, place.column))) as unknown as NumberShapes);
  if (format || readings.length === 0) return { format, question: null };
  const id = `${place.file}/${place.source}/${kind}`;
  const choices: OpenQuestion['choices'] = [];
  for (const reading of readings) {
    const choice = reading.kind === 'date' ? reading.order : reading.decimal;
    const effect =
      reading.kind === 'date' ? dateEffect(place.table, place.column, reading) : numberEffect(place.table, place.column, reading);
    const found = await ask(effect);
    choices.push({
      id: choice,
      text: { code: `choice_${choice.replace('-', '_')}`, parameters: {} },
      effect: { code: `effect_${kind}`, parameters: plain(found) },
    });
  }
  const answer = choices.find((choice) => choice.id === answers[id])?.id ?? null;
  const chosen = readings[choices.findIndex((choice) => choice.id === answer)] ?? null;
  return {
    format: chosen,
    question: { id, text: { code: `question_${kind}`, parameters: { column: place.source, file: place.file } }, choices, answer },
  };
}

function plain(row: Row): Record<string, string | number> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? value : String(value ?? '')]));
}
