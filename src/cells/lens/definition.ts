import { CodedError } from '#base/error.ts';
import type { CellDefinition } from '../definition.ts';
import { parametersOf } from '../parameters.ts';
import LensCell from './LensCell.svelte';
import { lensOptions, type LensCellResult } from './lens-options.ts';

/** One question answered from the statistics of the data in force; options are those of the lens and `width: half`. */
export const lens: CellDefinition<LensCellResult> = {
  kind: 'lens',
  defaults: {},
  needs: 'statistics',
  inputs: (cell) => ({ uses: parametersOf(cell.options), mentions: [] }),
  outputs: (cell) => (cell.name === null ? [] : [cell.name]),
  async run(cell, context, signal) {
    const found = context.lenses.find(({ id }) => id === cell.id);
    if (!found) throw new CodedError('cells/no-lens', { id: cell.id ?? '', known: context.lenses.map(({ id }) => id).join(', ') });
    const statistics = await context.statistics(signal);
    signal.throwIfAborted();
    const answer = await found.analyse(statistics, lensOptions(found, cell.options), signal);
    return { answer };
  },
  view: LensCell,
  showsStates: true,
  migrate: (spec) => spec,
};
