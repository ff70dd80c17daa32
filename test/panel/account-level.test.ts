import { expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { accountFacts, accountsUnder, mergeLog } from '#panel/account-query.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { buildPanel } from '#panel/build.ts';
import { sql } from '#sql/sql.ts';
import { ask, build, engineWith, type Records, sale } from './tables.ts';

/** Head office H over B over C, a branch B2, an account whose parent nobody knows with one of its own under it, a ring with one below it, and one alone. */
const accounts: Records = {
  customers: [
    { customer_id: 'H', parent_id: null, segment: 'large', first_contact: '2023-03-01' },
    { customer_id: 'B', parent_id: 'H', segment: 'small', first_contact: '2022-12-20' },
    { customer_id: 'C', parent_id: 'B' },
    { customer_id: 'B2', parent_id: 'H' },
    { customer_id: 'lost', parent_id: 'nobody' },
    { customer_id: 'below', parent_id: 'lost' },
    { customer_id: 'r1', parent_id: 'r2' },
    { customer_id: 'r2', parent_id: 'r1' },
    { customer_id: 'r3', parent_id: 'r1' },
    { customer_id: 'self', parent_id: 'self' },
    { customer_id: 'alone' },
  ],
  orders: [
    sale('B', '2023-01-05', 100, { cogs: 60 }),
    sale('C', '2023-02-05', 50, { cogs: 30 }),
    sale('B2', '2023-02-05', 20, { cogs: 12 }),
    sale('lost', '2023-01-09', 10, { cogs: 6 }),
    sale('below', '2023-01-09', 10, { cogs: 6 }),
    sale('r1', '2023-01-10', 10, { cogs: 6 }),
    sale('r3', '2023-01-11', 10, { cogs: 6 }),
    sale('self', '2023-01-12', 10, { cogs: 6 }),
    sale('unlisted', '2023-01-12', 10, { cogs: 6 }),
    sale(null, '2023-03-31', 5, { cogs: 3 }),
  ],
  costs: [{ date: '2023-02-10', amount: 7, type: 'service', customer_id: 'C' }],
  contacts: [{ customer_id: 'C', at: '2023-02-11', purpose: 'service' }],
  complaints: [{ ticket_id: 'k', customer_id: 'B2', opened: '2023-02-12', severity: 1, is_complaint: true }],
  surveys: [{ response_id: 's', customer_id: 'C', item_id: 'q', construct: 'satisfaction', value: 4, scale_min: 1, scale_max: 5 }],
  referrals: [{ referrer_id: 'C', referred_id: 'alone', date: '2023-02-13' }],
};

const states = (engine: Engine) =>
  ask(engine, sql`SELECT customer_id AS id, orders, CAST(amount AS DOUBLE) AS amount FROM customer_state ORDER BY 1`);

test('C22: at the level of parents everything of the accounts in a chain of any depth is one relationship, and the tables stay as they were read', async () => {
  const engine = await engineWith(accounts);
  await build(engine, { period: 'month' });
  const before = await states(engine);
  expect(before.map(({ id }) => id)).toEqual(['B', 'B2', 'C', 'below', 'lost', 'r1', 'r3', 'self', 'unlisted']);

  await build(engine, { period: 'month', level: 'parent' });
  expect(await states(engine)).toEqual([
    { id: 'H', orders: 2, amount: 170 },
    { id: 'lost', orders: 1, amount: 20 },
    { id: 'r1', orders: 1, amount: 10 },
    { id: 'r3', orders: 1, amount: 10 },
    { id: 'self', orders: 1, amount: 10 },
    { id: 'unlisted', orders: 1, amount: 10 },
  ]);
  expect(
    await ask(
      engine,
      sql`SELECT CAST(sum(contacts) AS INTEGER) AS contacts, CAST(sum(complaints) AS INTEGER) AS complaints, CAST(sum(allocated_cost) AS DOUBLE) AS cost,
        CAST(min(period) AS VARCHAR) AS "from" FROM panel WHERE customer_id = 'H'`,
    ),
  ).toEqual([{ contacts: 1, complaints: 1, cost: 7, from: '2023-01-05' }]);
  expect(await ask(engine, sql`SELECT customer_id FROM surveys UNION ALL SELECT referrer_id FROM referrals`)).toEqual([
    { customer_id: 'H' },
    { customer_id: 'H' },
  ]);
  const [head] = await ask(engine, sql`SELECT segment, CAST(first_contact AS VARCHAR) AS first FROM customers WHERE customer_id = 'H'`);
  expect(head).toEqual({ segment: 'large', first: '2022-12-20' });
  expect(await ask(engine, sql`SELECT DISTINCT segment FROM customer_state WHERE customer_id = 'H'`)).toEqual([{ segment: 'large' }]);
  expect(await ask(engine, sql`SELECT customer_id FROM imported.orders WHERE customer_id = 'C'`)).toHaveLength(1);

  await build(engine, { period: 'month' });
  expect(await states(engine)).toEqual(before);
  expect(await ask(engine, sql`SELECT customer_id FROM orders WHERE customer_id = 'C'`)).toHaveLength(1);
});

test('C22: the merge log says who stands under whom; unknown parents and rings are listed and joined to nobody', async () => {
  const engine = await engineWith(accounts);
  await build(engine);
  expect(await ask(engine, mergeLog())).toEqual([
    { id: 'r1', parent: 'r2', unit: 'r1', depth: 0, problem: 'cycle', orders: 1, amount: 10 },
    { id: 'r2', parent: 'r1', unit: 'r2', depth: 0, problem: 'cycle', orders: 0, amount: null },
    { id: 'r3', parent: 'r1', unit: 'r3', depth: 0, problem: 'cycle', orders: 1, amount: 10 },
    { id: 'lost', parent: 'nobody', unit: 'lost', depth: 0, problem: 'unknown-parent', orders: 1, amount: 10 },
    { id: 'B', parent: 'H', unit: 'H', depth: 1, problem: null, orders: 1, amount: 100 },
    { id: 'B2', parent: 'H', unit: 'H', depth: 1, problem: null, orders: 1, amount: 20 },
    { id: 'C', parent: 'B', unit: 'H', depth: 2, problem: null, orders: 1, amount: 50 },
    { id: 'below', parent: 'lost', unit: 'lost', depth: 1, problem: null, orders: 1, amount: 10 },
  ]);
  expect(await ask(engine, accountFacts)).toEqual([
    { accounts: 8, units: 2, joined: 4, depth: 2, unknownParents: 1, inCycles: 3, before: 9, after: 6 },
  ]);
  expect((await ask(engine, accountsUnder('H'))).map(({ id, depth, amount }) => [id, depth, amount])).toEqual([
    ['B', 1, 100],
    ['B2', 1, 20],
    ['C', 2, 50],
  ]);
  expect(await ask(engine, accountsUnder('r1'))).toEqual([]);
});

test('C22: a build that comes to nothing leaves the tables at the level they were read at', async () => {
  const engine = await engineWith(accounts);
  await build(engine);
  const controller = new AbortController();
  const stopped = buildPanel({
    engine,
    settings: { level: 'parent' },
    runStagePass: (days, settings, signal) => {
      controller.abort();
      return stagePass(days, settings, signal);
    },
    signal: controller.signal,
  });
  await expect(stopped).rejects.toBeDefined();
  expect(await ask(engine, sql`SELECT count(*) AS n FROM orders WHERE customer_id = 'C'`)).toEqual([{ n: 1 }]);
  expect((await states(engine)).map(({ id }) => id)).toContain('C');
});
