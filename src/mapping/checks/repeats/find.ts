import type { Engine } from '#engine/engine.ts';
import type { StagedFile } from '../../decision.ts';
import { createRepeats, insertRepeats } from './query.ts';

/** Finds, among files with the same header, the records that a file before has too: exports of months that overlap. Staging tables must all stand. */
export async function findRepeats(engine: Engine, files: readonly StagedFile[], signal: AbortSignal): Promise<void> {
  await engine.execute(createRepeats(), { signal });
  for (const [index, file] of files.entries()) {
    const before = files.slice(0, index).filter((other) => sameHeader(other, file));
    if (before.length > 0) await engine.execute(insertRepeats(file, before, file.shape.columns.length), { signal });
  }
}

function sameHeader(a: StagedFile, b: StagedFile): boolean {
  return a.signature === b.signature && a.shape.columns.length === b.shape.columns.length;
}
