import { describe, expect, it } from 'vitest';
import { analyse, engineWith, sale } from '../panel/tables.ts';

const day = (offset: number) => new Date(Date.UTC(2023, 0, 1 + offset)).toISOString().slice(0, 10);
/** Sixty customers who already bought when the file began, then one new customer every 20 days. */
const old = Array.from({ length: 60 }, (_, index) => [
  sale(`old${index}`, day(index % 28), 10),
  sale(`old${index}`, day(120 + (index % 28)), 10),
]).flat();
const fresh = Array.from({ length: 20 }, (_, index) => sale(`new${index}`, day(60 + index * 20), 10));

const read = ['profile', 'stage_age', 'stage_age_replicates', 'stage_now'];

describe('customers whose start may lie before the file', () => {
  it('stay out of the sums by age and of their replicates, are counted, and keep a stage', async () => {
    const { statistics } = await analyse(await engineWith({ orders: [...old, ...fresh] }), { period: 'month', asOf: day(500) }, read);
    expect(statistics.profile![0]).toMatchObject({ left_truncated: 1, left_truncated_customers: 60, customers_with_stage: 80 });
    expect(statistics.stage_age![0]!.n).toBe(20);
    const weights = statistics.stage_age_replicates!.filter((row) => row.age === 0).map((row) => Number(row.n));
    expect(weights.reduce((sum, n) => sum + n, 0) / weights.length).toBeCloseTo(20, 0);
    expect(statistics.stage_now!.reduce((sum, row) => sum + Number(row.n), 0)).toBe(80);
  });

  it('are known when the file says when the first contact was', async () => {
    const customers = Array.from({ length: 60 }, (_, index) => ({ customer_id: `old${index}`, first_contact: day(0) }));
    const { statistics } = await analyse(
      await engineWith({ orders: [...old, ...fresh], customers }),
      { period: 'month', asOf: day(500) },
      read,
    );
    expect(statistics.profile![0]).toMatchObject({ left_truncated: 0, left_truncated_customers: 0 });
    expect(statistics.stage_age![0]!.n).toBe(80);
  });
});
