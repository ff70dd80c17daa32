import { type BlockSum, type EstimateKind, linkEstimate } from '#models/value/links/estimate.ts';
import { brandMoves, linkSums } from '#panel/links-query.ts';
import { defaultSeed, linkRules } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'nine-links';
const schema: Record<string, StatisticType> = {
  link: 'text',
  item: 'text',
  label: 'text',
  n: 'integer',
  value: 'number',
  low: 'number',
  high: 'number',
  change: 'number',
  change_low: 'number',
  change_high: 'number',
};
const nullable = ['label', 'value', 'low', 'high', 'change', 'change_low', 'change_high'];

/** How each item is made; `money` ones are told in ten-thousandths. */
const kinds: Record<string, { kind: EstimateKind; money?: true }> = {
  intention: { kind: 'rate' },
  quote: { kind: 'rate' },
  cac: { kind: 'ratio', money: true },
  new: { kind: 'count' },
  arpu: { kind: 'ratio', money: true },
  service: { kind: 'ratio', money: true },
  'service-share': { kind: 'ratio' },
  breadth: { kind: 'ratio' },
  cross: { kind: 'rate' },
  renewal: { kind: 'rate' },
  brand: { kind: 'rate' },
  churn: { kind: 'rate' },
  save: { kind: 'rate' },
  'save-control': { kind: 'rate' },
  'bad-debt': { kind: 'ratio' },
  'win-back': { kind: 'rate' },
  'second-life': { kind: 'ratio', money: true },
};

/**
 * The numbers of the nine links of value creation over the last twelve months, each with its 95 % interval, n, and its change against the twelve months before where the
 * file reaches back that far; money in ten-thousandths. Rows `flow` of link 6 count customers who went from one brand to another (label `from → to`). What the files cannot tell has no row.
 */
export const nineLinks: Statistic = {
  id,
  table: 'nine_links',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { asOf }) => ({ sums: linkSums(asOf), moves: brandMoves(asOf) }),
  compute({ sums, moves }, { seed = defaultSeed }, signal): StatisticRow[] {
    const spans = new Map<string, [BlockSum[], BlockSum[]]>();
    const links = new Map<string, string>();
    for (const row of rowsOf(sums!)) {
      const item = String(row.item);
      links.set(item, String(row.link));
      if (!spans.has(item)) spans.set(item, [[], []]);
      const sum = { block: Number(row.block), cases: Number(row.cases), num: Number(row.num ?? 0), den: Number(row.den ?? 0) };
      spans.get(item)![Number(row.span) as 0 | 1].push(sum);
    }
    const told = Object.entries(kinds).flatMap(([item, { kind, money }]): StatisticRow[] => {
      const [now, before] = spans.get(item) ?? [[], []];
      if (now.length === 0) return [];
      const scale = (value: number | null) => (value === null || !money ? value : Math.round(value * 10_000));
      const found = linkEstimate(kind, now, before, { seed, replicates: linkRules.replicates }, signal);
      const { n, value, low, high, change, changeLow, changeHigh } = found;
      const numbers = { value, low, high, change, change_low: changeLow, change_high: changeHigh };
      const scaled = Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, scale(number)]));
      return [{ link: links.get(item)!, item, label: null, n, ...scaled }];
    });
    const flows = rowsOf(moves!).map((row): StatisticRow => {
      const nothing = { value: null, low: null, high: null, change: null, change_low: null, change_high: null };
      return { link: '6', item: 'flow', label: `${String(row.from_brand)} → ${String(row.to_brand)}`, n: Number(row.n), ...nothing };
    });
    return [...told, ...flows];
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['n']);
  },
};
