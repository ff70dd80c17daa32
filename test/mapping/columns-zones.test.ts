import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { offsetSteps, zoneOf } from '#mapping/columns/zones/offsets.ts';
import { openNodeEngine } from '../support/node-engine.ts';
import { importOne, rows } from './support.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

const here = process.env['TZ'];
afterEach(() => {
  if (here === undefined) delete process.env['TZ'];
  else process.env['TZ'] = here;
});

const iso = (minutes: number): string => new Date(minutes * 60_000).toISOString().slice(0, 16);

describe('offsets of a zone', () => {
  test('change when clocks are put forward and back', () => {
    expect(offsetSteps('America/New_York', 2024, 2024).map(({ from, minutes }) => [iso(from), minutes])).toEqual([
      ['2024-01-01T00:00', -300],
      ['2024-03-10T07:00', -240],
      ['2024-11-03T06:00', -300],
    ]);
  });

  test('of a zone without summer time are one step', () => {
    expect(offsetSteps('Asia/Shanghai', 2000, 2026)).toHaveLength(1);
  });

  test('words name zones or nothing', () => {
    expect(['PST', 'UTC', '+08:00', 'GMT-3', 'europe/berlin', 'Mars/Olympus', 'soon'].map(zoneOf)).toEqual([
      -480,
      0,
      480,
      -180,
      'Europe/Berlin',
      null,
      null,
    ]);
  });
});

test('instants become the same dates wherever the program runs', async () => {
  const lines = [
    '2024-03-10T06:59:59Z',
    '2024-03-10T07:00:00Z',
    '2024-11-03T05:30:00Z',
    '2024-11-03T06:30:00Z',
    '2024-01-01T04:59:59+00:00',
  ];
  const text = `order_id,customer_id,date,net_amount\n${lines.map((line, index) => `${index},C,${line},1`).join('\n')}\n`;
  for (const zone of ['UTC', 'Asia/Kolkata', 'Pacific/Auckland', 'America/Los_Angeles']) {
    process.env['TZ'] = zone;
    await importOne(engine, text, { settings: { zone: 'America/New_York' } });
    const found = await rows(engine, 'SELECT date, ordered_at FROM orders ORDER BY _line');
    expect(found.map((row) => [row.date, row.ordered_at])).toEqual([
      ['2024-03-10', '2024-03-10T01:59:59'],
      ['2024-03-10', '2024-03-10T03:00:00'],
      ['2024-11-03', '2024-11-03T01:30:00'],
      ['2024-11-03', '2024-11-03T01:30:00'],
      ['2023-12-31', '2023-12-31T23:59:59'],
    ]);
  }
});
