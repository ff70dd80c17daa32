import type { Fit, Model, StopSignal } from '#models/definition.ts';

/**
 * Fits a model with its default options, of which `options` replaces some: `fit(sbg, { tenures })`. Throws CodedError `model/stopped` when the signal (an
 * AbortSignal will do) is aborted while it works; data that do not allow a fit are no error, but answered with a reason.
 */
export function fit<Inputs, Options, Estimates, Diagnostics>(
  model: Model<Inputs, Options, Estimates, Diagnostics>,
  inputs: Inputs,
  options: Partial<Options> = {},
  signal: StopSignal = { aborted: false },
): Fit<Estimates, Diagnostics> {
  return model.fit(inputs, { ...model.defaults, ...options }, signal);
}
