import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { openHere } from '#importers/read-here.ts';
import { importFiles } from '#mapping/import-files.ts';
import type { FileResult } from '#mapping/types.ts';
import { rowsOf } from '#table/rows.ts';
import { openNodeEngine } from '../support/node-engine.ts';
import { hasReferenceData, referenceFile } from '../support/reference-data.ts';

describe.skipIf(!hasReferenceData)('real files', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine();
  });
  afterAll(() => engine.close());

  async function load(path: string): Promise<FileResult> {
    const file = new File([readFileSync(referenceFile(path))], basename(path));
    const { files } = await importFiles({ engine, files: [file], opening: openHere, today: '2026-11-21' });
    return files[0] as FileResult;
  }

  const one = async (text: string) => ({ ...rowsOf(await engine.select(text))[0] });

  test('Superstore to the cent, without a question', async () => {
    const file = await load('superstore/superstore_orders.csv.gz');
    expect(file).toMatchObject({
      table: 'orders',
      grain: 'order-line',
      rowsIn: 9994,
      loaded: 9994,
      quarantined: 0,
      notRecords: 0,
      questions: [],
    });
    expect(Object.fromEntries(file.columns.map(({ source, becomes }) => [source, becomes]))).toMatchObject({
      ...{
        'Order ID': 'order_id',
        'Customer ID': 'customer_id',
        'Order Date': 'date',
        Sales: 'net_amount',
        Quantity: 'qty',
        Discount: 'list_price',
        Profit: 'cogs',
      },
      ...{ 'Product ID': 'sku', Category: 'category', 'Sub-Category': 'products.subcategory', Segment: 'customers.segment' },
    });
    expect(
      await one(
        'SELECT sum(net_amount)::VARCHAR AS sales, sum(net_amount - cogs)::VARCHAR AS profit, count(DISTINCT order_id) AS orders, count(DISTINCT customer_id) AS customers, min(date) AS first, max(date) AS last FROM orders',
      ),
    ).toEqual({ sales: '2297200.8603', profit: '286397.0217', orders: 5009, customers: 793, first: '2015-01-03', last: '2018-12-30' });
    expect(await one('SELECT count(*) AS n, count(segment) AS segments FROM customers')).toEqual({ n: 793, segments: 793 });
    expect(await one('SELECT list_price::VARCHAR AS price FROM orders WHERE _line = 5')).toEqual({ price: '348.2100' });
  });

  test('CDNOW has no order number', async () => {
    const file = await load('cdnow/cdnowElog.csv');
    expect(file).toMatchObject({ table: 'orders', rowsIn: 6919, loaded: 6919, questions: [] });
    expect(file.made.find(({ column }) => column === 'order_id')?.badge).toBe('assumed');
    expect(
      await one(
        'SELECT count(DISTINCT customer_id) AS customers, count(DISTINCT order_id) AS orders, sum(qty)::DOUBLE AS cds, sum(net_amount)::VARCHAR AS sales FROM orders',
      ),
    ).toEqual({
      customers: 2357,
      orders: 6696,
      cds: 16479,
      sales: '244091.9400',
    });
  });

  test('the grocery log has no amount', async () => {
    expect(await load('grocery/groceryElog.csv')).toMatchObject({ table: 'orders', rowsIn: 10_483, loaded: 10_483, quarantined: 0 });
    expect(
      await one(
        'SELECT count(DISTINCT customer_id) AS customers, count(net_amount) AS amounts, min(date) AS first, max(date) AS last FROM orders',
      ),
    ).toEqual({
      customers: 1525,
      amounts: 0,
      first: '2006-01-01',
      last: '2007-12-30',
    });
  });

  test('a snapshot without dates is not forced into orders', async () => {
    expect(await load('telco_churn/Telco-Customer-Churn.csv.gz')).toMatchObject({ table: 'subscriptions', rowsIn: 7043, loaded: 7043 });
  });
});
