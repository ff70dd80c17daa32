/** What an error is made of when it crosses a worker boundary or is answered to a script. */
export interface ErrorShape {
  /** `area/what`, for example `sql/not-a-select`; the words live in the `errors` messages */
  code: string;
  /** values that the message names */
  parameters: Record<string, string | number>;
  /** where in the SQL text the mistake is, when the engine said so */
  position?: { start: number; end: number };
  /** the technical text of the cause, never shown first */
  detail?: string;
}

/** The one error of the product: coded, localisable and serialisable. */
export class CodedError extends Error {
  readonly code: string;
  readonly parameters: Record<string, string | number>;
  readonly position: { start: number; end: number } | undefined;
  readonly detail: string | undefined;

  constructor(
    code: string,
    parameters: Record<string, string | number> = {},
    more: { position?: { start: number; end: number }; detail?: string; cause?: unknown } = {},
  ) {
    super(more.detail ? `${code}: ${more.detail}` : code, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'CodedError';
    this.code = code;
    this.parameters = parameters;
    this.position = more.position;
    this.detail = more.detail;
  }

  /** The plain object that survives structured clone and JSON. */
  toJSON(): ErrorShape {
    return {
      code: this.code,
      parameters: this.parameters,
      ...(this.position ? { position: this.position } : {}),
      ...(this.detail === undefined ? {} : { detail: this.detail }),
    };
  }

  /** The error again, from its plain object. */
  static from(shape: ErrorShape): CodedError {
    return new CodedError(shape.code, shape.parameters, {
      ...(shape.position ? { position: shape.position } : {}),
      ...(shape.detail === undefined ? {} : { detail: shape.detail }),
    });
  }
}

/** Any thrown thing as a coded error; a thing without a code becomes `unexpected`. */
export function asCodedError(thrown: unknown): CodedError {
  if (thrown instanceof CodedError) return thrown;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return new CodedError('unexpected', {}, { detail: text, cause: thrown });
}
