import { describe, expect, test } from 'vitest';
import { mbgNbd } from '#models/purchases/mbg-nbd/process.ts';
import { fitted } from '#statistics/fitted.ts';
import { historiesOf, membersOf, type ValueBase, valueBase } from '#statistics/value-base.ts';
import type { Table } from '#table/table.ts';
import { simulatedPurchases } from '../panel/simulated.ts';

const days = 500;
const { signal } = new AbortController();
const columns = ['born', 'x', 't_x', 't', 'log_gaps', 'x_cal', 't_x_cal', 't_cal', 'log_gaps_cal', 'x_hold'] as const;

/** One row a customer as the engine gives them: the numbers of the whole file stand for the calibration too. */
const rows = simulatedPurchases(200, days).map((bought) => {
  const [first, last] = [bought[0]!, bought.at(-1)!];
  const gaps = bought.slice(1).reduce((sum, day, i) => sum + Math.log(day - bought[i]!), 0);
  const history = [bought.length - 1, last - first, days - first, gaps];
  return [first, ...history, ...history, 0];
});

function baseOf(of: readonly (readonly number[])[]): ValueBase {
  const table = (names: readonly string[], values: readonly (readonly (number | string)[])[]): Table => ({
    rowCount: values.length,
    columns: names.map((name, i) => ({
      name,
      kind: typeof values[0]![i] === 'string' ? 'text' : 'number',
      values: values.map((row) => row[i]!),
    })),
  });
  return valueBase(table(columns, of), table(['customers', 'first_day', 'hold_days'], [[of.length, '2024-01-01', 0]]))!;
}

const shuffled = rows
  .map((row, i) => [row, (i * 67) % 200] as const)
  .sort(([, a], [, b]) => a - b)
  .map(([row]) => row);

describe('a fit is shared by all statistics of a base', () => {
  const fit = fitted(mbgNbd, baseOf(rows), 'all', signal);

  test('in whatever order an engine answers the rows', () => {
    expect(shuffled).not.toEqual(rows);
    expect(fitted(mbgNbd, baseOf(shuffled), 'all', signal).fit).toBe(fit.fit);
  });

  test('and by no other base, not even one with the same sums', () => {
    const [a, b] = [rows.findIndex(([, x]) => x! > 2), rows.findLastIndex(([, x]) => x! > 2)];
    const swapped = rows.map((row) => [...row]);
    [swapped[a]![2], swapped[b]![2]] = [Math.min(rows[b]![2]!, rows[a]![3]!), Math.min(rows[a]![2]!, rows[b]![3]!)];
    expect(fitted(mbgNbd, baseOf(swapped), 'all', signal).fit).not.toBe(fit.fit);
    expect(fitted(mbgNbd, baseOf(rows.slice(1)), 'all', signal).fit).not.toBe(fit.fit);
  });

  test('every customer keeps its place among the histories', () => {
    const base = baseOf(shuffled);
    const members = membersOf(base, 'all');
    for (const gaps of [false, true]) {
      const { histories, place } = historiesOf(base.all, members, 1, gaps);
      members.forEach((i, k) => {
        const at = place[k]!;
        expect([histories.x[at], histories.tx[at], histories.T[at]]).toEqual([base.all.x[i], base.all.tx[i], base.all.T[i]]);
      });
      expect(histories.weight.reduce((sum, one) => sum + one, 0)).toBe(members.length);
    }
  });
});
