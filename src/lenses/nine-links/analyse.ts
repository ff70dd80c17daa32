import { smallSamples } from '#schema/thresholds.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';
import type { Badge } from '../definition.ts';
import { type Told, count, factsOf, notReady, number, rowsBy, told } from '../reading.ts';

export type NineLinksOptions = Record<string, never>;

/** Nine links; the source puts two contents into the fourth. */
export const linkIds = ['1', '2', '3', '4a', '4b', '5', '6', '7', '8', '9'] as const;
export type LinkId = (typeof linkIds)[number];

/** What is told of a link, by preference, and in which unit: a share, money, or a plain number. */
const items: Record<LinkId, readonly { item: string; unit: LinkUnit; badge: Badge }[]> = {
  '1': [
    { item: 'intention', unit: 'share', badge: 'measured' },
    { item: 'quote', unit: 'share', badge: 'measured' },
  ],
  '2': [
    { item: 'cac', unit: 'money', badge: 'measured' },
    { item: 'new', unit: 'number', badge: 'measured' },
  ],
  '3': [{ item: 'arpu', unit: 'money', badge: 'measured' }],
  '4a': [
    { item: 'service', unit: 'money', badge: 'measured' },
    { item: 'service-share', unit: 'share', badge: 'measured' },
  ],
  '4b': [
    { item: 'breadth', unit: 'number', badge: 'measured' },
    { item: 'cross', unit: 'share', badge: 'measured' },
  ],
  '5': [{ item: 'renewal', unit: 'share', badge: 'measured' }],
  '6': [{ item: 'brand', unit: 'share', badge: 'measured' }],
  '7': [
    { item: 'churn', unit: 'share', badge: 'estimated' },
    { item: 'save', unit: 'share', badge: 'measured' },
    { item: 'save-control', unit: 'share', badge: 'measured' },
  ],
  '8': [{ item: 'bad-debt', unit: 'share', badge: 'measured' }],
  '9': [
    { item: 'win-back', unit: 'share', badge: 'estimated' },
    { item: 'second-life', unit: 'money', badge: 'estimated' },
  ],
};

/** Whether more of it is better (1), worse (-1), or neither: customers who change between the house's own brands stay customers. */
const better: Record<LinkId, 1 | -1 | 0> = { '1': 1, '2': -1, '3': 1, '4a': -1, '4b': 1, '5': 1, '6': 0, '7': -1, '8': -1, '9': 1 };
/** more new customers are better, though a higher cost of one is not */
const moreIsBetter = ['new'];

export type LinkUnit = 'share' | 'money' | 'number';

/** One number: shares as fractions, money in currency units. */
export interface LinkNumber {
  item: string;
  unit: LinkUnit;
  value: number;
  low: number | null;
  high: number | null;
  n: number;
  /** against the twelve months before; null where the file does not reach back or has too few cases then */
  change: number | null;
  changeLow: number | null;
  changeHigh: number | null;
  /** fewer than 30 cases */
  indicative: boolean;
}

export interface LinkResult {
  id: LinkId;
  item: string | null;
  unit: LinkUnit;
  value: number | null;
  low: number | null;
  high: number | null;
  n: number;
  change: number | null;
  /** up, down or steady (the interval of the change includes zero); null where there is nothing to compare with */
  trend: 'up' | 'down' | 'steady' | null;
  /** what that trend means for value */
  verdict: 'better' | 'worse' | null;
  badge: Badge;
  indicative: boolean;
  /** why there is no number: nothing in the files, or too few cases; null when there is one */
  missing: 'no-data' | 'few' | null;
  /** further numbers of the link */
  details: LinkNumber[];
}

export interface NineLinksResult extends Told {
  links: LinkResult[];
  /** links with a number, of ten contents */
  told: number;
  /** whole periods until the average customer has paid back what winning one cost; null when not within the ages observed */
  payback: number | null;
  /** the brand of the house that won most customers from the others, net; null without moves */
  brandWinner: { brand: string; net: number } | null;
}

