/** Something a reader of the result must know, as data: the words live in the lenses that show it. */
export interface ModelWarning {
  code: string;
  parameters: Record<string, string | number>;
}

/** What a fit looks at to stop early; an AbortSignal is one. */
export interface StopSignal {
  readonly aborted: boolean;
}

/** The answer of a model. A model that cannot be fitted says why; it never answers NaN. */
export interface Fit<Estimates, Diagnostics = Record<string, number>> {
  /** null when the inputs do not allow it: then `reason` says why */
  estimates: Estimates | null;
  reason: ModelWarning | null;
  diagnostics: Diagnostics;
  warnings: ModelWarning[];
}

/** A pure function from small tables to plain estimates, with its source and its units beside it. */
export interface Model<Inputs, Options, Estimates, Diagnostics = Record<string, number>> {
  /** the folder's name */
  id: string;
  /** paper, book or rule that it follows */
  source: string;
  /** unit of every input by name */
  units: Readonly<Record<string, string>>;
  defaults: Options;
  /** throws CodedError `model/stopped` when the signal is aborted while it works */
  fit(inputs: Inputs, options: Options, signal: StopSignal): Fit<Estimates, Diagnostics>;
}
