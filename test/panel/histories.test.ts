import { expect, it } from 'vitest';
import { StageMachine } from '#models/lifecycle/stages/machine.ts';
import { stageNames } from '#models/lifecycle/stages/trace.ts';
import { buildPanel } from '#panel/build.ts';
import { customerConfidence } from '#panel/customer-confidence.ts';
import { readHistories } from '#panel/histories.ts';
import { historyInputs } from '#panel/history-query.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { random } from '#numeric/random.ts';
import { sql } from '#sql/sql.ts';
import { rowsHere } from '#statistics/rows.ts';
import { stageConfidence } from '#statistics/stage-confidence.ts';
import { decode } from '#table/arrow.ts';
import { ask, engineWith, sale } from './tables.ts';

const asOf = '2024-12-31';
const signal = new AbortController().signal;

/** Twenty-four customers of different rates, with refunds and one contract. */
function base() {
  const next = random('histories');
  const orders = Array.from({ length: 24 }, (_, i) => {
    const days = Array.from({ length: 3 + Math.floor(next() * 40) }, () => Math.floor(next() * 1000));
    return days.map((day) =>
      sale(`c${i}`, new Date(Date.parse('2022-01-01') + day * 86_400_000).toISOString().slice(0, 10), 10 + Math.floor(next() * 90)),
    );
  }).flat();
  const refund = sale('c3', '2024-06-01', -25, { kind: 'refund', order_id: 'back' });
  return { orders: [...orders, refund], subscriptions: [{ contract_id: 'k', customer_id: 'c5', start: '2022-01-01', end: '2024-03-31' }] };
}

it('the history of a customer, read again after a build, gives the stages of the build', async () => {
  const engine = await engineWith(base());
  await buildPanel({ engine, settings: { period: 'month', asOf }, runStagePass: stagePass });
  const tables = Object.fromEntries(
    await Promise.all(
      Object.entries(historyInputs({ sample: 20, seed: 1 }, asOf)).map(
        async ([name, query]) => [name, decode(await engine.query(query))] as const,
      ),
    ),
  );
  const { customers, level } = readHistories(tables);
  expect(customers).toHaveLength(20);
  const machine = new StageMachine();
  const stages = await ask(engine, sql`SELECT customer_id, string_agg(stage, '' ORDER BY age) AS path FROM stages GROUP BY customer_id`);
  for (const { customerId, history, segment } of customers) {
    const trace = machine.run(history, segment, level);
    const path = Array.from(trace.stage.slice(0, trace.length), (code) => stageNames[code] || 'E').join('');
    expect([customerId, path]).toEqual([customerId, stages.find((row) => row.customer_id === customerId)!.path]);
  }

  const answers: Record<string, Uint8Array> = {};
  for (const [name, query] of Object.entries(historyInputs({ sample: 2000, seed: 1 }, asOf))) answers[name] = await engine.query(query);
  const rows = await rowsHere(stageConfidence, answers, { asOf, seed: 1 }, signal);
  const all = rows.find(({ stage }) => stage === 'all')!;
  const judged = await ask(engine, sql`SELECT count(*) AS n FROM customer_state WHERE complete_periods >= 3`);
  expect(Number(all.n) + Number(all.single)).toBe(judged[0]!.n);
  const once = await ask(engine, sql`SELECT count(*) AS n FROM customer_state WHERE complete_periods >= 3 AND orders = 1`);
  expect(all.single).toBe(once[0]!.n);
  expect(Number(all.mean)).toBeGreaterThan(0.5);
  expect(Number(all.low)).toBeLessThan(Number(all.mean));
  expect(rows.filter(({ stage }) => stage !== 'all').reduce((sum, { n }) => sum + Number(n), 0)).toBe(all.n);
  expect(Number(all.changes_without)).toBeGreaterThanOrEqual(Number(all.changes));

  const shown = await customerConfidence(engine, 'c7', { asOf, seed: 1, signal });
  expect(shown.map(({ stage }) => stage).join('')).toBe(stages.find((row) => row.customer_id === 'c7')!.path);
  expect(shown.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
  expect(await customerConfidence(engine, 'nobody', { asOf, seed: 1, signal })).toEqual([]);
}, 90_000);
