import { expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { computeStatistics } from '#statistics/compute.ts';
import { statisticsOf } from '#statistics/index.ts';
import { build, engineWith, sale } from '../panel/tables.ts';

test('the warnings and what stands behind them ask the engine for their customer-periods once', async () => {
  const months = Array.from({ length: 12 }, (_, i) => `2024-${String(i + 1).padStart(2, '0')}-05`);
  const orders = ['a', 'b', 'c'].flatMap((customer) => months.map((day) => sale(customer, day, 100)));
  const engine = await engineWith({ orders });
  const { asOf } = await build(engine);
  const asked: string[] = [];
  const counting: Engine = Object.create(engine, {
    query: {
      value: (...given: Parameters<Engine['query']>) => {
        asked.push(given[0].text);
        return engine.query(...given);
      },
    },
  }) as Engine;
  const both = await computeStatistics(counting, statisticsOf(['warnings', 'warning_fit']), { asOf }, new AbortController().signal);
  expect(Object.keys(both).sort()).toEqual(['warning_fit', 'warnings']);
  expect(asked).toHaveLength(new Set(asked).size);
});
