import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { openNodeEngine } from '../support/node-engine.ts';
import { importTexts } from './support.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

test('a refund joins its order once, however many lines the order has', async () => {
  const { joins } = await importTexts(engine, {
    'orders.csv': `order_id,customer_id,date,product,net_amount,document type,refund of
1,C1,2024-01-05,Shoe,50,Invoice,
1,C1,2024-01-05,Hat,30,Invoice,
2,C2,2024-01-06,Hat,30,Invoice,
R1,C1,2024-01-07,Hat,-30,Credit note,1
`,
  });
  const link = joins.find(({ from }) => from === 'orders.refund_of');
  expect(link).toMatchObject({ to: 'orders.order_id', fromKeys: 1, matched: 1, fanOut: 1 });
});
