import { expect, test } from 'vitest';
import { StageMachine } from '#models/lifecycle/stages/machine.ts';
import { unknownSegment } from '#models/lifecycle/stages/history.ts';
import { flags, stageNames } from '#models/lifecycle/stages/trace.ts';
import { sql } from '#sql/sql.ts';
import { computeStatistics } from '#statistics/compute.ts';
import { statisticsOf } from '#statistics/index.ts';
import { ask, build, engineWith, sale } from './tables.ts';

const day = (n: number): string => new Date(Date.UTC(2020, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
const month = 365.25 / 12;

/** Days of contact by customer, from gaps of 0 to 14 months; whoever ends in `o` orders 20 days after the last one. */
const people: Record<string, number[]> = Object.fromEntries(
  Array.from({ length: 40 }, (_, i) => {
    const days = [i];
    for (let c = 0; c < i % 5; c += 1) days.push(days.at(-1)! + 5 + ((i * 97 + c * 211) % 430));
    return [`p${String(i).padStart(2, '0')}${i % 3 === 0 ? 'o' : ''}`, days];
  }),
);
const asOf = 1500;
const ordering = ([name]: [string, number[]]): boolean => name.endsWith('o');

test('C1: a customer is a prospect from the first contact, silent after 6 periods and given up after 12, as the stage machine says; the order opens the stages', async () => {
  const engine = await engineWith({
    contacts: Object.entries(people).flatMap(([customer_id, days]) =>
      days.slice(1).map((n) => ({ customer_id, at: day(n), purpose: 'presale' })),
    ),
    customers: Object.entries(people).map(([customer_id, [first]]) => ({ customer_id, first_contact: day(first!) })),
    orders: [
      ...Object.entries(people)
        .filter(ordering)
        .map(([name, days]) => sale(name, day(days.at(-1)! + 20), 10)),
      { ...sale('refunded', day(900), -5), kind: 'refund' },
      sale(null, day(asOf), 1),
    ],
  });
  const facts = await build(engine, { asOf: day(asOf), period: 'month' });
  const statistics = await computeStatistics(engine, statisticsOf(['prospects', 'stage_now']), facts, new AbortController().signal);
  const found = await ask(engine, sql`SELECT customer_id AS id, stage, ordered, contacts FROM prospects ORDER BY 1`);
  const machine = new StageMachine();
  const expected = Object.entries(people).map(([id, days]) => {
    const order = id.endsWith('o') ? days.at(-1)! + 20 : null;
    const since = (n: number): number => (n - days[0]!) / month;
    const periods = order === null ? Math.floor(since(asOf + 1)) : Math.floor(since(order));
    const history = { periods, orders: [], orderAmounts: null, amounts: null, profits: null, contacts: days.map(since) };
    const trace = machine.run(history, () => unknownSegment, 'orders');
    if (periods > 0) expect(trace.flags[periods - 1]! & flags.prospect).toBeGreaterThan(0);
    return { id, stage: periods > 0 ? stageNames[trace.stage[periods - 1]!] : 'E', ordered: order === null ? 0 : 1, contacts: days.length };
  });
  expect(found).toEqual(expected);
  expect(new Set(expected.map(({ stage }) => stage))).toEqual(new Set(['E', 'D', 'T']));

  const sum = (ordered: number): number =>
    statistics.prospects!.filter((row) => row.ordered === ordered).reduce((total, { n }) => total + Number(n), 0);
  expect([sum(0), sum(1)]).toEqual([26, 14]);
  expect(statistics.stage_now!.reduce((total, { n }) => total + Number(n), 0)).toBe(14);
});
