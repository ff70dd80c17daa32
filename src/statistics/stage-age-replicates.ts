import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'stage-age-replicates';
const schema: Record<string, StatisticType> = {
  age: 'integer',
  replicate: 'integer',
  n: 'integer',
  orders: 'integer',
  amount: 'integer',
  profit: 'integer',
};
const nullable = ['amount', 'profit'];

/** The sums of `stage_age` in each bootstrap replicate, where a customer weighs Poisson(1); made by the stage pass. */
export const stageAgeReplicates: Statistic = {
  id,
  table: 'stage_age_replicates',
  schema,
  nullable,
  smallestGroup: 5,
  sql: (): Sql => sql`SELECT replicate, age, n, orders, amount, profit FROM stage_age_replicates`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable }, rows);
    checkNotNegative(id, rows, ['replicate', 'age', 'n', 'orders']);
  },
};
