import { beforeAll, describe, expect, test } from 'vitest';
import type { StatisticRow } from '#statistics/definition.ts';
import { computeStatistics } from '#statistics/compute.ts';
import { nineLinks } from '#statistics/nine-links.ts';
import type { CostRules } from '#panel/allocation.ts';
import { build, engineWith, sale, type Records } from '../panel/tables.ts';

const go = new AbortController().signal;

async function linksOf(records: Records, costRules: CostRules = {}): Promise<(link: string, item: string) => StatisticRow | undefined> {
  const engine = await engineWith(records);
  const { asOf } = await build(engine, { period: 'month', costRules });
  const { nine_links: rows } = await computeStatistics(engine, [nineLinks], { asOf }, go);
  return (link, item) => rows!.find((row) => row.link === link && row.item === item);
}

/** Two orders a month from `first` to `last` (months counted from January 2022). */
const steady = (customer: string, first: number, last: number, more: Record<string, string | number> = {}) =>
  Array.from({ length: 2 * (last - first + 1) }, (_, i) => {
    const month = first + Math.floor(i / 2);
    const date = `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${i % 2 ? '18' : '04'}`;
    return sale(customer, date, 100, { qty: 1, sku: i % 2 ? 'a' : 'b', cogs: 40, ...more });
  });

describe('the nine links of hand-made files', () => {
  let of: Awaited<ReturnType<typeof linksOf>>;
  beforeAll(async () => {
    of = await linksOf({
      orders: [
        ...steady('old', 0, 47),
        ...steady('gone', 0, 20),
        ...steady('new', 40, 47),
        ...steady('back', 0, 12),
        ...steady('back', 42, 47),
        sale('end', '2025-12-31', 100, { sku: 'a' }),
      ],
      products: [
        { sku: 'a', category: 'green', brand: 'Lake' },
        { sku: 'b', category: 'black', brand: 'Hill' },
      ],
      surveys: [
        ...[7, 6, 3].map((value, i) => ({
          response_id: `r${i}`,
          customer_id: 'old',
          date: '2025-05-01',
          item_id: 'REP',
          construct: 'repurchase',
          value,
          scale_min: 1,
          scale_max: 7,
          reversed: false,
        })),
        {
          response_id: 'r9',
          customer_id: 'new',
          date: '2025-05-01',
          item_id: 'REPX',
          construct: 'repurchase',
          value: 1,
          scale_min: 1,
          scale_max: 7,
          reversed: true,
        },
        {
          response_id: 'r8',
          customer_id: 'old',
          date: '2024-05-01',
          item_id: 'REP',
          construct: 'repurchase',
          value: 2,
          scale_min: 1,
          scale_max: 7,
          reversed: false,
        },
      ],
      costs: [
        { date: '2025-05-04', amount: 30, type: 'acquisition', customer_id: 'new' },
        { date: '2025-06-04', amount: 50, type: 'acquisition', customer_id: null },
        { date: '2025-06-04', amount: 80, type: 'service', customer_id: 'old' },
      ],
      subscriptions: [
        { contract_id: 'c1', customer_id: 'old', start: '2024-03-01', end: '2025-02-28', churned: false },
        { contract_id: 'c2', customer_id: 'old', start: '2025-03-01', end: '2026-02-28', churned: false, renewal_of: 'c1' },
        { contract_id: 'c3', customer_id: 'new', start: '2024-06-01', end: '2025-05-31', churned: false },
      ],
      receivables: [
        { document_id: 'i1', customer_id: 'old', kind: 'invoice', date: '2025-03-31', due_date: '2025-04-30', amount: 200 },
        { document_id: 'i1', customer_id: 'old', kind: 'writeoff', date: '2025-11-30', amount: -20 },
      ],
      contacts: ['old', 'new'].map((customer_id, i) => ({
        customer_id,
        at: '2025-06-01 10:00:00',
        purpose: 'retention',
        arm: i === 0 ? 'treated' : 'control',
      })),
    });
  });

  test('1: answers in the two best points, reversed items from their other end, against the year before', () => {
    expect(of('1', 'intention')).toMatchObject({ n: 4, value: 0.75, change: 0.75 });
  });

  test('2: own acquisition cost and an equal part of what names nobody, per new customer', () => {
    expect(of('2', 'new')).toMatchObject({ value: 2 });
    expect(of('2', 'cac')).toMatchObject({ n: 2, value: (80 / 2) * 10_000 });
  });

  test('3, 4: amount, service cost and kinds of goods per active customer', () => {
    expect(of('3', 'arpu')!.n).toBe(4);
    expect(of('4a', 'service')).toMatchObject({ n: 4, value: 200_000 });
    expect(of('4b', 'cross')).toMatchObject({ n: 4, value: 0.75 });
  });

  test('C13: 5: a contract followed by another one is renewed, one that is not, is not', () => {
    expect(of('5', 'renewal')).toMatchObject({ n: 2, value: 0.5 });
  });

  test('6: main brands of two years', () => {
    expect(of('6', 'brand')).toMatchObject({ n: 1, value: 0 });
    expect(of('6', 'flow')).toMatchObject({ n: 1 });
  });

  test('C20: 7: those who were called beside those who were not', () => {
    expect(of('7', 'save')).toMatchObject({ n: 1, value: 1 });
    expect(of('7', 'save-control')).toMatchObject({ n: 1, value: 1 });
    expect(of('7', 'churn')!.n).toBeGreaterThan(0);
  });

  test('8: written off of what was billed', () => {
    expect(of('8', 'bad-debt')!.value).toBeCloseTo(0.1, 12);
  });

  test('C2: 9: an order after the end opens a second life', () => {
    expect(of('9', 'win-back')).toMatchObject({ n: 2, value: 0.5 });
    expect(of('9', 'second-life')).toMatchObject({ n: 1 });
  });
});

