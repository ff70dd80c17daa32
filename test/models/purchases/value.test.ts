import { describe, expect, it } from 'vitest';
import type { History } from '#models/purchases/histories.ts';
import { bgBb } from '#models/purchases/bg-bb/process.ts';
import { paretoNbd } from '#models/purchases/pareto-nbd/process.ts';
import { periodsAYear, type Units } from '#models/purchases/units.ts';
import { customerValue, discountedBySteps } from '#models/purchases/value.ts';

const weeks = [0.55, 10.58, 0.61, 11.67];
const buyer: History = { x: 4, tx: 30, T: 39 };
const aYear: Units = { period: 'week', horizon: periodsAYear('week'), annualRate: 0.1 };

describe('the value of a customer', () => {
  it('is discounted purchases × spend × margin, with its units beside it', () => {
    const { purchases, value, units } = customerValue(paretoNbd, weeks, buyer, { spend: 40, margin: 0.25 }, aYear);
    expect(value).toBeCloseTo(purchases * 10, 12);
    expect(units).toBe(aYear);
  });

  it('is the same in days, weeks and months', () => {
    const value = (period: Units['period'], perWeek: number): number => {
      const scaled = { x: 4, tx: 30 * perWeek, T: 39 * perWeek };
      const values = [weeks[0]!, weeks[1]! * perWeek, weeks[2]!, weeks[3]! * perWeek];
      return customerValue(paretoNbd, values, scaled, { spend: 40 }, { period, horizon: 5 * periodsAYear(period), annualRate: 0.1 }).value!;
    };
    const inWeeks = value('week', 1);
    expect(value('day', 7)).toBeCloseTo(inWeeks, 8);
    expect(value('month', 7 / (365.25 / 12))).toBeCloseTo(inWeeks, 8);
  });

  it('is not known where the expected spend is not', () => {
    expect(customerValue(paretoNbd, weeks, buyer, { spend: null }, aYear).value).toBeNull();
  });

  it('for ever needs a rate above 0', () => {
    for (const process of [paretoNbd, bgBb])
      expect(() => customerValue(process, weeks, buyer, { spend: 1 }, { ...aYear, horizon: Infinity, annualRate: 0 })).toThrow(RangeError);
  });

  it('discounted at the ends of ever shorter steps comes to what continuous discounting says', () => {
    const rate = 0.002;
    const exact = paretoNbd.residual(weeks, buyer, rate, 104);
    const bySteps = (count: number) =>
      discountedBySteps(paretoNbd, weeks, buyer, { length: 104 / count, count, rate: Math.expm1((rate * 104) / count) });
    expect(bySteps(24)).toBeLessThan(exact);
    expect(bySteps(20_000)).toBeCloseTo(exact, 4);
  });

  it('twelve steps of 30 weeks are not a year: they hold far more than twelve of 52/12 weeks', () => {
    const worth = (length: number) => discountedBySteps(paretoNbd, weeks, buyer, { length, count: 12, rate: 0.01 });
    expect(worth(30) / worth(52 / 12)).toBeGreaterThan(3);
  });
});
