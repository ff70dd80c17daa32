import { columnRules } from '#schema/thresholds.ts';
import type { ColumnUse, Deciding } from '../../decision.ts';
import type { OpenQuestion } from '../../types.ts';
import type { DateFormat, DateOrder } from '../formats.ts';
import { oneRow, parametersOf, rowsFrom, samplesOf } from '../one-row.ts';
import { profileOf } from '../profile.ts';
import type { DateShapes } from './decide.ts';
import { dateEffect, dateSamples, dateShapes, orderEvidence, spanEvidence } from './query.ts';

/** What speaks for an order of day and month outside the column's own values. */
interface Evidence {
  order: DateOrder;
  reason: 'system' | 'points' | 'column' | 'span' | 'sorted' | 'future' | 'delimiter';
  /** strong enough to settle it without a question */
  decisive: boolean;
}

/**
 * Day and month of a column whose values leave them open: by its system, points, the other dates of the file, the order of the rows (unless it is
 * merely that of their texts), dates in the future. Settled and told when that is decisive; otherwise asked, with the likelier reading suggested. Both orders proved: always asked.
 */
export async function orderOf(
  deciding: Deciding,
  use: ColumnUse,
  shapes: DateShapes,
  readings: readonly DateFormat[],
): Promise<DateFormat | null> {
  const [month, day] = readings;
  if (!month || !day) return null;
  const mixed = shapes.monthFirst > 0 && shapes.dayFirst > 0;
  const found = mixed ? [] : await evidenceOf(deciding, use, shapes, [month, day]);
  const best = found.find(({ decisive }) => decisive) ?? found[0];
  const contradicted = best?.decisive && found.some(({ decisive, order }) => decisive && order !== best.order);
  const { staging, name } = deciding.staged;
  const samples = samplesOf(await rowsFrom(deciding, dateSamples(staging, use.staged, readings)), readings.length);
  if (best?.decisive && !contradicted) {
    const read = samples[0]?.readings[best.order === 'month-first' ? 0 : 1] ?? '';
    deciding.note({ code: `order_by_${best.reason}`, parameters: { column: use.source, written: samples[0]?.written ?? '', read } });
    return best.order === 'month-first' ? month : day;
  }
  const choices: OpenQuestion['choices'] = [];
  for (const reading of readings) {
    const [effect = {}] = await rowsFrom(deciding, dateEffect(staging, use.staged, reading));
    const text = { code: `choice_${reading.order.replace('-', '_')}`, parameters: {} };
    choices.push({ id: reading.order, text, effect: { code: 'effect_date', parameters: parametersOf(effect) } });
  }
  const answer = deciding.ask({
    key: `${use.source}/date`,
    text: { code: 'question_date', parameters: { column: use.source, file: name } },
    choices,
    samples,
    ...(best ? { suggested: { choice: best.order, reason: { code: `reason_order_${best.reason}`, parameters: {} } } } : {}),
  });
  return readings.find(({ order }) => order === answer) ?? null;
}

async function evidenceOf(
  deciding: Deciding,
  use: ColumnUse,
  shapes: DateShapes,
  readings: readonly [DateFormat, DateFormat],
): Promise<Evidence[]> {
  const found: Evidence[] = [];
  const system = deciding.system?.profile.dateOrder;
  if (system) found.push({ order: system, reason: 'system', decisive: true });
  if (shapes.points === shapes['year-last']) found.push({ order: 'day-first', reason: 'points', decisive: true });
  found.push(...(await byOtherColumns(deciding, use, readings)));
  const latest = `${readings[0].latestYear}${deciding.today.slice(4)}`;
  const rows = await oneRow<{ rows: number; futureA: number; futureB: number; stepsA: number; stepsB: number; stepsText: number }>(
    deciding,
    orderEvidence(deciding.staged.staging, use.staged, readings, latest),
  );
  found.push(
    ...weigh('future', rows.futureA, rows.futureB, rows.futureA + rows.futureB),
    ...weigh('sorted', rows.stepsA, rows.stepsB, rows.rows).map((one) => ({ ...one, decisive: one.decisive && rows.stepsText > 0 })),
  );
  if (deciding.staged.shape.delimiter === ';') found.push({ order: 'day-first', reason: 'delimiter', decisive: false });
  return found;
}

async function byOtherColumns(deciding: Deciding, use: ColumnUse, readings: readonly [DateFormat, DateFormat]): Promise<Evidence[]> {
  const { staging, shape, sample } = deciding.staged;
  const found: Evidence[] = [];
  for (const [index, source] of shape.columns.entries()) {
    if (`c${index}` === use.staged || profileOf(source, sample[index] ?? []).dates < 0.5) continue;
    const other = await oneRow<DateShapes>(deciding, dateShapes(staging, `c${index}`));
    if (other['year-last'] === 0) continue;
    if (other.monthFirst > 0 !== other.dayFirst > 0) {
      found.unshift({ order: other.monthFirst > 0 ? 'month-first' : 'day-first', reason: 'column', decisive: true });
    } else if (other.monthFirst === 0) {
      const { rows, mixedA, mixedB } = await oneRow<{ rows: number; mixedA: number; mixedB: number }>(
        deciding,
        spanEvidence(staging, use.staged, `c${index}`, readings),
      );
      found.push(...weigh('span', mixedA, mixedB, rows));
    }
  }
  return found;
}

/** The reading that fewer rows contradict; decisive when none does and enough contradict the other. */
function weigh(reason: Evidence['reason'], monthFirst: number, dayFirst: number, rows: number): Evidence[] {
  const [less, more] = monthFirst < dayFirst ? [monthFirst, dayFirst] : [dayFirst, monthFirst];
  if (less * 2 >= more) return [];
  const decisive = less === 0 && more >= columnRules.leastContradictions && more >= rows * columnRules.contradictions;
  return [{ order: monthFirst < dayFirst ? 'month-first' : 'day-first', reason, decisive }];
}
