import type { ColumnUse, Deciding } from '../../decision.ts';
import type { Roles } from '../decide.ts';
import type { DateFormat, DateKind, DateOrder, Decision } from '../formats.ts';
import { oneRow, parametersOf, rowsFrom, samplesOf } from '../one-row.ts';
import { latestOf } from '../../checks/rules.ts';
import { planZone, timeColumn } from '../zones/decide.ts';
import { orderOf } from './evidence.ts';
import { datePatterns } from './kinds.ts';
import { bareDates, dateEffect, dateSamples, dateShapes, plainDates } from './query.ts';

/** Counts of rows of one column by how the date is written. */
export type DateShapes = Record<DateKind, number> & {
  filled: number;
  distinct: number;
  /** of the year-last: the first number is above 12, the second is, or neither and they differ */
  dayFirst: number;
  monthFirst: number;
  either: number;
  /** with points between day and month */
  points: number;
  /** years of two digits */
  short: number;
  timed: number;
  clocked: number;
  dressed: number;
  /** rows with an offset, of those at UTC, and how many different offsets there are */
  offsets: number;
  utc: number;
  differing: number;
  example: string | null;
};

type PlainDates = Pick<DateFormat, 'plain' | 'timed' | 'clocked' | 'tight'>;

/** How the dates of a column are written; asks which number is the month, and from which year serials count, when nothing in the file tells. */
export async function decideDateColumn(deciding: Deciding, use: ColumnUse, roles: Roles): Promise<DateFormat | null> {
  const { staging } = deciding.staged;
  const latestYear = Number(latestOf(use.role.role, deciding.today).slice(0, 4));
  const base = { kind: 'date', order: 'month-first', latestYear, from1904: false, zone: null } as const;
  const quick = await plainShape(deciding, use);
  const time = timeColumn(use, roles, quick.timed);
  if (quick.plain && time === null) {
    const format: DateFormat = { ...base, kinds: ['year-first'], ...quick, dressed: false, repeats: false, time: null };
    return quick.timed ? { ...format, zone: await planZone(deciding, use, roles, null) } : format;
  }
  const shapes = await oneRow<DateShapes>(deciding, dateShapes(staging, use.staged));
  const decided = decideDates(shapes, { ...base, time: shapes.timed > 0 ? null : time });
  let format = decided.format ?? (decided.readings.length > 0 ? await orderOf(deciding, use, shapes, decided.readings) : null);
  if (format && shapes.short > 0) deciding.note({ code: 'two_digit_years', parameters: { column: use.source, rows: shapes.short } });
  if (format?.kinds[0] === 'serial') format = await serialsOf(deciding, use, format);
  if (!format?.timed) return format;
  return { ...format, zone: await planZone(deciding, use, roles, shapes) };
}

/** Whether all dates are plain ISO; bare dates, when the sample has no others, are looked for first. */
async function plainShape(deciding: Deciding, { staged }: ColumnUse): Promise<PlainDates> {
  const { staging, sample } = deciding.staged;
  if ((sample[Number(staged.slice(1))] ?? []).every((value) => value.length % 10 === 0)) {
    const { bare } = await oneRow<{ bare: boolean }>(deciding, bareDates(staging, staged));
    if (bare) return { plain: true, timed: false, clocked: false, tight: true };
  }
  return oneRow(deciding, plainDates(staging, staged));
}

/** The ways in which a column's dates are written; with day and month undecided (or both orders proved) two readings. */
export function decideDates(
  shapes: DateShapes,
  base: Pick<DateFormat, 'kind' | 'order' | 'latestYear' | 'from1904' | 'zone' | 'time'>,
): Decision<DateFormat> {
  const kinds = (Object.keys(datePatterns) as DateKind[]).filter((kind) => shapes[kind] > 0).sort((a, b) => shapes[b] - shapes[a]);
  const timed = shapes.timed > 0 || base.time !== null;
  const common: DateFormat = {
    ...base,
    kinds,
    plain: false,
    timed,
    clocked: shapes.clocked > 0 || base.time !== null,
    dressed: shapes.dressed > 0,
    repeats: shapes.distinct * 4 < shapes.filled,
  };
  const readings = (['month-first', 'day-first'] as const).map((order: DateOrder) => ({ ...common, order }));
  if (shapes['year-last'] === 0) return { format: common, readings: [] };
  const proofs = Number(shapes.monthFirst > 0) - Number(shapes.dayFirst > 0);
  const settled = proofs !== 0 || shapes.monthFirst + shapes.dayFirst + shapes.either === 0;
  return settled ? { format: readings[proofs < 0 ? 1 : 0] ?? null, readings: [] } : { format: null, readings };
}

/** Numbers such as 45292 are days since 1900, unless the workbook counts from 1904; a text file does not tell. */
async function serialsOf(deciding: Deciding, use: ColumnUse, format: DateFormat): Promise<DateFormat | null> {
  const { staging, shape, name } = deciding.staged;
  const later = { ...format, from1904: true };
  if (shape.delimiter === '') return shape.notes.some(({ code }) => /1904/.test(code)) ? later : format;
  const effects: Record<string, string | number>[] = [];
  for (const reading of [format, later])
    effects.push(await oneRow<Record<string, string | number>>(deciding, dateEffect(staging, use.staged, reading)));
  const limit = `${format.latestYear}-12-31`;
  if (String(effects[1]?.last ?? '') > limit) {
    deciding.note({ code: 'serial_dates', parameters: { column: use.source } });
    return format;
  }
  const answer = deciding.ask({
    key: `${use.source}/serials`,
    text: { code: 'question_serials', parameters: { column: use.source, file: name } },
    choices: ['from-1900', 'from-1904'].map((id, index) => ({
      id,
      text: { code: `choice_${id.replace('-', '_')}`, parameters: {} },
      effect: { code: 'effect_date', parameters: parametersOf(effects[index] ?? {}) },
    })),
    samples: samplesOf(await rowsFrom(deciding, dateSamples(staging, use.staged, [format, later])), 2),
    suggested: { choice: 'from-1900', reason: { code: 'reason_usual', parameters: {} } },
  });
  return answer === null ? null : answer === 'from-1904' ? later : format;
}
