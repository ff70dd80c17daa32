import { reportSigns as limits } from '#schema/thresholds.ts';
import type { Sql } from '#sql/sql.ts';
import type { Row } from '#table/table.ts';
import { rowsFrom } from '../columns/one-row.ts';
import { type ColumnProfile, profileInTurns } from '../columns/profile.ts';
import type { Deciding } from '../decision.ts';
import { normaliseName } from '../names/normalise.ts';
import type { Reshaped, Reshaper } from './definition.ts';
import { someRows } from './lines/query.ts';
import { periodStart } from './periods/names.ts';
import { countAmounts, createPeriods, firstRecords, type PeriodColumn } from './periods/query.ts';

const sampledRows = 2000;

/** A table with a column a month, quarter or year becomes one row for each amount in it, when a person says that the numbers are customers' purchases. */
export const periodsReshaper: Reshaper = { id: 'periods', reshape: layOut };

async function layOut(deciding: Deciding): Promise<Reshaped | null> {
  const { staged, engine, signal, system } = deciding;
  const { shape } = staged;
  const periods = system ? [] : await periodsOf(deciding);
  if (periods.length < limits.periodColumns) return null;
  const rows = (statement: Sql): Promise<Row[]> => rowsFrom({ engine, signal }, statement);
  const [counted = {}] = await rows(countAmounts(staged.staging, periods));
  const amounts = Number(counted.amounts);
  if ((await ask(deciding, periods, amounts, rows)) !== 'purchases') return null;
  const table = `reshaped_${staged.staging}`;
  const width = shape.columns.length;
  await engine.execute(createPeriods(table, staged.staging, width, periods), signal ? { signal } : {});
  deciding.note({ code: 'periods_unpivoted', parameters: { amounts, columns: periods.length } });
  const sampled = await rows(someRows(table, sampledRows));
  const own = new Set(periods.map(({ staged: column }) => column));
  const columns = [...shape.columns, 'date', 'net_amount'];
  const sample = columns.map((_, index) => (own.has(`c${index}`) ? [] : sampled.map((row) => String(row[`c${index}`] ?? ''))));
  return {
    staged: {
      ...staged,
      staging: table,
      shape: { ...shape, columns, descriptions: shape.descriptions.map((cells) => [...cells, '', '']) },
      sample,
      ruled: true,
      together: true,
      written: { staging: table, width },
    },
    names: {},
    columns: null,
  };
}

/** The columns that are named by periods, when all of them hold numbers and can be dated, and no other column holds dates. */
async function periodsOf({ staged: { shape, sample } }: Deciding): Promise<PeriodColumn[]> {
  const starts = shape.columns.map((column) => periodStart(normaliseName(column)));
  const found = starts.flatMap((start, index) => (start === null ? [] : [{ staged: `c${index}`, start, index }]));
  if (found.length < limits.periodColumns || new Set(found.map(({ start }) => start)).size < found.length) return [];
  const profiles: ColumnProfile[] = [];
  for (const [index, source] of shape.columns.entries()) profiles.push(await profileInTurns(source, sample[index] ?? []));
  const numeric = found.every(({ index }) => profiles[index]?.filled === 0 || (profiles[index]?.numbers ?? 0) >= 0.5);
  const dated = profiles.some(({ dates, filled }) => filled > 0 && dates >= 0.9);
  return numeric && !dated && found.length < shape.columns.length ? found.map(({ staged, start }) => ({ staged, start })) : [];
}

async function ask(
  { staged, ask: put }: Deciding,
  periods: readonly PeriodColumn[],
  amounts: number,
  rows: (statement: Sql) => Promise<Row[]>,
): Promise<string | null> {
  const starts = periods.map(({ start }) => start).sort();
  const first = staged.shape.columns.findIndex((_, index) => !periods.some((period) => period.staged === `c${index}`));
  const shown = periods.slice(0, 3);
  const records = await rows(firstRecords(staged.staging, [`c${first}`, ...shown.map((period) => period.staged)], 3));
  return put({
    key: 'periods',
    text: { code: 'question_periods', parameters: { file: staged.name, first: starts[0] ?? '', last: starts.at(-1) ?? '' } },
    choices: [
      { id: 'purchases', text: choice('purchases'), effect: { code: 'effect_period_purchases', parameters: { amounts } } },
      { id: 'report', text: choice('report'), effect: { code: 'effect_period_report', parameters: {} } },
    ],
    samples: records.map((record) => ({
      line: Number(record.line),
      written: [`c${first}`, ...shown.map((period) => period.staged)].map((column) => String(record[column] ?? '')).join(' · '),
      readings: [read(record, shown), '—'],
    })),
  });
}

function read(record: Row, periods: readonly PeriodColumn[]): string {
  const amounts = periods.flatMap(({ staged, start }) => {
    const written = String(record[staged] ?? '');
    return /[1-9]/.test(written) ? [`${start}: ${written}`] : [];
  });
  return amounts.length === 0 ? '—' : amounts.join(' · ');
}

const choice = (id: string) => ({ code: `choice_period_${id}`, parameters: {} });
