import { type ClusteredShare, designEffect } from '#numeric/design-effect.ts';
import { legalMoves, type StageLetter, stageOrder } from '#schema/stage-moves.ts';

type Row = Readonly<Record<string, number | string | null>>;

const read = (row: Row, key: string): number => {
  const value = row[key];
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0;
};

/** The moves from one stage to another with the customer as the cluster, out of the rows of `stage_flow_spread`; null where they hold none from there. */
export function clusteredMoves(rows: readonly Row[], from: StageLetter, to: StageLetter): ClusteredShare | null {
  const row = rows.find((one) => one.from_stage === from);
  if (!row || read(row, 'moves') === 0) return null;
  const of = (part: string): number => read(row, `${part}_${to.toLowerCase()}`);
  return {
    clusters: read(row, 'customers'),
    n: of('n'),
    of: read(row, 'moves'),
    squares: of('squares'),
    cross: of('cross'),
    sizes: read(row, 'sizes'),
  };
}

/**
 * The mean design effect of each row of the chain, Σ(1 − p_j)·d_j/(k − 1) over its k cells that occur: moves of one customer resemble each other,
 * so that n of them say as much as n over this number of independent ones. 1 where nothing is known. Source: Rao & Scott 1981, first-order correction.
 */
export function rowDesigns(rows: readonly Row[]): Record<StageLetter, number> {
  const designOf = (from: StageLetter): number => {
    const cells = legalMoves[from].flatMap((to) => clusteredMoves(rows, from, to) ?? []).filter(({ n }) => n > 0);
    if (cells.length < 2) return 1;
    return cells.reduce((sum, cell) => sum + (1 - cell.n / cell.of) * designEffect(cell), 0) / (cells.length - 1);
  };
  return Object.fromEntries(stageOrder.map((from) => [from, Math.max(1, designOf(from))])) as Record<StageLetter, number>;
}
