import { isTold } from '../../names/system-roles.ts';
import { normaliseName } from '../../names/normalise.ts';
import type { ColumnUse, Deciding } from '../../decision.ts';
import type { OpenQuestion } from '../../types.ts';
import type { Decision, NumberFormat } from '../formats.ts';
import { oneRow, parametersOf, rowsFrom, samplesOf } from '../one-row.ts';
import { profileOf } from '../profile.ts';
import { numberEffect, numberSamples, numberShapes, plainNumbers } from './query.ts';

interface PlainNumbers {
  plain: boolean;
  pointed: boolean;
  proved: boolean;
  largest: number;
}

/** Counts of rows of one column by how the number is written. */
export interface NumberShapes {
  /** an optional sign, digits, a point at most */
  plain: number;
  written: number;
  filled: number;
  distinct: number;
  dressed: number;
  point: number;
  comma: number;
  /** one separator with three digits behind it: thousands or decimals */
  either: number;
  percent: number;
  largest: number;
}

/** How the numbers of a column are written; asks for the decimal mark, and for what a rate up to 1 means, when nothing in the file tells. */
export async function decideNumberColumn(deciding: Deciding, use: ColumnUse): Promise<NumberFormat | null> {
  const { staging } = deciding.staged;
  const { tight, ...quick } = await plainShape(deciding, use);
  const direct: NumberFormat = { kind: 'number', decimal: 'point', plain: true, dressed: false, repeats: false, per: 1, tight };
  if (quick.plain && (!quick.pointed || quick.proved)) return ratedFormat(deciding, use, direct, quick.largest, 0);
  const shapes = await oneRow<NumberShapes>(deciding, numberShapes(staging, use.staged));
  const { format, readings } = decideNumbers(shapes);
  const settled = format ?? (readings.length > 0 ? await settledByOthers(deciding, use, shapes, readings) : null);
  if (settled) return ratedFormat(deciding, use, settled, shapes.largest, shapes.percent);
  return readings.length === 0 ? null : askDecimal(deciding, use, readings);
}

/** What plain numbers say; they are looked at as they are first, when the sample has no others. */
async function plainShape(deciding: Deciding, { staged }: ColumnUse): Promise<PlainNumbers & { tight: boolean }> {
  const { staging, sample } = deciding.staged;
  if ((sample[Number(staged.slice(1))] ?? []).every((value) => /^[-+]?[\d.]*$/.test(value))) {
    const quick = await oneRow<PlainNumbers>(deciding, plainNumbers(staging, staged, true));
    if (quick.plain) return { ...quick, tight: true };
  }
  return { ...(await oneRow<PlainNumbers>(deciding, plainNumbers(staging, staged, false))), tight: false };
}

/** The decimal mark of a column; two readings when only values such as `1.234` (or both marks) occur. */
export function decideNumbers(shapes: NumberShapes): Decision<NumberFormat> {
  const dressed = shapes.dressed > 0;
  const common = { kind: 'number', dressed, repeats: shapes.distinct * 4 < shapes.filled, per: 1 } as const;
  const readings: NumberFormat[] = [
    { ...common, decimal: 'point', plain: shapes.plain === shapes.filled && !dressed },
    { ...common, decimal: 'comma', plain: false },
  ];
  const proofs = Number(shapes.point > 0) - Number(shapes.comma > 0);
  const settled = proofs !== 0 || shapes.point + shapes.comma + shapes.either === 0;
  return settled ? { format: readings[proofs < 0 ? 1 : 0] ?? null, readings: [] } : { format: null, readings };
}

