import type { Engine } from '#engine/engine.ts';
import type { FileResult, ImportResult } from '#mapping/types.ts';
import type { Pipeline, Reconciliation } from './pipeline.ts';

/** Files that take the place of older ones: the older rows stand aside during the import, so that both can be compared. */
export class Replacing {
  #compare: (after: readonly FileResult[]) => Promise<Reconciliation[]>;

  constructor(compare: (after: readonly FileResult[]) => Promise<Reconciliation[]>) {
    this.#compare = compare;
  }

  /**
   * Puts the rows of the older files aside; `ready` fills the tables first when they are not there. `replaced` names the older file by the newer
   * one. Without an older file, or in a pipeline that cannot compare, nothing is done.
   */
  static async begin(
    pipeline: Pipeline,
    engine: Engine,
    before: ImportResult | null,
    replaced: ReadonlyMap<string, string>,
    signal: AbortSignal,
    ready: () => Promise<void>,
  ): Promise<Replacing> {
    const names = new Set(replaced.values());
    const older = (before?.files ?? []).filter((file) => names.has(file.file) && file.table !== 'none');
    if (!pipeline.keepBefore || older.length === 0) return new Replacing(() => Promise.resolve([]));
    await ready();
    const compare = await pipeline.keepBefore(engine, older, signal);
    return new Replacing(async (after) => {
      const pairs = after.flatMap((newer) => {
        const old = older.find((one) => one.file === replaced.get(newer.file) && one.sheet === newer.sheet && one.table === newer.table);
        return old && !newer.failure ? [{ older: old, newer }] : [];
      });
      return compare(pairs);
    });
  }

  /** Lets go of the older rows when the import came to nothing. */
  dropAndThrow = async (thrown: unknown): Promise<never> => {
    await this.#compare([]).catch(() => undefined); // the engine itself may be gone, and the rows with it
    throw thrown;
  };

  /** What differs, one entry a table that both exports fill. */
  end(read: ImportResult): Promise<Reconciliation[]> {
    return this.#compare(read.files);
  }
}
