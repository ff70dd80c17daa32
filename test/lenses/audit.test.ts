import { describe, expect, test } from 'vitest';
import { auditBase } from '#lenses/audit-base/definition.ts';
import { auditCohort } from '#lenses/audit-cohort/definition.ts';
import { auditCohorts } from '#lenses/audit-cohorts/definition.ts';
import { auditPeriod } from '#lenses/audit-period/definition.ts';
import { auditTwoPeriods } from '#lenses/audit-two-periods/definition.ts';
import { groupShares } from '#numeric/group-share.ts';
import { productParts } from '#numeric/shapley.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const signal = new AbortController().signal;
const base = syntheticStatistics({ customers: 400 });
const small = syntheticStatistics({ customers: 60 });

describe('the parts of a product', () => {
  test('add up to its change exactly, with negative and vanishing factors too', () => {
    for (const [before, now] of [
      [
        [10, 2, 5, 0.4],
        [12, 3, 4, -0.1],
      ],
      [
        [1, 1, 0],
        [2, 5, 7],
      ],
    ] as const) {
      const product = (factors: readonly number[]) => factors.reduce((all, factor) => all * factor, 1);
      const parts = productParts(before, now);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(product(now) - product(before), 10);
    }
    expect(productParts([2, 3], [4, 3])).toEqual([6, 0]);
    expect(productParts([2, 3], [4, 5])).toEqual([8, 6]);
  });
});

describe('shares of ranked groups', () => {
  const group = (values: number[]) => ({
    n: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    squares: values.reduce((sum, value) => sum + value * value, 0),
    least: Math.min(...values),
    most: Math.max(...values),
  });

  test('have the standard error that drawing customers again and ranking them anew gives', () => {
    const values = Array.from({ length: 500 }, (_, i) => Math.exp(3 * ((i * 0.618034) % 1))).sort((a, b) => b - a);
    const [best] = groupShares([group(values.slice(0, 50)), group(values.slice(50))]);
    let state = 7;
    const draw = () => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
    const shares = Array.from({ length: 600 }, () => {
      const again = values.map(() => values[Math.floor(draw() * 500)]!).sort((a, b) => b - a);
      return group(again.slice(0, 50)).sum / group(again).sum;
    });
    const mean = shares.reduce((sum, share) => sum + share, 0) / 600;
    const spread = Math.sqrt(shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / 599);
    expect(best!.error! / spread).toBeGreaterThan(0.85);
    expect(best!.error! / spread).toBeLessThan(1.15);
  });

  test('C15: are not told where the total cannot be told from zero', () => {
    expect(groupShares([group([5, 4]), group([-4, -5])])).toEqual([null, null]);
  });
});

describe('customers of one period', () => {
  test('the shares of all tenths make the whole, and the best tenth has its interval', async () => {
    const { groups } = await auditPeriod.analyse(base, auditPeriod.defaults, signal);
    expect(groups).toHaveLength(10);
    expect(groups.reduce((sum, { share }) => sum + share!.value, 0)).toBeCloseTo(1, 9);
    expect(groups[0]!.share!.low!).toBeLessThan(groups[0]!.share!.value);
  });

  test('C15: tenths of fewer than ten customers are joined', async () => {
    const { groups, joined } = await auditPeriod.analyse(small, auditPeriod.defaults, signal);
    expect([joined, groups.length]).toEqual([2, 5]);
    expect(groups.every(({ n }) => n >= 10)).toBe(true);
  });
});

describe('two periods', () => {
  test.each(['profit', 'amount'] as const)('moves and factors add up to the change of %s', async (by) => {
    const { moves, factors, change, before, now } = await auditTwoPeriods.analyse(base, { by, view: 'moves' }, signal);
    const sum = (rows: readonly { value: number }[]) => rows.reduce((all, { value }) => all + value, 0);
    expect(sum(moves)).toBeCloseTo(change!.value, 6);
    expect(sum(factors)).toBeCloseTo(now - before, 6);
    expect(factors).toHaveLength(by === 'profit' ? 4 : 3);
    expect(factors.every(({ low, high, value }) => low! < value && value < high!)).toBe(true);
  });

  test('everybody of a tenth is somewhere in the next period', async () => {
    const { cells } = await auditTwoPeriods.analyse(base, { by: 'amount', view: 'tenths' }, signal);
    const row = cells.filter((cell) => cell.row === '3');
    expect(row.reduce((sum, { n }) => sum + n, 0)).toBe(row[0]!.of);
  });
});

describe('cohorts', () => {
  test('a chosen cohort is followed, without the unit that the as-of date cuts', async () => {
    const result = await auditCohort.analyse(base, { by: 'profit', cohort: '2024-04-01/2024-06-30' }, signal);
    expect(result.cohort).toBe(2024 * 12 + 3);
    expect(result.ages[0]).toMatchObject({ age: 0, share: { value: 1 } });
    expect(result.decay!.low!).toBeLessThan(result.decay!.value);
  });

  test('C9: cohorts are compared at an age that all their customers have reached', async () => {
    const { compared, at } = await auditCohorts.analyse(base, auditCohorts.defaults, signal);
    expect(at).toBeGreaterThan(0);
    expect(compared.map(({ cohort }) => cohort)).toEqual([...compared.map(({ cohort }) => cohort)].sort((a, b) => a - b));
    expect(compared.length).toBeGreaterThanOrEqual(2);
  });

  test('the layers of a year are the whole base', async () => {
    const { years, sums } = await auditBase.analyse(base, { by: 'amount' }, signal);
    for (const { calendar, value } of years)
      expect(sums.filter((sum) => sum.calendar === calendar).reduce((all, sum) => all + sum.value, 0)).toBeCloseTo(value, 6);
  });

  test('C14: the year ahead is an estimate; for profit it has the margin of the base, and without a model it says why there is none', async () => {
    const [amount, profit] = [
      await auditBase.analyse(base, { by: 'amount' }, signal),
      await auditBase.analyse(base, { by: 'profit' }, signal),
    ];
    expect(amount.badge).toBe('estimated');
    expect(profit.ahead!.value.value).toBeCloseTo(0.4 * amount.ahead!.value.value, 6);
    const without = await auditBase.analyse(small, { by: 'amount' }, signal);
    expect(without).toMatchObject({ ahead: null, unknown: 'clv-customers', badge: 'measured' });
    expect(auditBase.narrate(without).headline).toContain('cannot be said');
  });

  test('in the first calendar year of a file nobody can have been won before: no share is said', async () => {
    const yearly = base.audit_cells!.filter(({ unit }) => unit === 'year');
    const first = yearly.map(({ calendar }) => String(calendar)).sort()[0];
    const short = { ...base, audit_cells: yearly.filter(({ calendar }) => calendar === first).map((row) => ({ ...row, partial: 0 })) };
    const found = await auditBase.analyse(short, { by: 'amount' }, signal);
    expect(found).toMatchObject({ year: null, older: null, status: 'ready' });
    expect(auditBase.narrate(found).headline).toContain('No calendar year after the first');
  });

  test('an expectation whose parameters are left open is said to stand without an interval', async () => {
    const open = { ...base, audit_outlook: base.audit_outlook!.map((row) => ({ ...row, error: null })) };
    const [sure, unsure] = [
      await auditBase.analyse(base, { by: 'amount' }, signal),
      await auditBase.analyse(open, { by: 'amount' }, signal),
    ];
    expect(auditBase.narrate(sure).warnings).toEqual([]);
    expect(auditBase.narrate(unsure).warnings).toEqual([expect.stringContaining('stands without an interval')]);
  });
});
