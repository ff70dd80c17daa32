import { type DayRange, dayRange, lastDay, monthsName } from '#figures/linked.ts';
import type { Life } from '#models/survival/lives.ts';
import { smallSamples, survivalRules } from '#schema/thresholds.ts';
import type { StatisticRow } from '#statistics/definition.ts';
import { count } from '../reading.ts';

export type Grouping = 'none' | 'cohort' | 'segment' | 'source' | 'region';

/** Customers who are compared with others, and their lives. */
export interface LifeGroup {
  /** the name in the files, or the months of a cohort; null for all together and for the rest beside a chosen cohort */
  name: string | null;
  rest: boolean;
  n: number;
  lives: Life[];
}

/** Lives of rows of statistic `lives`: one a count. */
function livesOf(rows: readonly StatisticRow[]): Life[] {
  return rows.map((row) => ({ entry: 0, time: count(row, 'time'), cause: count(row, 'cause') > 0 ? 1 : 0, weight: count(row, 'n') }));
}

function groupOf(name: string | null, rows: readonly StatisticRow[], rest = false): LifeGroup {
  return { name, rest, n: rows.reduce((sum, row) => sum + count(row, 'n'), 0), lives: livesOf(rows) };
}

/** The groups of a picture, in the order in which they are named, and the customers who stand in none of them. */
export function groupsOf(rows: readonly StatisticRow[], by: Grouping, cohort: string): { groups: LifeGroup[]; left: number } {
  const all = groupOf(
    null,
    rows.filter((row) => row.grouping === 'all'),
  );
  const cohorts = rows.filter((row) => row.grouping === 'cohort' && dayOfCohort(row.name));
  const months = Math.max(
    1,
    count(
      rows.find((row) => row.grouping === 'fact' && row.name === 'cohort-months'),
      'n',
    ),
  );
  const chosen = dayRange(cohort);
  if (by === 'none') {
    if (!chosen) return { groups: [all], left: 0 };
    const own = cohorts.filter(({ name }) => String(name) <= chosen.to && lastDay(String(name), months) >= chosen.from);
    if (own.length === 0) return { groups: [all], left: 0 };
    const groups = [
      groupOf(monthsNameOf(chosen), own),
      groupOf(
        null,
        cohorts.filter((row) => !own.includes(row)),
        true,
      ),
    ];
    return { groups: groups.filter(({ n }) => n > 0), left: 0 };
  }
  const groups = by === 'cohort' ? byYear(cohorts) : byName(rows.filter((row) => row.grouping === by));
  const judged = groups.filter(({ n }) => n >= smallSamples.suppressed);
  const shown = by === 'cohort' ? judged.slice(-survivalRules.groups) : judged.slice(0, survivalRules.groups);
  return { groups: shown, left: Math.max(0, all.n - shown.reduce((sum, { n }) => sum + n, 0)) };
}

/** Cohorts joined by calendar year, oldest first. */
function byYear(rows: readonly StatisticRow[]): LifeGroup[] {
  const years = [...new Set(rows.map(({ name }) => String(name).slice(0, 4)))].sort();
  return years.map((year) =>
    groupOf(
      year,
      rows.filter(({ name }) => String(name).startsWith(year)),
    ),
  );
}

/** Groups by their name, the largest first. */
function byName(rows: readonly StatisticRow[]): LifeGroup[] {
  const names = [...new Set(rows.map(({ name }) => String(name)))];
  return names
    .map((name) =>
      groupOf(
        name,
        rows.filter((row) => row.name === name),
      ),
    )
    .sort((a, b) => b.n - a.n);
}

function monthsNameOf({ from, to }: DayRange): string {
  return monthsName(from, (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1);
}

function dayOfCohort(name: StatisticRow[string] | undefined): boolean {
  return typeof name === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(name);
}
