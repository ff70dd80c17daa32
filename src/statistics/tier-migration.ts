import { tiers } from '#models/lifecycle/ladder/rungs.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { checkColumns, checkNotNegative, expect } from './contract.ts';
import type { Statistic, StatisticRow, StatisticType } from './definition.ts';

const id = 'tier-migration';
const schema: Record<string, StatisticType> = { from_tier: 'text', to_tier: 'text', n: 'integer' };

/** Customers by their value tier in the 365 days before the last 365 days, and in these; who had not ordered before these is left out. Empty where the file has no amounts. */
export const tierMigration: Statistic = {
  id,
  table: 'tier_migration',
  schema,
  nullable: [],
  smallestGroup: 5,
  sql: (): Sql => sql`SELECT tier_before AS from_tier, tier_now AS to_tier, count(*) AS n FROM ladder
    WHERE tier_before IS NOT NULL AND tier_now IS NOT NULL GROUP BY tier_before, tier_now`,
  check(rows: StatisticRow[]): void {
    checkColumns({ id, schema, nullable: [] }, rows);
    checkNotNegative(id, rows, ['n']);
    const known = (tier: StatisticRow[string] | undefined) => (tiers as readonly string[]).includes(String(tier));
    for (const { from_tier: from, to_tier: to } of rows)
      expect(id, known(from) && known(to), `unknown move ${String(from)} to ${String(to)}`);
  },
};
