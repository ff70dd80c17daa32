import { CodedError } from '#base/error.ts';
import type { Lens } from '#lenses/definition.ts';
import type { CellContext, CellDefinition } from '../definition.ts';
import { parametersOf } from '../parameters.ts';
import LensCell from './LensCell.svelte';
import { statisticsFor } from '#lenses/options.ts';
import { lensOptions, type LensCellResult } from './lens-options.ts';

/** The lens of an id, loaded when it must be. Throws CodedError `cells/no-lens`. */
async function lensOf(id: string, context: CellContext): Promise<Lens> {
  const loaded = context.lenses.find((one) => one.id === id);
  if (loaded) return loaded;
  const all = await context.allLenses();
  const found = all.find((one) => one.id === id);
  if (!found) throw new CodedError('cells/no-lens', { id, known: all.map((one) => one.id).join(', ') });
  return found;
}

/** One question answered from the statistics of the data in force; options are those of the lens and `width: half`. */
export const lens: CellDefinition<LensCellResult> = {
  kind: 'lens',
  defaults: {},
  needs: 'statistics',
  inputs: (cell) => ({ uses: parametersOf(cell.options), mentions: [] }),
  outputs: (cell) => (cell.name === null ? [] : [cell.name]),
  async run(cell, context, signal) {
    const found = await lensOf(cell.id ?? '', context);
    const options = lensOptions(found, cell.options);
    const statistics = await context.statistics(statisticsFor(found, options), signal);
    signal.throwIfAborted();
    const answer = await found.analyse(statistics, options, signal);
    return { answer };
  },
  view: LensCell,
  showsStates: true,
  migrate: (spec) => spec,
};
