// Buying without a contract: how often customers buy and when they stop.
export { type CustomerSummary, type Order, summariseOrders, type Summary } from './orders.ts';
export { type BootstrapOptions, bootstrapInterval, type Draws, resample } from '#models/purchases/bootstrap.ts';
export { deltaInterval, type Scale } from '#models/purchases/delta.ts';
export type { Interval, Prediction } from '#models/purchases/interval.ts';
export { bgBbModel } from '#models/purchases/bg-bb/definition.ts';
export { bgBb } from '#models/purchases/bg-bb/process.ts';
export { bgNbdModel } from '#models/purchases/bg-nbd/definition.ts';
export { bgNbd } from '#models/purchases/bg-nbd/process.ts';
export { type FitOptions, fitProcess, type ProcessFit, valuesOf } from '#models/purchases/fit.ts';
export { compress, customersIn, type Histories, type History, type HistoryRow, rescale } from '#models/purchases/histories.ts';
export { processes } from '#models/purchases/index.ts';
export { mbgNbdModel } from '#models/purchases/mbg-nbd/definition.ts';
export { mbgNbd } from '#models/purchases/mbg-nbd/process.ts';
export { paretoNbdModel } from '#models/purchases/pareto-nbd/definition.ts';
export { paretoNbd } from '#models/purchases/pareto-nbd/process.ts';
export type { ProcessDiagnostics, ProcessInputs, ProcessModel } from '#models/purchases/process-model.ts';
export type { PurchaseProcess, Spread, Values } from '#models/purchases/process.ts';
export { daysOf, periodsAYear, ratePerPeriod, type Units, yearDays } from '#models/purchases/units.ts';