test('bare orders of one year fill what they can, and compare with nothing', async () => {
  const of = await linksOf({ orders: [...steady('a', 0, 11), ...steady('b', 3, 11)] });
  for (const [link, item] of [
    ['1', 'intention'],
    ['2', 'cac'],
    ['4a', 'service'],
    ['5', 'renewal'],
    ['6', 'brand'],
    ['8', 'bad-debt'],
  ] as const)
    expect(of(link, item)).toBeUndefined();
  expect(of('3', 'arpu')).toMatchObject({ n: 2, change: null });
});

test('2, 4a: leads who never bought and customers who were silent cost too; the share of unknown buyers is theirs', async () => {
  const records: Records = {
    orders: [...steady('a', 0, 11), sale('silent', '2021-12-01', 100), sale(null, '2022-06-05', 100)],
    costs: [
      { date: '2022-05-04', amount: 30, type: 'acquisition', customer_id: 'lead' },
      { date: '2022-06-04', amount: 60, type: 'service' },
      { date: '2022-07-04', amount: 9, type: 'service', customer_id: 'silent' },
    ],
  };
  const of = await linksOf(records, { service: 'orders' });
  expect(of('2', 'cac')).toMatchObject({ n: 1, value: 300_000 });
  expect(of('4a', 'service')).toMatchObject({ n: 1, value: (60 * (2 / 3) + 9) * 10_000 });
});

test('8: a debt written off in the order is lost beside accounts, and once where both say so', async () => {
  const of = await linksOf({
    orders: [...steady('a', 0, 11), sale('a', '2022-06-05', 100, { order_id: 'o1', written_off: 20 })],
    receivables: [
      { document_id: 'o1', customer_id: 'a', kind: 'invoice', date: '2022-06-05', amount: 200 },
      { document_id: 'o1', customer_id: 'a', kind: 'writeoff', date: '2022-08-01', amount: -20 },
    ],
  });
  expect(of('8', 'bad-debt')!.value).toBeCloseTo(0.1, 12);
});
