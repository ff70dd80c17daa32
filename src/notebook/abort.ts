interface SignalWithoutDom {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
}

/** The platform's AbortSignal. This folder is also compiled without the DOM library, which alone has its type. */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer Known } } ? Known : SignalWithoutDom;

export interface Abort {
  readonly signal: Signal;
  abort(reason?: unknown): void;
}

declare const AbortController: new () => Abort;

/** A new switch for one run. */
export function newAbort(): Abort {
  return new AbortController();
}
