import { blockWeights } from '#models/lifecycle/stage-variables/definition.ts';
import { significant } from '#models/lifecycle/stage-variables/from-tables.ts';
import { usualAcquisitionCost } from '#models/action/referral/value.ts';
import { type Part, type SixPartKnown, type YearBlock, sixPartBands, yearsOf } from '#models/value/six-part/from-blocks.ts';
import { recommendedAgainstOthers } from '#panel/action-query.ts';
import { sixPartFacts, sixPartSums } from '#panel/six-part-query.ts';
import { stageVariableThresholds } from '#schema/thresholds.ts';
import { columnOf, rowsOf } from '#table/rows.ts';
import type { Table } from '#table/table.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'six-part';
const bands: readonly [Part, string][] = [
  ['acquisition', 'acquisition'],
  ['base', 'base'],
  ['growth', 'growth'],
  ['costSaving', 'cost_saving'],
  ['pricePremium', 'price_premium'],
  ['referral', 'referral'],
  ['total', 'total'],
  ['cumulative', 'cumulative'],
];
const bandColumns = bands.flatMap(([, name]) => [`${name}_low`, `${name}_high`]);
const schema: Record<string, StatisticType> = {
  view: 'text',
  year: 'integer',
  n: 'integer',
  present: 'integer',
  costs_known: 'integer',
  quantity: 'integer',
  revenue: 'integer',
  cost: 'integer',
  cost_at_base: 'integer',
  referral: 'integer',
  acquisition: 'integer',
  ...Object.fromEntries(bandColumns.map((name) => [name, 'number' as const])),
};
const nullable = ['cost_at_base', 'referral', 'acquisition', ...bandColumns];

/**
 * What the six parts of profit are made of, for each view (acquired, balanced) and year of the relationship: sums over the customers alive or seen
 * in it, in ten-thousandths; `n` is everyone old enough. The columns `_low` and `_high` bound the parts per customer of `n`, in currency units.
 */
export const sixPart: Statistic = {
  id,
  table: 'six_part',
  schema,
  nullable,
  smallestGroup: 5,
  lazy: true,
  inputs: (_, { asOf }) => ({ sums: sixPartSums(), facts: sixPartFacts(), sides: recommendedAgainstOthers(asOf) }),
  compute({ sums, facts, sides }, { seed = 20_261_122 }, signal): StatisticRow[] {
    const { blocks, replicates } = stageVariableThresholds;
    const known = knownOf(facts!, sides!);
    const weights = blockWeights(blocks, replicates, seed);
    return ['acquired', 'balanced'].flatMap((view) => {
      const own = blocksOf(sums!, view);
      const years = yearsOf(own, known);
      const ranges = sixPartBands(own, known, { weights, count: blocks, replicates }, years.length, signal);
      return years.map((year, k): StatisticRow => {
        const of = (name: 'n' | 'present'): number => own.reduce((sum, block) => sum + (block.year === k ? block[name] : 0), 0);
        const present = of('present');
        const whole = (value: number | null | undefined): number | null =>
          typeof value === 'number' ? Math.round(value * Math.max(1, present) * 10_000) + 0 : null;
        return {
          view,
          year: k,
          n: of('n'),
          present,
          costs_known: known.costs ? 1 : 0,
          quantity: whole(year.quantity),
          revenue: whole(year.revenue),
          cost: whole(year.cost),
          cost_at_base: whole(year.costAtBase),
          referral: whole(year.referral),
          acquisition: whole(year.acquisition),
          ...Object.fromEntries(
            bands.flatMap(([part, name]) => [
              [`${name}_low`, significant(ranges[k]![part].low)],
              [`${name}_high`, significant(ranges[k]![part].high)],
            ]),
          ),
        };
      });
    });
  },
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['year', 'n', 'present']);
    for (const row of rows) expect(id, Number(row.present) <= Number(row.n), `present exceeds n in year ${String(row.year)}`);
  },
};

function knownOf(facts: Table, sides: Table): SixPartKnown {
  const of = (name: string): number => Number((facts.rowCount > 0 ? columnOf(facts, name).values[0] : 0) ?? 0);
  const acquisition = of('acquisition') > 0;
  const others = rowsOf(sides).find(({ referred }) => referred === false);
  return {
    costs: of('has_cogs') === 1 || of('allocated') !== 0,
    acquisition,
    usual: of('referrals') > 0 ? usualAcquisitionCost({ customers: Number(others?.n ?? 0), cost: Number(others?.cost ?? 0) }) : null,
  };
}

/** The rows of a view by year and block; the order of rows that the engine answers must not change the sums. */
function blocksOf(table: Table, view: string): YearBlock[] {
  const values = (name: string): ((row: number) => number) => {
    const column = columnOf(table, name).values;
    return (row) => Number(column[row] ?? 0);
  };
  const views = columnOf(table, 'view').values;
  const of = {
    year: values('year'),
    block: values('block'),
    n: values('n'),
    present: values('present'),
    amount: values('amount'),
    goods: values('goods'),
    profit: values('profit'),
    acquisition: values('acquisition'),
    priceEffect: values('price_effect'),
    goodsEffect: values('goods_effect'),
    referred: values('referred'),
    referralSpent: values('referral_spent'),
  };
  return Array.from({ length: table.rowCount }, (_, row) => row)
    .filter((row) => views[row] === view)
    .map((row) => Object.fromEntries(Object.entries(of).map(([name, read]) => [name, read(row)])) as unknown as YearBlock)
    .sort((a, b) => a.year - b.year || a.block - b.block);
}
