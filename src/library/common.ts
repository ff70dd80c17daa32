// What every model has in common.
export { CodedError } from '#base/error.ts';
export type { Fit, Model, ModelWarning, StopSignal } from '#models/definition.ts';
