import type { Engine } from '#engine/engine.ts';
import type { FileResult, ImportResult } from '#mapping/types.ts';
import type { Pipeline, Reconciliation } from './pipeline.ts';

interface Pair {
  older: FileResult;
  newer: FileResult;
}

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
      return compare(pairsOf(older, after, replaced));
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

/** Each newer table with the older one at the same place in its dropped file; without one there, with the only one of its table that is left. */
function pairsOf(older: readonly FileResult[], after: readonly FileResult[], replaced: ReadonlyMap<string, string>): Pair[] {
  const newer = after.filter((one) => !one.failure && replaced.has(one.file));
  const alike = (old: FileResult, one: FileResult) => old.file === replaced.get(one.file) && old.table === one.table;
  const pairs = newer.flatMap((one): Pair[] => {
    const old = older.find((candidate) => alike(candidate, one) && inside(candidate) === inside(one));
    return old ? [{ older: old, newer: one }] : [];
  });
  const [oldLeft, newLeft] = [
    older.filter((old) => !pairs.some((pair) => pair.older === old)),
    newer.filter((one) => !pairs.some((pair) => pair.newer === one)),
  ];
  for (const one of newLeft) {
    const [old, ...more] = oldLeft.filter((candidate) => alike(candidate, one));
    const rivals = newLeft.filter((other) => other !== one && old && alike(old, other));
    if (old && more.length === 0 && rivals.length === 0) pairs.push({ older: old, newer: one });
  }
  return pairs;
}

/** Where a table stands in the dropped file: the member of an archive, the sheet of a workbook. */
function inside({ name, file }: FileResult): string {
  return name.startsWith(file) ? name.slice(file.length) : '';
}
