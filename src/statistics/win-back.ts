import { valueIfKept, yearlyRetention } from '#models/action/warning/decision.ts';
import { returnChance, returnCurve } from '#models/action/win-back/returns.ts';
import { secondLifeRatio } from '#models/action/win-back/value.ts';
import { actionFacts, baseLoss, endedSpells, lostCustomers, secondLives } from '#panel/action-query.ts';
import { warningRules, winBackRules } from '#schema/thresholds.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';
import { endingOf } from './warning-risk.ts';

const id = 'win-back';
const schema: Record<string, StatisticType> = {
  kind: 'text',
  rank: 'integer',
  customer_id: 'text',
  reason: 'text',
  n: 'integer',
  chance: 'number',
  value: 'integer',
  exit_from: 'text',
  periods: 'integer',
  last_order: 'date',
};
const nullable = ['customer_id', 'chance', 'value', 'exit_from', 'periods', 'last_order'];

/**
 * Lost customers worth a call: up to 200 (`listed`) by chance to come back within a year's periods × value of a second life (ten-thousandths), and how many there are: `lost`,
 * `excluded` by reason (unpaid, fraud, opt-out; they are in no list), `second-life` (customers who came back; chance = profit a period against the first life, reason `assumed` where they are too few).
 */
export const winBack: Statistic = {
  id,
  table: 'win_back',
  schema,
  nullable,
  smallestGroup: null,
  lazy: true,
  personal: true,
  inputs: (_, { asOf }) => ({
    spells: endedSpells(),
    lives: secondLives(),
    lost: lostCustomers(asOf),
    facts: actionFacts(asOf),
    loss: baseLoss(),
  }),
  compute({ spells, lives, lost, facts, loss }): StatisticRow[] {
    const curve = returnCurve(
      rowsOf(spells!).map((row) => ({ periods: Number(row.periods), returned: row.returned === 1, n: Number(row.n) })),
      winBackRules.smallestRiskSet,
    );
    const [fact, life, rate] = [facts!, lives!, loss!].map((table) => rowsOf(table)[0]);
    const periodDays = Number(fact?.period_days ?? 30);
    const second = secondLifeRatio(livesOf(life), winBackRules.leastSecondLives);
    const retention = yearlyRetention(Number(rate?.rate ?? 0), periodDays, fact ? endingOf(fact) : null);
    const rows = rowsOf(lost!);
    const candidates = rows
      .filter(({ excluded }) => excluded === null)
      .map((row) => {
        const profit = row.profit === null ? null : Number(row.profit) * second.ratio * (365.25 / periodDays);
        const value = profit === null ? null : Math.round(valueIfKept(profit, retention, warningRules.discount) * 10_000);
        return { row, value, chance: returnChance(curve, Number(row.periods), winBackRules.horizon) };
      })
      .sort(
        (a, b) => b.chance * (b.value ?? 0) - a.chance * (a.value ?? 0) || (String(a.row.customer_id) < String(b.row.customer_id) ? -1 : 1),
      );
    const counted = (reason: string) => rows.filter(({ excluded }) => excluded === reason).length;
    return [
      plain('lost', '', rows.length),
      ...['fraud', 'opt-out', 'unpaid'].map((reason) => plain('excluded', reason, counted(reason))),
      { ...plain('second-life', second.assumed ? 'assumed' : 'measured', Number(life?.n ?? 0)), chance: second.ratio },
      ...candidates.slice(0, warningRules.listed).map(({ row, value, chance }, i) => ({
        ...plain('listed', '', Number(row.orders)),
        rank: i + 1,
        customer_id: String(row.customer_id),
        chance,
        value,
        exit_from: row.exit_from === null ? null : String(row.exit_from),
        periods: Number(row.periods),
        last_order: row.last_order === null ? null : String(row.last_order),
      })),
    ];
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['rank', 'n', 'periods']);
    for (const { kind, chance } of rows)
      expect(id, kind === 'second-life' || chance === null || (Number(chance) >= 0 && Number(chance) <= 1), `chance ${String(chance)}`);
  },
};

function livesOf(row: Row | undefined) {
  const orNull = (value: Row[string] | undefined) => (value === null || value === undefined ? null : Number(value));
  return {
    n: Number(row?.n ?? 0),
    firstProfit: orNull(row?.first_profit),
    firstPeriods: Number(row?.first_periods ?? 0),
    secondProfit: orNull(row?.second_profit),
    secondPeriods: Number(row?.second_periods ?? 0),
  };
}

function plain(kind: string, reason: string, n: number): StatisticRow {
  return { kind, rank: 0, customer_id: null, reason, n, chance: null, value: null, exit_from: null, periods: null, last_order: null };
}
