import { CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import type { Pipeline } from './pipeline.ts';

/** The data in force, as far as statistics that are computed on request need them. */
export interface DataInForce {
  statistics: StatisticTables;
  /** counts up with every change of the data */
  readonly version: number;
  /** aborts when the data are forgotten */
  readonly signal: AbortSignal;
  /** the engine with the tables of the data in it */
  ready(): Promise<Engine>;
  /** what was computed beforehand for the data in force; null where nothing was */
  beforehand?(): Promise<StatisticTables | null>;
}

/** Statistics that no analysis computes on its own: made when first asked for, once for all who ask, and again after the data changed. */
export class LaterStatistics {
  #data: DataInForce;
  #pipeline: () => Promise<Pipeline>;
  #running = new Map<string, Promise<void>>();

  constructor(data: DataInForce, pipeline: () => Promise<Pipeline>) {
    this.#data = data;
    this.#pipeline = pipeline;
  }

  /** The tables in force with the named ones among them; those that nobody can compute are left out. Rejects with the reason of `signal`. */
  async with(names: readonly string[], signal: AbortSignal): Promise<StatisticTables> {
    const missing = names.filter((name) => !Object.hasOwn(this.#data.statistics, name));
    if (missing.length === 0) return this.#data.statistics;
    await Promise.race([Promise.all(missing.map((name) => this.#one(name))), aborted(signal)]);
    signal.throwIfAborted();
    return this.#data.statistics;
  }

  #one(name: string): Promise<void> {
    const key = `${this.#data.version} ${name}`;
    const running = this.#running.get(key) ?? this.#compute(name).finally(() => this.#running.delete(key));
    this.#running.set(key, running);
    return running;
  }

  async #compute(name: string): Promise<void> {
    for (;;) {
      if (await this.#found(name)) return;
      const engine = await this.#data.ready();
      if (Object.hasOwn(this.#data.statistics, name)) return;
      const { version, signal } = this.#data;
      const tables = await (await this.#pipeline()).statistics?.(engine, [name], signal);
      if (this.#data.version !== version) continue; // the data changed meanwhile: what was computed may be of neither
      this.#data.statistics = { ...this.#data.statistics, ...tables };
      return;
    }
  }

  /** Whether the statistic was computed beforehand; it is then in force. What does not arrive is computed like any other. */
  async #found(name: string): Promise<boolean> {
    const { version } = this.#data;
    const rows = (await this.#data.beforehand?.().catch(() => null))?.[name];
    if (!rows || this.#data.version !== version) return false;
    this.#data.statistics = { ...this.#data.statistics, [name]: rows };
    return true;
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = (): void => reject(signal.reason instanceof Error ? signal.reason : new CodedError('engine/canceled'));
    if (signal.aborted) refuse();
    signal.addEventListener('abort', refuse, { once: true });
  });
}
