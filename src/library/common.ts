// What every model has in common.
export { fit } from './fit.ts';
export { CodedError } from '#base/error.ts';
export type { Fit, Model, ModelWarning, StopSignal } from '#models/definition.ts';
