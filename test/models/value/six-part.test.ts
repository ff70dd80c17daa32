import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SixPartYear, sixPart } from '#models/value/six-part/definition.ts';
import { type YearBlock, yearsOf } from '#models/value/six-part/from-blocks.ts';

const signal = { aborted: false };
const fit = (years: SixPartYear[], costsKnown = true) => sixPart.fit({ years }, { costsKnown }, signal).estimates!;
const money = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const anyYear: fc.Arbitrary<SixPartYear> = fc.record({
  quantity: positive,
  revenue: money,
  cost: money,
  costAtBase: money,
  referral: fc.option(money),
  acquisition: fc.option(positive),
});

test('the six parts add up to Q(p − c) + RV − CAC to 1e-9 of the revenue, whatever the years hold', () => {
  fc.assert(
    fc.property(fc.array(anyYear, { minLength: 1, maxLength: 12 }), fc.boolean(), (years, costsKnown) => {
      const { identityError, years: parts } = fit(years, costsKnown);
      const scale = Math.max(...years.map((year) => Math.max(1, Math.abs(year.cost), Math.abs(year.costAtBase!), year.quantity)));
      expect(identityError).toBeLessThanOrEqual(1e-9 * scale);
      parts.forEach((part, k) => {
        const sum = [part.acquisition, part.base, part.growth, part.costSaving, part.pricePremium, part.referral].reduce<number>(
          (whole, value) => whole + (value ?? 0),
          0,
        );
        expect(Math.abs(sum - part.total)).toBeLessThanOrEqual(1e-9 * scale * 10);
        const cac = k === 0 ? (years[0]!.acquisition ?? 0) : 0;
        if (costsKnown) {
          const whole = years[k]!.revenue - years[k]!.cost + (years[k]!.referral ?? 0) - cac;
          expect(Math.abs(part.total - whole)).toBeLessThanOrEqual(1e-9 * scale * 10);
        }
      });
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('one article: the published formula, part by part', () => {
  // Q 10 at 8 for 5, then Q 14 at 9 for 4
  const [first, second] = fit([
    { quantity: 10, revenue: 80, cost: 50, referral: 0, acquisition: 51 },
    { quantity: 14, revenue: 126, cost: 56, referral: 6, acquisition: 0 },
  ]).years;
  expect(first).toMatchObject({ acquisition: -51, base: 30, growth: 0, costSaving: 0, pricePremium: 0, referral: 0, total: -21 });
  expect(second).toMatchObject({ acquisition: 0, base: 30, growth: 12, costSaving: 14, pricePremium: 14, referral: 6, total: 76 });
});

describe('E1: the published years of Reichheld and Sasser', () => {
  const cards: [string, number[], number, number | null][] = [
    ['credit card', [30, 42, 44, 49, 55], 220, 1],
    ['industrial laundry', [144, 166, 192, 222, 256], 980, 0],
    ['industrial distribution', [45, 99, 123, 144, 168], 579, 1],
    ['auto service', [25, 35, 70, 88, 88], 306, 1],
  ];
  test.each(cards)('%s', (_name, profits, sum, breakEven) => {
    const years = profits.map((profit, k) => ({
      quantity: 1,
      revenue: 100 + profit,
      cost: 100,
      referral: null,
      acquisition: k === 0 ? 51 : 0,
    }));
    const { years: parts, breakEven: year } = fit(years);
    expect(parts.map((part) => part.total + (part.year === 0 ? 51 : 0))).toEqual(profits);
    expect(parts.at(-1)!.cumulative).toBeCloseTo(sum - 51, 9);
    expect(year).toBe(breakEven);
  });

  test('the card that costs 51 to win is −21, 21, 65, 114, 169 after its years and pays back in the second', () => {
    const { years, breakEven } = fit(
      [30, 42, 44, 49, 55].map((profit) => ({ quantity: 1, revenue: profit, cost: 0, referral: null, acquisition: 51 })),
    );
    expect(years.map((year) => year.cumulative)).toEqual([-21, 21, 65, 114, 169]);
    expect(breakEven).toBe(1);
  });
});

test('C7: what is left of those acquired weighs every part by survival', () => {
  const { years } = fit([
    { quantity: 10, revenue: 80, cost: 50, referral: 0, acquisition: 0 },
    { quantity: 10, revenue: 80, cost: 50, referral: 0, acquisition: 0, survival: 0.5 },
  ]);
  expect(years.map(({ base, total }) => [base, total])).toEqual([
    [30, 30],
    [15, 15],
  ]);
});

test('without costs four parts remain and the others are not known', () => {
  const [, second] = fit(
    [
      { quantity: 10, revenue: 10, cost: 7, referral: null, acquisition: null },
      { quantity: 20, revenue: 22, cost: 15, referral: null, acquisition: null },
    ],
    false,
  ).years;
  expect(second).toMatchObject({ acquisition: null, costSaving: null, referral: null });
  expect([second!.base, second!.growth, second!.pricePremium, second!.total].map((part) => Math.round(part * 1e9) / 1e9)).toEqual([
    3, 3, 2, 8,
  ]);
});

test('a first year that sold nothing has no base', () => {
  expect(sixPart.fit({ years: [] }, { costsKnown: true }, signal).reason!.code).toBe('six-part-no-base');
});

describe('years from sums over blocks of customers', () => {
  const block = (some: Partial<YearBlock>): YearBlock => ({
    year: 0,
    block: 0,
    n: 10,
    present: 10,
    amount: 100,
    goods: 40,
    profit: 50,
    acquisition: 0,
    priceEffect: 0,
    goodsEffect: 0,
    referred: 0,
    referralSpent: 0,
    ...some,
  });
  const known = { costs: true, acquisition: true, usual: 5 };

  test('C23: dearer goods in the same mix are premium, a dearer mix is growth', () => {
    const dearer = yearsOf([block({}), block({ year: 1, amount: 120, priceEffect: 20, profit: 70 })], known);
    expect(fit(dearer).years[1]).toMatchObject({ growth: 0, pricePremium: 2, costSaving: 0 });
    const upmarket = yearsOf([block({}), block({ year: 1, amount: 120, goods: 48, profit: 60 })], known);
    expect(fit(upmarket).years[1]!.pricePremium).toBe(0);
    expect(fit(upmarket).years[1]!.growth).toBeCloseTo(1, 9);
  });

  test('serving that costs less for the same volume is a saving', () => {
    const years = yearsOf([block({}), block({ year: 1, profit: 55 })], known);
    expect(fit(years).years[1]!.costSaving).toBeCloseTo(0.5, 9);
  });

  test('acquisition counts once, in the first year, and a referral saves what winning others costs less what it cost itself', () => {
    const years = yearsOf([block({ acquisition: 30, profit: 20 }), block({ year: 1, referred: 4, referralSpent: 10 })], known);
    const parts = fit(years).years;
    expect(parts.map((year) => year.acquisition)).toEqual([-3, 0]);
    expect(parts.map((year) => year.referral)).toEqual([0, 1]);
  });

  test('weights draw whole blocks', () => {
    const blocks = [block({}), block({ block: 1, amount: 300, profit: 250 })];
    expect(yearsOf(blocks, known, [0, 1])[0]!.revenue).toBe(30);
    expect(yearsOf(blocks, known, [0, 0])).toEqual([]);
  });
});
