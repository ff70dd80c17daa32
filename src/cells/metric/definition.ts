import { CodedError } from '#base/error.ts';
import type { Cell as Value } from '#table/table.ts';
import type { CellDefinition } from '../definition.ts';
import { textOption, wordOption } from '../options.ts';
import { columnOf, shownValue, tableOf, type TableResult } from '../result-table.ts';
import { metricFormats, type Metric } from './metric.ts';
import MetricView from './MetricView.svelte';

function firstOf(result: TableResult, name: string | null): Value {
  if (name === null) return null;
  const column = columnOf(result.table, name);
  return result.table.rowCount === 0 ? null : shownValue(column.kind, column.values[0] ?? null);
}

/** A single number: `data` is the name of a cell, `value` a column of its first row, `low` and `high` the columns of its interval. */
export const metric: CellDefinition<Metric> = {
  kind: 'metric',
  defaults: { data: null, value: null, low: null, high: null, label: null, format: 'number' },
  needs: 'nothing',
  inputs: (cell) => ({ uses: typeof cell.options.data === 'string' ? [cell.options.data] : [], mentions: [] }),
  outputs: (cell) => (cell.name === null ? [] : [cell.name]),
  async run(cell, context) {
    const [data, value] = [textOption(cell, 'data'), textOption(cell, 'value')];
    if (data === null || value === null)
      throw new CodedError('cells/option', { kind: cell.kind, option: data === null ? 'data' : 'value' });
    const result = tableOf(data, context.resultOf);
    return Promise.resolve({
      label: textOption(cell, 'label') ?? value,
      value: firstOf(result, value),
      low: firstOf(result, textOption(cell, 'low')),
      high: firstOf(result, textOption(cell, 'high')),
      format: wordOption(cell, 'format', metricFormats, 'number'),
    });
  },
  view: MetricView,
  showsStates: false,
  migrate: (spec) => spec,
};
