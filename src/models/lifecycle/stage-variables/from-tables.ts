import { stageVariableThresholds } from '#schema/thresholds.ts';
import { columnOf } from '#table/rows.ts';
import type { Cell, Table } from '#table/table.ts';
import type { StopSignal } from '../../definition.ts';
import { type BlockEstimate, type BlockSums, stageVariableModel } from './definition.ts';

/** One value of one variable at one place of one base. */
export interface PlacedEstimate extends BlockEstimate {
  axis: string;
  base: string;
  place: string;
  variable: string;
  /** customers */
  n: number;
  /** over customers; null for a contrast and where it is not known */
  median: number | null;
  /** 95 % interval of the difference to the first place of the axis, by the same draws of customers, so that those who stand at both places are paired */
  changeLow: number | null;
  changeHigh: number | null;
}

/** Where an axis begins, and the variables whose way from there is told. */
const beginnings: Record<string, string> = { stage: 'E', age: '0' };
const followed = ['profit', 'volume'];

/** What the queries of M04 answer: rows by `keys` and block with columns `<variable>_n`, `_over`, `_under`, and `_from_over`, `_from_under` for contrasts. */
export interface PlacedSums {
  sums: Table;
  medians: Table | null;
  /** the axis of the rows, when they carry none themselves */
  axis?: string;
}

interface Group {
  axis: string;
  base: string;
  place: string;
  rows: number[];
}

/** The estimates of every variable at every place where at least `smallest` customers show it; values beside them are left out for privacy. */
export function placedEstimates({ sums, medians, axis }: PlacedSums, seed: number, smallest: number, signal: StopSignal): PlacedEstimate[] {
  const variables = sums.columns.flatMap(({ name }) => (name.endsWith('_n') ? [name.slice(0, -2)] : []));
  const groups = grouped(sums, axis);
  const found = medians ? new Map(grouped(medians, axis).map((group) => [keyOf(group), group.rows[0]!])) : null;
  const wanted: { group: Group; variable: string; n: number; sums: BlockSums }[] = [];
  for (const group of groups) {
    for (const variable of variables) {
      const counts = columnOf(sums, `${variable}_n`).values;
      const rows = group.rows.filter((row) => Number(counts[row]) > 0);
      const n = rows.reduce((sum, row) => sum + Number(counts[row]), 0);
      if (n >= smallest) wanted.push({ group, variable, n, sums: blockSums(sums, variable, rows) });
    }
  }
  const { replicates, blocks } = stageVariableThresholds;
  const changes = wanted.flatMap((one, place) => {
    const { axis: along, base, place: own } = one.group;
    if (!followed.includes(one.variable) || own === beginnings[along]) return [];
    const first = wanted.find(
      ({ group, variable }) =>
        variable === one.variable && group.axis === along && group.base === base && group.place === beginnings[along],
    );
    return first ? [{ place, sums: change(first.sums, one.sums) }] : [];
  });
  const all = [...wanted, ...changes].map((one) => one.sums);
  const { estimates } = stageVariableModel.fit({ sums: all, blocks }, { replicates, seed }, signal);
  const ways = new Map(changes.map(({ place }, i) => [place, estimates![wanted.length + i]!]));
  return wanted.map(({ group, variable, n }, i) => {
    const row = found?.get(keyOf(group));
    const median = row === undefined ? null : finite(columnOf(medians!, `${variable}_median`).values[row]);
    const { value, low, high, p } = estimates![i]!;
    const shown = {
      value: significant(value),
      low: significant(low),
      high: significant(high),
      p: significant(p),
      median: significant(median),
      changeLow: significant(ways.get(i)?.low ?? null),
      changeHigh: significant(ways.get(i)?.high ?? null),
    };
    return { axis: group.axis, base: group.base, place: group.place, variable, n, ...shown };
  });
}

/** Five significant digits: more than any interval allows, and the same however the engine orders its sums; null stays null. */
export function significant(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(5));
}

function keyOf({ axis, base, place }: Group): string {
  return [axis, base, place].join('\n');
}

function grouped(table: Table, axis: string | undefined): Group[] {
  const groups = new Map<string, Group>();
  const [bases, places] = [columnOf(table, 'base').values, columnOf(table, 'place').values];
  const axes = axis === undefined ? columnOf(table, 'axis').values : null;
  for (let row = 0; row < table.rowCount; row++) {
    const group = { axis: axes ? String(axes[row]) : axis!, base: String(bases[row]), place: String(places[row]), rows: [] };
    const known = groups.get(keyOf(group));
    if (known) known.rows.push(row);
    else groups.set(keyOf(group), { ...group, rows: [row] });
  }
  return [...groups.values()];
}

function blockSums(table: Table, variable: string, rows: readonly number[]): BlockSums {
  const block = columnOf(table, 'block').values;
  // the order of rows that the engine answers must not change the sums of the draws
  const ordered = [...rows].sort((a, b) => Number(block[a]) - Number(block[b]));
  const take = (name: string): Float64Array => {
    const { values } = columnOf(table, name);
    return Float64Array.from(ordered, (row) => Number(values[row]));
  };
  const contrast = table.columns.some(({ name }) => name === `${variable}_from_under`);
  return {
    shape: variable === 'price' ? 'log-ratio' : 'ratio',
    block: take('block'),
    over: take(`${variable}_over`),
    under: take(`${variable}_under`),
    ...(contrast ? { fromOver: take(`${variable}_from_over`), fromUnder: take(`${variable}_from_under`) } : {}),
  };
}

/** The difference of two places as one: blocks stand once for each of them, and weigh the same in both. */
function change(from: BlockSums, to: BlockSums): BlockSums {
  const none = (of: BlockSums): number[] => Array.from(of.block, () => 0);
  const joined = (a: ArrayLike<number>, b: ArrayLike<number>): Float64Array => Float64Array.from([...Array.from(a), ...Array.from(b)]);
  return {
    shape: to.shape,
    block: joined(from.block, to.block),
    over: joined(none(from), to.over),
    under: joined(none(from), to.under),
    fromOver: joined(from.over, none(to)),
    fromUnder: joined(from.under, none(to)),
  };
}

function finite(value: Cell | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
