import { asCodedError, CodedError, type ErrorShape } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import type { DataState } from '#state/data.svelte.ts';

/** The answer to the newest of several questions to the engine; the last good one stays while a newer one is awaited. */
export class Asked<Value> {
  value = $state.raw<Value | null>(null);
  error = $state.raw<ErrorShape | null>(null);
  busy = $state(false);
  #asking: AbortController | null = null;

  /** Asks once the tables of the data in force stand in the engine; what was asked before is given up. */
  async ask(data: DataState, question: (engine: Engine, signal: AbortSignal) => Promise<Value>): Promise<void> {
    this.stop();
    const asking = new AbortController();
    this.#asking = asking;
    this.busy = true;
    this.error = null;
    try {
      const engine = await data.ready();
      asking.signal.throwIfAborted();
      const value = await question(engine, AbortSignal.any([asking.signal, data.signal]));
      if (this.#asking === asking) this.value = value;
    } catch (thrown) {
      const error = asCodedError(thrown);
      if (this.#asking === asking && !error.code.endsWith('/canceled')) this.error = error.toJSON();
    } finally {
      if (this.#asking === asking) this.busy = false;
    }
  }

  /** Gives up what is being asked. */
  stop(): void {
    this.#asking?.abort(new CodedError('engine/canceled'));
    this.#asking = null;
  }
}
