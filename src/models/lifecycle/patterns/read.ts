import type { Row } from '#table/table.ts';
import type { EpisodeGroup } from './episode.ts';

/** An episode group of a row with columns ended, exit_from, last_stage, s_periods, periods, start_known and n. */
export function episodeGroup(row: Row): EpisodeGroup {
  const exit = row.exit_from;
  return {
    ended: row.ended === true,
    exitFrom: exit === 'E' || exit === 'F' || exit === 'S' ? exit : null,
    lastStage: String(row.last_stage),
    stablePeriods: Number(row.s_periods),
    periods: Number(row.periods),
    startKnown: row.start_known === true,
    n: Number(row.n ?? 1),
  };
}
