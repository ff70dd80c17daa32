import type { Sql } from '#sql/sql.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';
import type { ColumnUse, Deciding } from '../decision.ts';
import type { OpenQuestion } from '../types.ts';
import { type ColumnFormat, decideDates, decideNumbers, type DateShapes, type NumberShapes } from './formats.ts';
import { dateEffect, dateShapes, numberEffect, numberShapes } from './query.ts';

/**
 * How the dates or numbers of a column are written, over all its rows; what the values leave open is a question. Answers null while it is open.
 */
export async function decideColumn(deciding: Deciding, use: ColumnUse, kind: 'date' | 'number'): Promise<ColumnFormat | null> {
  const { engine, staged, signal } = deciding;
  const ask = async (statement: Sql): Promise<Row> => rowsOf(decode(await engine.query(statement, signal ? { signal } : {})))[0] ?? {};
  const { format, readings } =
    kind === 'date'
      ? decideDates((await ask(dateShapes(staged.staging, use.staged))) as unknown as DateShapes)
      : decideNumbers((await ask(numberShapes(staged.staging, use.staged))) as unknown as NumberShapes);
  if (format || readings.length === 0) return format;
  const choices: OpenQuestion['choices'] = [];
  for (const reading of readings) {
    const choice = reading.kind === 'date' ? reading.order : reading.decimal;
    const effect =
      reading.kind === 'date' ? dateEffect(staged.staging, use.staged, reading) : numberEffect(staged.staging, use.staged, reading);
    choices.push({
      id: choice,
      text: { code: `choice_${choice.replace('-', '_')}`, parameters: {} },
      effect: { code: `effect_${kind}`, parameters: plain(await ask(effect)) },
    });
  }
  const answer = deciding.ask({
    key: `${use.source}/${kind}`,
    text: { code: `question_${kind}`, parameters: { column: use.source, file: staged.name } },
    choices,
    samples: [],
  });
  return readings[choices.findIndex((choice) => choice.id === answer)] ?? null;
}

function plain(row: Row): Record<string, string | number> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? value : String(value ?? '')]));
}
