import { CodedError } from '#base/error.ts';
import type { Cell } from '#notebook/cell.ts';
import type { CellDefinition } from '../definition.ts';
import { listOption, textOption } from '../options.ts';
import { columnOf, tableOf, type TableResult } from '../result-table.ts';
import TableView from './TableView.svelte';

function dataOf(cell: Cell): string {
  const data = textOption(cell, 'data');
  if (data === null) throw new CodedError('cells/option', { kind: cell.kind, option: 'data' });
  return data;
}

/** Rows of another cell to read: `data` is its name, `columns` those to show in their order, `title` what stands above. */
export const table: CellDefinition<TableResult> = {
  kind: 'table',
  defaults: { data: null, columns: null, title: null },
  needs: 'nothing',
  inputs: (cell) => ({ uses: typeof cell.options.data === 'string' ? [cell.options.data] : [], mentions: [] }),
  outputs: (cell) => (cell.name === null ? [] : [cell.name]),
  run(cell, context) {
    const result = tableOf(dataOf(cell), context.resultOf);
    const names = listOption(cell, 'columns');
    if (!names) return Promise.resolve(result);
    return Promise.resolve({ ...result, table: { ...result.table, columns: names.map((name) => columnOf(result.table, String(name))) } });
  },
  view: TableView,
  showsStates: false,
  migrate: (spec) => spec,
};
