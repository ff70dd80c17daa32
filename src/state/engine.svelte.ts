import { asCodedError, type CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';

export type EngineStatus = 'idle' | 'starting' | 'ready' | 'restarting' | 'failed';

/** Fills an engine that came back empty after a crash, before any other call reaches it. */
export type Refill = (engine: Engine) => Promise<void>;

export interface EngineCalls {
  onProgress: (fraction: number | null) => void;
  /** the engine was lost; another one is being started */
  onCrash: () => void;
  /** another one is there, still empty */
  onRestart: Refill;
}

export type StartEngine = (calls: EngineCalls) => Promise<Engine>;

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
  #refills = new Set<Refill>();

  constructor(start: StartEngine) {
    this.#start = start;
  }

  /** The engine, started if it is not. A start that failed is tried again by the next call. */
  start(): Promise<Engine> {
    this.#starting ??= this.#begin();
    return this.#starting;
  }

  /** Runs whenever the engine came back without its tables. Returns the undo. */
  onRestart(refill: Refill): () => void {
    this.#refills.add(refill);
    return () => this.#refills.delete(refill);
  }

  async #begin(): Promise<Engine> {
    this.status = 'starting';
    this.fraction = 0;
    this.error = null;
    try {
      this.engine = await this.#start({
        onProgress: (fraction) => void (this.fraction = fraction),
        onCrash: () => void (this.status = 'restarting'),
        onRestart: (engine) => this.#refill(engine),
      });
      this.status = 'ready';
      return this.engine;
    } catch (thrown) {
      this.#fail(thrown);
      this.#starting = null;
      throw thrown;
    }
  }

  async #refill(engine: Engine): Promise<void> {
    try {
      for (const refill of this.#refills) await refill(engine);
      this.status = 'ready';
    } catch (thrown) {
      this.#fail(thrown);
      throw thrown;
    }
  }

  #fail(thrown: unknown): void {
    this.status = 'failed';
    this.error = asCodedError(thrown);
  }
}