/** The nine links of value creation over the last twelve months. */
export function analyse(statistics: StatisticTables, _: NineLinksOptions, signal: AbortSignal): NineLinksResult {
  signal.throwIfAborted();
  const facts = factsOf(statistics);
  const rows = statistics.nine_links ?? [];
  const links = linkIds.map((id) => linkOf(id, rows));
  const result: NineLinksResult = {
    ...told(facts, facts.customers, 'measured', false),
    links,
    told: links.filter(({ value }) => value !== null).length,
    payback: facts.hasAmount ? paybackOf(statistics) : null,
    brandWinner: winnerOf(rows),
  };
  if (facts.customers === 0 || rows.length === 0) return notReady(result, 'missing', 'orders-missing');
  if (facts.customers < smallSamples.suppressed)
    return notReady(result, 'too-little', 'few-customers', { have: facts.customers, need: smallSamples.suppressed });
  if (result.told === 0) return notReady(result, 'missing', 'orders-missing');
  return result;
}

function linkOf(id: LinkId, rows: readonly StatisticRow[]): LinkResult {
  const found = items[id].flatMap(({ item, unit }) => {
    const row = rows.find((one) => one.link === id && one.item === item);
    return row ? [numberOf(row, item, unit)] : [];
  });
  const enough = found.filter((one): one is LinkNumber => one.value !== null && one.n >= smallSamples.suppressed);
  const first = enough[0];
  const known = items[id].find(({ item }) => item === (first?.item ?? null)) ?? items[id][0]!;
  const trend = first ? trendOf(first) : null;
  const way = first && moreIsBetter.includes(first.item) ? 1 : better[id];
  const moved = trend === 'up' ? way : trend === 'down' ? -way : 0;
  return {
    id,
    item: first?.item ?? null,
    unit: known.unit,
    value: first?.value ?? null,
    low: first?.low ?? null,
    high: first?.high ?? null,
    n: first?.n ?? Math.max(0, ...found.map(({ n }) => n)),
    change: first?.change ?? null,
    trend,
    verdict: moved > 0 ? 'better' : moved < 0 ? 'worse' : null,
    badge: first ? known.badge : 'unavailable',
    indicative: first?.indicative ?? false,
    missing: first ? null : found.length > 0 ? 'few' : 'no-data',
    details: enough.slice(1),
  };
}

function numberOf(row: StatisticRow, item: string, unit: LinkUnit): Omit<LinkNumber, 'value'> & { value: number | null } {
  const scale = unit === 'money' ? 10_000 : 1;
  const read = (name: string): number | null => {
    const value = number(row, name);
    return value === null ? null : value / scale;
  };
  const n = count(row, 'n');
  return {
    item,
    unit,
    value: read('value'),
    low: read('low'),
    high: read('high'),
    n,
    change: read('change'),
    changeLow: read('change_low'),
    changeHigh: read('change_high'),
    indicative: n < smallSamples.indicative,
  };
}

/** A change is one when its interval leaves out zero. */
function trendOf({ change, changeLow, changeHigh }: LinkNumber): LinkResult['trend'] {
  if (change === null || changeLow === null || changeHigh === null) return null;
  return changeLow > 0 ? 'up' : changeHigh < 0 ? 'down' : 'steady';
}

/** Periods from the first order until the cumulative profit per customer is above zero, when it starts below. */
function paybackOf(statistics: StatisticTables): number | null {
  let sum = 0;
  for (const row of rowsBy(statistics, 'stage_age', 'age')) {
    const [profit, n] = [number(row, 'profit'), count(row, 'n')];
    if (profit === null || n < smallSamples.suppressed) return null;
    sum += profit / n;
    if (sum >= 0) return count(row, 'age') + 1;
  }
  return null;
}

function winnerOf(rows: readonly StatisticRow[]): NineLinksResult['brandWinner'] {
  const net = new Map<string, number>();
  for (const row of rows) {
    const [from, to] = row.item === 'flow' && typeof row.label === 'string' ? row.label.split(' → ') : [];
    if (from === undefined || to === undefined || from === to) continue;
    net.set(from, (net.get(from) ?? 0) - count(row, 'n'));
    net.set(to, (net.get(to) ?? 0) + count(row, 'n'));
  }
  const [best] = [...net].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return best && best[1] > 0 ? { brand: best[0], net: best[1] } : null;
}
