import type { Model, ModelWarning, StopSignal } from '#models/definition.ts';
import { models } from '#models/index.ts';
import { bgCnbdK } from '#models/purchases/bg-cnbd-k/process.ts';
import { customersIn, type Histories } from '#models/purchases/histories.ts';
import { processes } from '#models/purchases/index.ts';
import type { PurchaseProcess } from '#models/purchases/process.ts';
import type { Units } from '#models/purchases/units.ts';
import type { ModelInputs } from './inputs.ts';

export interface ValueModelRequest extends ModelInputs {
  id: string;
  unit: Units['period'];
  /** units ahead for which purchases are expected; null: none are asked for */
  horizon: number | null;
  /** units after the calibration; 0 where nothing is held out */
  heldFor: number;
  options: Record<string, unknown>;
}

/** What `perennial.model` answers for a value model; plain JSON. */
export interface ValueModelAnswer {
  estimates: unknown;
  reason: ModelWarning | null;
  warnings: ModelWarning[];
  standardErrors: Record<string, number> | null;
  logLikelihood: number | null;
  /** customers, relationships or lives */
  n: number;
  uniqueRows: number;
  converged: boolean | null;
  units: { period: Units['period']; horizon: number | null };
  /** purchases expected within the horizon by a new customer, and by all customers of the data together; mean P(alive) */
  forecast: { newCustomer: number; total: number; alive: number } | null;
  /** purchases after the calibration, and those that the fit expects */
  holdOut: { periods: number; actual: number; predicted: number } | null;
  diagnostics: Record<string, unknown>;
}

type AnyModel = Model<unknown, object, unknown, Record<string, unknown>>;

/** Fits one value model. Throws CodedError `model/stopped` when the signal is aborted. */
export function fitValueModel(request: ValueModelRequest, signal: StopSignal): ValueModelAnswer {
  const { id, inputs, left, unit, horizon, options } = request;
  const model = models.find((one) => one.id === id) as unknown as AnyModel;
  const { estimates, reason, diagnostics, warnings } = model.fit(inputs, { ...model.defaults, ...options }, signal);
  const histories = inputs.histories as Histories | undefined;
  const process = id === 'bg-cnbd-k' ? bgCnbdK((estimates as { k?: number } | null)?.k ?? 1) : processes.find((one) => one.id === id);
  const fitted = process && histories && estimates ? { process, histories, estimates: estimates as Record<string, number> } : null;
  const answer: ValueModelAnswer = {
    ...{ estimates, reason, warnings: [...warnings, ...leftOut(left)] },
    standardErrors: (diagnostics.standardErrors as Record<string, number> | null | undefined) ?? errorsOfEffects(estimates),
    logLikelihood: (diagnostics.logLikelihood as number | null | undefined) ?? null,
    n: Number(diagnostics.n ?? 0),
    uniqueRows: Number(diagnostics.uniqueRows ?? uniqueIn(inputs)),
    converged: (diagnostics.converged as boolean | undefined) ?? null,
    units: { period: unit, horizon },
    forecast: fitted && horizon !== null ? forecast(fitted, horizon) : null,
    holdOut:
      fitted && request.held !== null && request.heldFor > 0
        ? { periods: request.heldFor, actual: request.held, predicted: forecast(fitted, request.heldFor).total }
        : null,
    diagnostics,
  };
  return JSON.parse(JSON.stringify(answer)) as ValueModelAnswer;
}

interface Fitted {
  process: PurchaseProcess;
  histories: Histories;
  estimates: Record<string, number>;
}

function forecast({ process, histories, estimates }: Fitted, horizon: number): { newCustomer: number; total: number; alive: number } {
  const values = process.parameters.map((name) => estimates[name]!);
  let [total, alive] = [0, 0];
  histories.weight.forEach((weight, i) => {
    const history = { x: histories.x[i]!, tx: histories.tx[i]!, T: histories.T[i]! };
    total += weight * process.conditional(values, history, horizon);
    alive += weight * process.alive(values, history);
  });
  return { newCustomer: process.expected(values, horizon), total, alive: alive / customersIn(histories) };
}

function leftOut(left: number): ModelWarning[] {
  return left > 0 ? [{ code: 'model-rows-left-out', parameters: { rows: left } }] : [];
}

/** Standard errors of a regression by name; null for every other model. */
function errorsOfEffects(estimates: unknown): Record<string, number> | null {
  const effects = (estimates as { effects?: { name: string; standardError: number }[] } | null)?.effects;
  return effects ? Object.fromEntries(effects.map(({ name, standardError }) => [name, standardError])) : null;
}

function uniqueIn(inputs: Record<string, unknown>): number {
  const rows = inputs.lives as readonly unknown[] | undefined;
  return rows?.length ?? 0;
}
