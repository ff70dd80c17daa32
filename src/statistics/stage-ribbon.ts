import { ribbonSample } from '#panel/stage-pictures-query.ts';
import { defaultSeed } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'stage-ribbon';
const schema: Record<string, StatisticType> = { place: 'integer', customer_id: 'text', age: 'integer', stage: 'text', early: 'integer' };

/**
 * The stages of a seeded sample of at most 200 customers, period by period of relationship age, in the order of their paths: by the stages they went
 * through one after the other, and within one path by how long each lasted, so that like stands beside like. `place` counts from 0.
 */
export const stageRibbon: Statistic = {
  id,
  table: 'stage_ribbon',
  schema,
  nullable: [],
  smallestGroup: null,
  lazy: true,
  personal: true,
  inputs: (_, { seed = defaultSeed }) => ribbonSample(seed),
  compute({ cells }): StatisticRow[] {
    const paths = new Map<string, StatisticRow[]>();
    for (const row of rowsOf(cells!)) {
      const customer = String(row.customer_id);
      const cell = { place: 0, customer_id: customer, age: Number(row.age), stage: String(row.stage), early: Number(row.early) };
      const path = paths.get(customer);
      if (path) path.push(cell);
      else paths.set(customer, [cell]);
    }
    return [...paths.values()]
      .map((cells) => ({ cells, key: pattern(cells) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .flatMap(({ cells }, place) => cells.map((cell) => ({ ...cell, place })));
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['place', 'age']);
    for (const { stage } of rows) expect(id, ['E', 'F', 'S', 'D', 'T'].includes(String(stage)), `unknown stage ${String(stage)}`);
  },
};

/** The runs of a path as sortable text: first the stages in their order, then the length of each run, then the customer. */
function pattern(cells: readonly StatisticRow[]): string {
  const runs: { stage: string; length: number }[] = [];
  for (const { stage } of cells) {
    const last = runs.at(-1);
    if (last && last.stage === stage) last.length++;
    else runs.push({ stage: String(stage), length: 1 });
  }
  const order = 'EFSDT';
  const path = runs.map(({ stage }) => order.indexOf(stage)).join('');
  return `${path}!${runs.map(({ length }) => String(length).padStart(4, '0')).join('')}!${String(cells[0]?.customer_id)}`;
}
