import { CodedError } from '#base/error.ts';
import { compress, type Histories } from '#models/purchases/histories.ts';
import { compressSpends } from '#models/spend/spends.ts';
import type { Life } from '#models/survival/lives.ts';
import { tenuresOfCohorts, tenuresOfCustomers } from '#models/survival/tenures.ts';

export type DataRow = Readonly<Record<string, unknown>>;

/** What a model is given: its inputs, and how many rows were none. */
export interface ModelInputs {
  inputs: Record<string, unknown>;
  left: number;
  /** purchases after the calibration, of all rows together; null where there is no time after it */
  held: number | null;
}

const purchaseIds = ['bg-nbd', 'mbg-nbd', 'bg-cnbd-k', 'pareto-nbd', 'bg-bb'];

/** The models that this folder runs. */
export const valueModelIds: readonly string[] = [...purchaseIds, 'gamma-gamma', 'sbg', 'bdw', 'kaplan-meier', 'cox'];

export const isPurchaseModel = (id: string): boolean => purchaseIds.includes(id);

/** The first of several names that a row has a number under; NaN without one. */
function number(row: DataRow, ...names: string[]): number {
  const name = names.find((one) => row[one] !== undefined && row[one] !== null && row[one] !== '');
  return name === undefined ? NaN : Number(row[name]);
}

/**
 * The inputs of a model out of rows in the unit of the caller. Purchases: {x, t_x (or tx), T, weight?, logGaps?}; gamma-gamma: {x, m, weight?}; sbg and bdw: survivors of a
 * cohort ([1000, 869, …]), several such lists, or {time, ended, weight?}; kaplan-meier: {time, ended, entry?, weight?}; cox the same with a number for every further column.
 * Throws CodedError `script/model-data` when `data` is no list, or none of its rows can be read.
 */
export function inputsOfRows(id: string, data: unknown): ModelInputs {
  if (!Array.isArray(data) || data.length === 0) throw new CodedError('script/model-data', { id });
  const made = read(id, data as readonly unknown[]);
  if (made.left >= data.length) throw new CodedError('script/model-data', { id });
  return made;
}

function read(id: string, data: readonly unknown[]): ModelInputs {
  if (isPurchaseModel(id)) return purchases(data as readonly DataRow[], id === 'bg-cnbd-k');
  if (id === 'gamma-gamma') {
    const rows = (data as readonly DataRow[]).map((row) => ({ x: number(row, 'x'), m: number(row, 'm'), weight: weightOf(row) }));
    const { spends, left } = compressSpends(rows);
    return { inputs: { spends }, left, held: null };
  }
  if (id === 'sbg' || id === 'bdw') return tenures(data);
  return survival(id, data as readonly DataRow[]);
}

function purchases(rows: readonly DataRow[], gaps: boolean): ModelInputs {
  const read = rows.map((row) => {
    const logGaps = number(row, 'logGaps', 'log_gaps');
    const history = { x: number(row, 'x'), tx: number(row, 't_x', 'tx'), T: number(row, 'T'), weight: weightOf(row) };
    return !gaps || Number.isNaN(logGaps) ? history : { ...history, logGaps };
  });
  const { histories, left } = compress(read);
  const held = rows.reduce((sum, row) => sum + number(row, 'held'), 0);
  return { inputs: { histories: histories satisfies Histories, left }, left, held: Number.isNaN(held) ? null : held };
}

function tenures(data: readonly unknown[]): ModelInputs {
  const lists = typeof data[0] === 'number' ? [data] : data;
  const made = Array.isArray(lists[0])
    ? tenuresOfCohorts(lists as readonly number[][])
    : tenuresOfCustomers(
        (lists as readonly DataRow[]).map((row) => ({
          time: number(row, 'time'),
          censored: !endedOf(row),
          entry: entryOf(row),
          weight: weightOf(row),
        })),
      );
  return { inputs: { tenures: made.tenures }, left: made.left, held: null };
}

function survival(id: string, rows: readonly DataRow[]): ModelInputs {
  const lives = rows.map((row): Life => ({
    entry: entryOf(row),
    time: number(row, 'time'),
    cause: Number(endedOf(row)),
    weight: weightOf(row),
  }));
  const sound = lives.map(({ entry, time, weight }) => time > entry && weight > 0);
  const left = sound.filter((one) => !one).length;
  if (id === 'kaplan-meier') return { inputs: { lives: lives.filter((_, i) => sound[i]) }, left, held: null };
  const names = Object.keys(rows[0] ?? {}).filter((name) => !['time', 'ended', 'entry', 'weight'].includes(name));
  const covariates = rows.map((row) => names.map((name) => number(row, name)));
  return { inputs: { lives, covariates, names }, left, held: null };
}

const weightOf = (row: DataRow): number => (row.weight === undefined ? 1 : Number(row.weight));
const entryOf = (row: DataRow): number => (row.entry === undefined ? 0 : Number(row.entry));
const endedOf = (row: DataRow): boolean => row.ended === true || Number(row.ended) > 0;
