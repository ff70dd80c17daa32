import { sql, type Sql } from '#sql/sql.ts';
import { rowsOf } from '#table/rows.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'value-facts';
const schema: Record<string, StatisticType> = {
  customers: 'integer',
  repeaters: 'integer',
  margin: 'number',
  reason: 'text',
  spend_reason: 'text',
  first_day: 'date',
  calibration_end: 'date',
  window_days: 'integer',
  before: 'integer',
  kept: 'integer',
  now: 'integer',
  amount_now: 'integer',
};
const nullable = ['margin', 'reason', 'spend_reason', 'first_day', 'calibration_end', 'amount_now'];

/**
 * What a lifetime value needs without a model, in one row: customers with a purchase and those who bought again; the margin of the base after its own costs (null without
 * amounts); why no model was fitted and no spend (codes, else null); the day of the first purchase and the last day of
 * the calibration (null without a purchase); and of two windows of `window_days` (a year, or half of a shorter file) that end at the
 * as-of date: customers who bought in the earlier one, how many of them in the later too, all who bought in the later, and their amount (ten-thousandths).
 */
export const valueFacts: Statistic = {
  id,
  table: 'value_facts',
  schema,
  nullable,
  smallestGroup: null,
  lazy: true,
  inputs: (_, { asOf }): Record<string, Sql> => {
    const today = sql`CAST(${asOf} AS DATE)`;
    return {
      facts: sql`SELECT customers, repeaters, margin, reason, spend_reason, first_day, calibration_end FROM purchase_facts`,
      windows: sql`WITH span AS (SELECT CAST(least(365, (${today} - min(day)) // 2) AS INTEGER) AS days FROM purchase_days),
          buyers AS (SELECT place, any_value(days) AS days, bool_or(day > ${today} - days) AS now, bool_or(day <= ${today} - days AND day > ${today} - 2 * days) AS before,
            sum(CASE WHEN day > ${today} - days THEN amount END) AS amount FROM purchase_days CROSS JOIN span GROUP BY place)
        SELECT max(days) AS days, count(CASE WHEN before THEN 1 END) AS before, count(CASE WHEN before AND now THEN 1 END) AS kept,
          count(CASE WHEN now THEN 1 END) AS now, CAST(sum(amount) * 10000 AS DOUBLE) AS amount FROM buyers`,
    };
  },
  compute({ facts, windows }): StatisticRow[] {
    const [[fact], [window]] = [rowsOf(facts!), rowsOf(windows!)];
    const text = (value: unknown) => (typeof value === 'string' ? value : null);
    const whole = (value: unknown) => Math.round(Number(value ?? 0));
    return [
      {
        customers: whole(fact?.customers),
        repeaters: whole(fact?.repeaters),
        margin: typeof fact?.margin === 'number' && Number.isFinite(fact.margin) ? fact.margin : null,
        reason: text(fact?.reason),
        spend_reason: text(fact?.spend_reason),
        first_day: text(fact?.first_day),
        calibration_end: text(fact?.calibration_end),
        window_days: whole(window?.days),
        before: whole(window?.before),
        kept: whole(window?.kept),
        now: whole(window?.now),
        amount_now: typeof window?.amount === 'number' ? Math.round(window.amount) : null,
      },
    ];
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['customers', 'repeaters', 'window_days', 'before', 'kept', 'now']);
    expect(id, rows.length === 1, `${rows.length} rows`);
    expect(
      id,
      rows.every(({ kept, before, now }) => Number(kept) <= Math.min(Number(before), Number(now))),
      'more kept than there were',
    );
  },
};
