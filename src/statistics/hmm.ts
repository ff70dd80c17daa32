import { defaultSeed } from '#schema/thresholds.ts';
import { hmm as model, type HmmEstimates } from '#models/lifecycle/hmm/definition.ts';
import type { History } from '#models/lifecycle/hmm/sequences.ts';
import { forceNames, histories } from '#panel/histories-query.ts';
import type { Table } from '#table/table.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'hmm';
const schema: Record<string, StatisticType> = {
  kind: 'text',
  from_stage: 'text',
  to_stage: 'text',
  name: 'text',
  value: 'number',
  low: 'number',
  high: 'number',
  n: 'number',
  p: 'number',
  clear: 'integer',
};
const nullable = ['from_stage', 'to_stage', 'name', 'low', 'high', 'n', 'p', 'clear'];
/**
 * The hidden Markov model of the stages on a seeded sample of customers, by `kind`: `transition` (probability a period), `rate` (orders a period of a usual customer in
 * `from_stage`), `scale` (a class of customers; n its share), `driver` (odds ratio of force `name` on a move, n such moves, p, clear 1: told apart from
 * chance), `fit` (figures of the search by `name`), `refusal` (`name` why; value there are, high needed).
 */
export const hmm: Statistic = {
  id,
  table: 'hmm',
  schema,
  nullable,
  smallestGroup: null,
  lazy: true,
  inputs: (_, { seed = defaultSeed }) => ({ histories: histories(seed) }),
  compute({ histories: table }, { seed = defaultSeed }, signal): StatisticRow[] {
    const { list, everyone } = historiesOf(table!);
    const { estimates, reason, diagnostics } = model.fit({ histories: list, forces: [...forceNames] }, { ...model.defaults, seed }, signal);
    const fit = Object.entries<number | boolean | null>({ ...diagnostics, everyone }).flatMap(([name, value]) =>
      value === null ? [] : [row('fit', { name, value: Number(value) })],
    );
    if (!estimates) {
      const { have, need } = reason!.parameters;
      return [row('refusal', { name: reason!.code, value: Number(have), high: Number(need) }), ...fit];
    }
    return [...estimateRows(estimates), ...fit];
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    for (const { kind, value } of rows) {
      expect(id, kind !== 'transition' || (Number(value) >= 0 && Number(value) <= 1), `probability ${String(value)}`);
      expect(id, !['rate', 'scale', 'driver'].includes(String(kind)) || Number(value) > 0, `${String(kind)} ${String(value)}`);
    }
  },
};

/** The sampled histories of the query. */
function historiesOf(table: Table): { list: History[]; everyone: number } {
  const numbers = (text: unknown): number[] => String(text).split(',').map(Number);
  const rows = rowsOf(table);
  return {
    list: rows.map(({ orders, forces }) => ({ orders: numbers(orders), forces: numbers(forces) })),
    everyone: Number(rows[0]?.everyone ?? 0),
  };
}

function estimateRows({ transitions, rates, scales, size, drivers }: HmmEstimates): StatisticRow[] {
  return [
    ...transitions.map(({ from, to, ...numbers }) => row('transition', { from_stage: from, to_stage: to, ...numbers })),
    ...rates.map(({ state, ...numbers }) => row('rate', { from_stage: state, ...numbers })),
    ...scales.map(({ scale, share }, i) => row('scale', { name: String(i + 1), value: scale, n: share })),
    ...(size === null ? [] : [row('fit', { name: 'size', value: size })]),
    ...drivers.map(({ force, from, to, clear, ...numbers }) =>
      row('driver', { from_stage: from, to_stage: to, name: force, clear: Number(clear), ...numbers }),
    ),
  ];
}

function row(kind: string, some: Partial<StatisticRow> & { value: number }): StatisticRow {
  const { value, ...more } = some;
  const before = { kind, from_stage: null, to_stage: null, name: null, value };
  return { ...before, low: null, high: null, n: null, p: null, clear: null, ...more } as StatisticRow;
}
