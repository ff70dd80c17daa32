import { asCodedError, type CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';

export type EngineStatus = 'idle' | 'starting' | 'ready' | 'restarting' | 'failed';

/** Starts an engine; `onRestart` is called when it came back empty after a crash. */
export type StartEngine = (calls: { onProgress: (fraction: number | null) => void; onRestarting: () => void; onRestart: () => void }) => Promise<Engine>;

/** The engine as the page sees it: started once, lazily, shared; its lock is what the engine itself answered. */
export class EngineState {
  status = $state<EngineStatus>('idle');
  fraction = $state<number | null>(null);
  error = $state.raw<CodedError | null>(null);
  engine = $state.raw<Engine | null>(null);
  /** true once the engine was asked and answered that it is locked; null before */
  locked = $derived(this.engine ? this.engine.capabilities.locked : null);
  #start: StartEngine;
  #starting: Promise<Engine> | null = null;
  #restarted = new Set<() => void>();

  constructor(start: StartEngine) {
    this.#start = start;
  }

  /** The engine, started if it is not. A start that failed is tried again by the next call. */
  start(): Promise<Engine> {
    this.#starting ??= this.#begin();
    return this.#starting;
  }

  /** Called whenever the engine came back without its tables. Returns the undo. */
  onRestart(call: () => void): () => void {
    this.#restarted.add(call);
    return () => this.#restarted.delete(call);
  }

  async #begin(): Promise<Engine> {
    this.status = 'starting';
    this.fraction = 0;
    this.error = null;
    try {
      this.engine = await this.#start({
        onProgress: (fraction) => void (this.fraction = fraction),
        onRestarting: () => void (this.status = 'restarting'),
        onRestart: () => {
          this.status = 'ready';
          for (const call of this.#restarted) call();
        },
      });
      this.status = 'ready';
      return this.engine;
    } catch (thrown) {
      this.status = 'failed';
      this.error = asCodedError(thrown);
      this.#starting = null;
      throw this.error;
    }
  }
}