/** Values such as `1.234` take the mark that another column of the same file proves; a column that proves both takes none. */
async function settledByOthers(
  deciding: Deciding,
  use: ColumnUse,
  shapes: NumberShapes,
  readings: readonly NumberFormat[],
): Promise<NumberFormat | null> {
  if (shapes.point + shapes.comma > 0) return null;
  const { columns } = deciding.staged.shape;
  let balance = 0;
  for (const [index, source] of columns.entries()) {
    if (`c${index}` === use.staged || profileOf(source, deciding.staged.sample[index] ?? []).numbers < 0.5) continue;
    const other = await oneRow<NumberShapes>(deciding, numberShapes(deciding.staged.staging, `c${index}`));
    if (other.point > 0 && other.comma > 0) continue;
    if (other.point > 0 || other.comma > 0) balance += other.point > 0 ? 1 : -1;
  }
  if (balance === 0) return null;
  const format = readings[balance > 0 ? 0 : 1] ?? null;
  if (format) deciding.note({ code: `decimal_${format.decimal}_by_column`, parameters: { column: use.source } });
  return format;
}

async function askDecimal(deciding: Deciding, use: ColumnUse, readings: readonly NumberFormat[]): Promise<NumberFormat | null> {
  const { staging, shape } = deciding.staged;
  const answer = deciding.ask({
    key: `${use.source}/number`,
    text: { code: 'question_number', parameters: { column: use.source, file: deciding.staged.name } },
    choices: await choicesOf(
      deciding,
      use,
      readings.map((format) => [format.decimal, format]),
    ),
    samples: samplesOf(await rowsFrom(deciding, numberSamples(staging, use.staged, readings)), readings.length),
    ...(shape.delimiter === ';' ? { suggested: { choice: 'comma', reason: { code: 'reason_delimiter', parameters: {} } } } : {}),
  });
  return readings.find((format) => format.decimal === answer) ?? null;
}

/** A rate above 1 is a percentage; one that is 1 at most everywhere is asked about unless a percent sign, the name or the system tells. */
async function ratedFormat(
  deciding: Deciding,
  use: ColumnUse,
  format: NumberFormat,
  largest: number,
  percents: number,
): Promise<NumberFormat | null> {
  if (use.role.type !== 'rate' || percents > 0) return format;
  if (largest > 1) return { ...format, per: 100 };
  const name = normaliseName(use.source);
  const saysPercent = /%|％|percent|pct|百分/i.test(use.source);
  if (largest === 0 || (!saysPercent && (/rate|ratio|率|比例/.test(name) || isTold(deciding.system, use)))) return format;
  const ways: [string, NumberFormat][] = saysPercent
    ? [
        ['fraction', format],
        ['percent', { ...format, per: 100 }],
      ]
    : [
        ['rate', format],
        ['amount', format],
      ];
  const readings = ways.map(([, way]) => way);
  const answer = deciding.ask({
    key: `${use.source}/rate`,
    text: { code: saysPercent ? 'question_percent' : 'question_rate', parameters: { column: use.source, file: deciding.staged.name } },
    choices: await choicesOf(deciding, use, ways),
    samples: saysPercent
      ? samplesOf(await rowsFrom(deciding, numberSamples(deciding.staged.staging, use.staged, readings)), readings.length)
      : [],
    ...(saysPercent ? {} : { suggested: { choice: 'rate', reason: { code: 'reason_up_to_one', parameters: {} } } }),
  });
  if (answer === 'amount') return null;
  return ways.find(([id]) => id === answer)?.[1] ?? null;
}

async function choicesOf(
  deciding: Deciding,
  use: ColumnUse,
  ways: readonly (readonly [string, NumberFormat])[],
): Promise<OpenQuestion['choices']> {
  const choices: OpenQuestion['choices'] = [];
  for (const [id, format] of ways) {
    const effect = await rowsFrom(deciding, numberEffect(deciding.staged.staging, use.staged, format));
    const code = id === 'point' || id === 'comma' ? 'effect_number' : `effect_${id}`;
    choices.push({ id, text: { code: `choice_${id}`, parameters: {} }, effect: { code, parameters: parametersOf(effect[0] ?? {}) } });
  }
  return choices;
}
