import { CodedError } from '#base/error.ts';
import { parameterName } from '#notebook/names.ts';
import { parametersIn, tablesIn } from '#notebook/sql-text.ts';
import type { CellDefinition } from '../definition.ts';
import { isParameterResult } from '../parameters.ts';
import type { TableResult } from '../result-table.ts';
import { runQuery } from './query.ts';
import SqlView from './SqlView.svelte';

/** One SELECT over the tables of the data and of other cells; with a name it is a view that later cells read. */
export const sql: CellDefinition<TableResult> = {
  kind: 'sql',
  defaults: {},
  needs: 'engine',
  inputs: (cell) => ({ uses: parametersIn(cell.body).map(parameterName), mentions: tablesIn(cell.body) }),
  outputs: (cell) => (cell.name === null ? [] : [cell.name]),
  async run(cell, context, signal) {
    if (cell.body.trim() === '') throw new CodedError('sql/empty');
    const valueOf = (name: string) => {
      const result = context.resultOf(name);
      return isParameterResult(result) ? result.value : null;
    };
    return runQuery(await context.engine(signal), { name: cell.name, text: cell.body, valueOf }, signal);
  },
  view: SqlView,
  showsStates: false,
  migrate: (spec) => spec,
};
