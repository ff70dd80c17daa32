import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';

/** The statistics of the customer-base audit for a base of so many customers; deterministic. */
export function auditStatistics(customers: number, hasAmount: boolean): StatisticTables {
  const tables = { audit_tenths: [], audit_distribution: [], audit_moves: [], audit_moments: [], audit_cells: [], audit_outlook: [] };
  if (customers === 0) return tables;
  const people = Array.from({ length: customers }, (_, i) => person(i));
  const money = (value: number): number | null => (hasAmount ? Math.round(value * 10_000) : null);
  return {
    audit_tenths: (['amount', 'profit'] as const).flatMap((measure) => tenths(people, measure, money)),
    audit_distribution: distribution(people, money),
    audit_moves: (['amount', 'profit'] as const).flatMap((measure) => moves(people, measure, money)),
    audit_moments: [moments(people, hasAmount)],
    audit_cells: [...cells(customers, 'quarter', 3, money), ...cells(customers, 'year', 12, money)],
    audit_outlook: [outlook(customers, money)],
  };
}

type Money = (value: number) => number | null;
type Person = ReturnType<typeof person>;

/** Every customer ordered in the later stretch, four of five in the earlier one too. */
function person(i: number) {
  const orders = 1 + ((i * 7) % 5);
  const amount = orders * (20 + ((i * 13) % 90));
  const before = i % 5 === 0 ? 0 : 1 + ((i * 3) % 4);
  const amountBefore = before * (20 + ((i * 11) % 80));
  return { orders, amount, profit: 0.4 * amount - 8, before, amountBefore, profitBefore: before === 0 ? 0 : 0.35 * amountBefore - 8 };
}

function tenthsOf<Row>(rows: readonly Row[], value: (row: Row) => number): Map<Row, string> {
  const ranked = rows.toSorted((a, b) => value(b) - value(a));
  return new Map(ranked.map((row, i) => [row, String(Math.floor((i * 10) / ranked.length) + 1)]));
}

const sum = (rows: readonly Person[], value: (row: Person) => number): number => rows.reduce((all, row) => all + value(row), 0);

function tenths(people: readonly Person[], measure: 'amount' | 'profit', money: Money): StatisticRow[] {
  const of = tenthsOf(people, (row) => row[measure]);
  return Array.from({ length: 10 }, (_, i) => String(i + 1)).flatMap((tenth) => {
    const own = people.filter((row) => of.get(row) === tenth);
    if (own.length === 0) return [];
    const values = own.map((row) => row[measure]);
    return {
      ...{ period: 'now', measure, tenth, n: own.length, orders: sum(own, (row) => row.orders) },
      ...{ amount: money(sum(own, (row) => row.amount)), profit: money(sum(own, (row) => row.profit)) },
      squares: money(1) === null ? null : sum(own, (row) => row[measure] ** 2),
      ...{ least: money(Math.min(...values)), most: money(Math.max(...values)) },
    };
  });
}

function distribution(people: readonly Person[], money: Money): StatisticRow[] {
  const parts = { orders: (row: Person) => row.orders, spend: (row: Person) => Math.floor(Math.log2(row.amount)) };
  return Object.entries(parts).flatMap(([part, binOf]) =>
    [...new Set(people.map(binOf))].map((bin) => {
      const own = people.filter((row) => binOf(row) === bin);
      return {
        ...{ period: 'now', part, bin, n: own.length, orders: sum(own, (row) => row.orders) },
        ...{ amount: money(sum(own, (row) => row.amount)), profit: money(sum(own, (row) => row.profit)) },
      };
    }),
  );
}

