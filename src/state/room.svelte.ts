import type { ChosenRemedy } from '#doctor/definition.ts';
import type { Fix } from '#mapping/types.ts';
import type { DataState } from './data.svelte.ts';
import type { Examined, Pipeline } from './pipeline.ts';

/** What the data room does beyond reading files: the doctor, its remedies, repairs of values. */
export class Room {
  /** what the doctor found in the tables in force; null until it was asked */
  examined = $derived.by((): Examined | null => (this.#found?.version === this.#data.version ? this.#found.examined : null));
  #found = $state.raw<{ version: number; examined: Examined } | null>(null);
  #examining: Promise<void> | null = null;
  #data: DataState;
  #pipeline: () => Promise<Pipeline>;

  constructor(data: DataState, pipeline: () => Promise<Pipeline>) {
    this.#data = data;
    this.#pipeline = pipeline;
  }

  /**
   * Examines the orders in force, once however often it is asked. Rejects with `engine/canceled` when the data are forgotten meanwhile, and with what
   * the engine says.
   */
  examine(): Promise<void> {
    this.#examining ??= this.#examine().finally(() => (this.#examining = null));
    return this.#examining;
  }

  /** Begins anew when the data changed meanwhile: what was found then is of no use, and a query may have failed for want of a table. */
  async #examine(): Promise<void> {
    const data = this.#data;
    const { signal } = data;
    for (;;) {
      const engine = await data.ready();
      const { version } = data;
      const inForce = (): boolean => version === data.version && data.work === null;
      try {
        const examined = await (await this.#pipeline()).examine?.(engine, signal);
        if (!examined) return;
        if (inForce()) return void (this.#found = { version, examined });
      } catch (thrown) {
        if (signal.aborted || inForce()) throw thrown;
      }
      signal.throwIfAborted();
    }
  }

  /** Puts these remedies into force in place of those before; an empty list takes all of them back. */
  remedy(remedies: readonly ChosenRemedy[]): Promise<void> {
    return this.#data.set({ remedies });
  }

  /** Repairs values of a table and reads it again. */
  async fix(table: string, fix: Fix): Promise<void> {
    const fixes = this.#data.corrections[table]?.fixes ?? [];
    await this.#data.correct(table, { fixes: [...fixes, fix] });
  }
}
