import type { HazardCell } from './cell.ts';

type Plain = Record<string, number | string | boolean | null>;

const orNull = (value: Plain[string] | undefined): number | null => (value === null || value === undefined ? null : Number(value));

/** Cells of the rows of the query of customer-periods; stages other than E, F, S and D are left out. */
export function cellsOf(rows: readonly Plain[]): HazardCell[] {
  return rows.flatMap((row) => {
    const stage = (['E', 'F', 'S', 'D'] as const).find((name) => name === row.stage);
    if (!stage) return [];
    const worse = orNull(row.worse);
    return {
      customer: String(row.customer_id),
      age: Number(row.age),
      day: Number(row.day),
      stage,
      level: orNull(row.level),
      slope: orNull(row.slope),
      since: Number(row.since),
      gapDays: Number(row.gap_days),
      gaps: Number(row.gaps),
      share: orNull(row.share_change),
      complaints: Number(row.complaints),
      severe: Number(row.severe),
      late: Number(row.late),
      contract: orNull(row.contract),
      alive: orNull(row.alive),
      worse: worse === null ? null : worse === 1 ? 1 : 0,
    };
  });
}
