import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';

/** What the curves of M04, M05 and C9 are made for. */
export interface CurveCompany {
  customers: number;
  ages: number;
  hasAmount: boolean;
  assumed: boolean;
  /** contrasts that go against the theory, "price F>S" */
  against?: readonly string[];
}

const bases = ['all', 'survivors', 'balanced'];
const stages = ['E', 'F', 'S', 'D'];
const levels: Record<string, readonly number[]> = {
  input: [52.4, 18.2, 9.6, 6.1],
  volume: [1.31, 2.2, 3.42, 0.9],
  price: [0.971, 0.998, 1.013, 0.984],
  indirect: [0.004, 0.021, 0.046, 0.012],
  amount: [310, 702, 1090, 240],
  profit: [-24, 288, 512, 61],
  scale: [18.2, 17.1, 16.4, 16.9],
  efficiency: [7.9, 6.6, 5.2, 6.4],
  coordination: [14.5, 9.1, 4.2, 6.8],
  communication: [31, 19.5, 11.2, 24.1],
};

/** Statistics of stage variables, curves, six parts and cohorts in the shape of their contracts; deterministic. */
export function curveStatistics(company: CurveCompany): StatisticTables {
  const none = company.customers === 0;
  return {
    stage_variables: none ? [] : stageRows(company),
    variable_curves: none ? [] : curveRows(company),
    six_part: none || !company.hasAmount ? [] : sixPartRows(company),
    cohort_age: none ? [] : cohortRows(company),
  };
}

function known({ hasAmount, assumed }: CurveCompany): string[] {
  const money = ['price', 'amount', 'profit', 'communication', 'efficiency', 'input', 'scale'];
  const costs = ['scale', 'efficiency', 'input', 'coordination', 'communication'];
  return Object.keys(levels).filter((variable) => (hasAmount || !money.includes(variable)) && (!assumed || !costs.includes(variable)));
}

function stageRows(company: CurveCompany): StatisticRow[] {
  const row = (axis: string, base: string, place: string, variable: string, n: number, value: number, spread: number): StatisticRow => ({
    axis,
    base,
    place,
    variable,
    n,
    value,
    low: value - 1.96 * spread,
    high: value + 1.96 * spread,
    p: axis === 'contrast' ? Math.min(1, Math.exp(-((value / spread) ** 2) / 2)) : null,
    median: axis === 'contrast' ? null : value * 0.92,
  });
  const share = [1, 0.62, 0.5, 0.41];
  return bases.flatMap((base) =>
    known(company).flatMap((variable) => {
      const own = levels[variable]!;
      const size = Math.max(...own.map(Math.abs));
      const spread = (size * 0.9) / Math.sqrt(company.customers);
      const cells = stages.map((stage, i) =>
        row('stage', base, stage, variable, Math.round(company.customers * share[i]!), own[i]!, spread),
      );
      const contrasts = [0, 1, 2].map((i) => {
        const place = `${stages[i]!}>${stages[i + 1]!}`;
        const gap = (own[i + 1]! - own[i]!) * (company.against?.includes(`${variable} ${place}`) ? -1 : 1);
        return row('contrast', base, place, variable, Math.round(company.customers * share[i + 1]! * 0.8), gap, spread);
      });
      return [...cells, ...contrasts].filter(({ n }) => Number(n) >= 5);
    }),
  );
}

function curveRows(company: CurveCompany): StatisticRow[] {
  const curves = known(company).filter((variable) => ['input', 'volume', 'price', 'indirect', 'amount', 'profit'].includes(variable));
  return ['age', 'calendar'].flatMap((axis) =>
    bases.flatMap((base) =>
      curves.flatMap((variable) =>
        Array.from({ length: company.ages }, (_, age): StatisticRow => {
          const [early, late] = [levels[variable]![0]!, levels[variable]![2]!];
          const value = early + (late - early) * (1 - Math.exp(-age / 4)) + Math.abs(late) * 0.03 * Math.sin(age * 2.1);
          const n = Math.round(company.customers * (1 - 0.7 * (age / company.ages)));
          const spread = (Math.max(Math.abs(early), Math.abs(late)) * 0.9) / Math.sqrt(Math.max(1, n));
          const place = axis === 'age' ? String(age) : `${2023 + Math.floor(age / 12)}-${String((age % 12) + 1).padStart(2, '0')}-01`;
          return { axis, base, place, variable, n, value, low: value - 1.96 * spread, high: value + 1.96 * spread, median: value * 0.9 };
        }),
      ),
    ),
  );
}

function sixPartRows({ customers, assumed }: CurveCompany): StatisticRow[] {
  const growth = [1, 1.22, 1.41, 1.5];
  return ['acquired', 'balanced'].flatMap((view) => {
    let cumulative = 0;
    return growth.map((factor, year): StatisticRow => {
      const n = Math.round(customers * (1 - 0.06 * year));
      const present = view === 'balanced' ? n : Math.round(n * (1 - 0.13 * year));
      const whole = (value: number): number => Math.round(value * present * 10_000);
      const quantity = 900 * factor;
      const revenue = quantity * (1 + 0.03 * year);
      const cost = quantity * (0.72 - 0.02 * year);
      const total = (present / Math.max(1, n)) * (revenue - cost) - (year === 0 && !assumed ? 310 : 0);
      cumulative += total;
      const band = (name: string, value: number) => [
        [`${name}_low`, value - 1200 / Math.sqrt(customers)],
        [`${name}_high`, value + 1200 / Math.sqrt(customers)],
      ];
      const names = ['acquisition', 'base', 'growth', 'cost_saving', 'price_premium', 'referral', 'total', 'cumulative'];
      return {
        view,
        year,
        n,
        present,
        costs_known: assumed ? 0 : 1,
        quantity: whole(quantity),
        revenue: whole(revenue),
        cost: whole(cost),
        cost_at_base: assumed ? null : whole(quantity * 0.72),
        referral: assumed ? null : whole(14 * year),
        acquisition: assumed ? null : whole(310),
        ...Object.fromEntries(names.flatMap((name) => band(name, { total, cumulative }[name] ?? 20))),
      };
    });
  });
}

function cohortRows({ customers, ages, hasAmount }: CurveCompany): StatisticRow[] {
  const cohorts = Math.min(12, Math.max(1, Math.floor(customers / 12)));
  const n = Math.floor(customers / cohorts);
  return Array.from({ length: cohorts }, (_, c) =>
    Array.from({ length: Math.max(2, ages - c) }, (__, age): StatisticRow => {
      const share = age === 0 ? 1 : 0.75 * Math.exp(-age / 14) * (1 + 0.02 * c);
      const money = (value: number): number | null => (hasAmount ? Math.round(value * n * 10_000) : null);
      const cohort = `${2023 + Math.floor(c / 12)}-${String((c % 12) + 1).padStart(2, '0')}-01`;
      const profit = age === 0 ? -42 - c : 38 * share + (c === 4 ? 6 : 0);
      const squares = (value: number): number | null => (hasAmount ? Math.round(value ** 2 * 1.5 * n) : null);
      const sums = { amount: money(310 * share), profit: money(profit) };
      const spread = { amount_squares: squares(310 * share), profit_squares: squares(profit) };
      return { cohort, age, n, active: Math.min(n, Math.round(n * share)), ...sums, ...spread };
    }),
  ).flat();
}