function moves(people: readonly Person[], measure: 'amount' | 'profit', money: Money): StatisticRow[] {
  const [now, before] = measure === 'amount' ? (['amount', 'amountBefore'] as const) : (['profit', 'profitBefore'] as const);
  const later = tenthsOf(people, (row) => row[now]);
  const earlier = tenthsOf(
    people.filter((row) => row.before > 0),
    (row) => row[before],
  );
  const found = new Map<string, Person[]>();
  for (const row of people) {
    const move = row.before === 0 ? 'new' : row[now] < row[before] ? 'down' : 'up';
    const key = [move, earlier.get(row) ?? 'none', later.get(row)!].join(' ');
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return [...found].map(([key, own]) => {
    const [move, from, to] = key.split(' ') as [string, string, string];
    return {
      ...{
        measure,
        move,
        tenth_before: from,
        tenth_now: to,
        n: own.length,
        orders_before: sum(own, (row) => row.before),
        orders_now: sum(own, (row) => row.orders),
      },
      ...{ amount_before: money(sum(own, (row) => row.amountBefore)), amount_now: money(sum(own, (row) => row.amount)) },
      ...{ profit_before: money(sum(own, (row) => row.profitBefore)), profit_now: money(sum(own, (row) => row.profit)) },
      squares: money(1) === null ? null : sum(own, (row) => (row[now] - row[before]) ** 2),
    };
  });
}

function moments(people: readonly Person[], hasAmount: boolean): StatisticRow {
  const values: Record<string, (row: Person) => number> = {
    active_before: (row) => Number(row.before > 0),
    active_now: () => 1,
    orders_before: (row) => row.before,
    orders_now: (row) => row.orders,
    amount_before: (row) => row.amountBefore,
    amount_now: (row) => row.amount,
    profit_before: (row) => row.profitBefore,
    profit_now: (row) => row.profit,
  };
  const names = Object.keys(values);
  const known = (name: string, value: number): number | null => (hasAmount || !/amount|profit/.test(name) ? value : null);
  return {
    ...{ n: people.length, months: 12, before_from: '2024-07-01', now_from: '2025-07-01', now_to: '2026-06-30' },
    ...Object.fromEntries(names.map((name) => [name, known(name, sum(people, values[name]!))])),
    ...Object.fromEntries(
      names.flatMap((a, i) =>
        names.slice(i).map((b) => [
          `${a}__${b}`,
          known(
            a + b,
            sum(people, (row) => values[a]!(row) * values[b]!(row)),
          ),
        ]),
      ),
    ),
  };
}

/** Cohorts from 2024 on; the newest come back a little less often. */
function cells(customers: number, unit: string, months: number, money: Money): StatisticRow[] {
  const [start, last] = [2024 * 12, 2026 * 12 + 5];
  const cohorts = Math.floor((last - start) / months) + 1;
  const born = customers < 100 ? 2 : cohorts;
  return Array.from({ length: born }, (_, i) => i).flatMap((i) => {
    const n = Math.floor((customers * (i + 1)) / born) - Math.floor((customers * i) / born);
    return Array.from({ length: cohorts - i }, (__, age) => {
      const active = Math.round(n * (age === 0 ? 1 : Math.min(0.95, 0.5 / Math.sqrt(age) - 0.01 * i)));
      const date = (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
      const squares = (value: number): number | null => (money(1) === null ? null : value);
      return {
        ...{ unit, cohort: date(start + i * months), calendar: date(start + (i + age) * months), n, active, orders: active * 2 },
        ...{ amount: money(active * 240), profit: money(active * (age === 0 ? 30 : 90)), orders_squares: active * 5 },
        ...{ amount_squares: squares(active * 260 ** 2), profit_squares: squares(active * 100 ** 2), orders_amount: squares(active * 500) },
        partial: Number(unit === 'year' && i + age === cohorts - 1),
      };
    });
  });
}

function outlook(customers: number, money: Money): StatisticRow {
  const known = customers >= 100 && money(1) !== null;
  return {
    ...{ customers: known ? customers : 0, orders: known ? customers * 2.2 : null, amount: known ? money(customers * 150) : null },
    ...{ squares: known ? customers * 180 ** 2 : null, error: known ? 0.03 : null, margin: known ? 0.4 : null },
    ...{
      amount_12: money(customers * 190),
      profit_12: money(customers * 70),
      amount_new: money(customers * 40),
      reason: known ? null : 'clv-customers',
    },
  };
}
