import { CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import { daysOf, type Units } from '#models/purchases/units.ts';
import { daysAfter } from '#panel/model-query.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import { isDay } from '../as-of.ts';
import { rowsFromTables } from './from-tables.ts';
import type { ValueModelAnswer, ValueModelRequest } from './fit.ts';
import { inputsOfRows, type ModelInputs } from './inputs.ts';

/** Fits somewhere: here, or in a worker. */
export type FitValueModel = (request: ValueModelRequest, signal: AbortSignal) => Promise<ValueModelAnswer>;

interface Own {
  unit: Units['period'];
  calibrationEnd: string | null;
  horizon: number | null;
  /** options of the model itself */
  more: Record<string, unknown>;
}

/**
 * One value model on `options.data`, on `options.inputs` (the model's own), or on the tables in force: `unit` day, week (when left out) or month; `calibrationEnd` ISO day up to which
 * the tables are looked at; `horizon` in units. Throws CodedError `script/model-options` for options that cannot be, `script/model-data` for rows that cannot be read.
 */
export async function runValueModel(
  id: string,
  options: Record<string, unknown>,
  { engine, fit, signal }: { engine: () => Promise<Engine>; fit: FitValueModel; signal: AbortSignal },
): Promise<ValueModelAnswer> {
  const { data, inputs, ...rest } = options;
  const own = readOptions(id, rest);
  const request = (made: ModelInputs, heldFor: number): ValueModelRequest => ({
    id,
    ...made,
    unit: own.unit,
    horizon: own.horizon,
    heldFor,
    options: own.more,
  });
  if (inputs !== undefined) return fit(request({ inputs: inputs as Record<string, unknown>, left: 0, held: null }, 0), signal);
  if (data !== undefined) return fit(request(inputsOfRows(id, data), 0), signal);
  const ready = await engine();
  const unitDays = daysOf[own.unit];
  const { rows, reason } = await rowsFromTables(id, ready, { unitDays, calibrationEnd: own.calibrationEnd }, signal);
  if (!rows) return refused(reason, own);
  const heldFor = own.calibrationEnd === null ? 0 : (await heldDays(ready, own.calibrationEnd, signal)) / unitDays;
  return fit(request(inputsOfRows(id, rows), id === 'bg-bb' ? Math.floor(heldFor) : heldFor), signal);
}

function readOptions(id: string, { unit = 'week', calibrationEnd = null, horizon = null, ...more }: Record<string, unknown>): Own {
  const wrong = (option: string) => new CodedError('script/model-options', { id, option });
  if (unit !== 'day' && unit !== 'week' && unit !== 'month') throw wrong('unit');
  if (calibrationEnd !== null && !isDay(calibrationEnd)) throw wrong('calibrationEnd');
  if (horizon !== null && !(typeof horizon === 'number' && horizon >= 0 && Number.isFinite(horizon))) throw wrong('horizon');
  return { unit, calibrationEnd, horizon, more };
}

async function heldDays(engine: Engine, day: string, signal: AbortSignal): Promise<number> {
  const [row] = rowsOf(decode(await engine.query(daysAfter(day), { signal })));
  return Math.max(0, Number(row?.days ?? 0));
}

function refused(reason: ValueModelAnswer['reason'], { unit, horizon }: Own): ValueModelAnswer {
  const nothing = { standardErrors: null, logLikelihood: null, n: 0, uniqueRows: 0, converged: null, forecast: null, holdOut: null };
  return { estimates: null, reason, warnings: [], ...nothing, units: { period: unit, horizon }, diagnostics: {} };
}
