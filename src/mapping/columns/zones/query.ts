import { identifier, sql, type Sql } from '#sql/sql.ts';
import type { SourceZone, ZonePlan } from '../formats.ts';
import { chinaTime, offsetSteps, shortZones } from './offsets.ts';

interface Step {
  /** minutes since 1970 on the clock that is asked */
  from: number;
  minutes: number;
}

/** Minutes east of UTC that a zone's clock shows at the instant `utc` (TIMESTAMP, a short name: it stands in the text many times). */
export function offsetAtInstant(utc: Sql, zone: string, [first, last]: ZonePlan['years']): Sql {
  return tree(utc, offsetSteps(zone, first, last));
}

/** Minutes east of UTC that a zone's clock showed when its own hands stood at `wall`; of an hour that came twice the first, in one that never was the time before. */
export function offsetAtWall(wall: Sql, zone: SourceZone, [first, last]: ZonePlan['years']): Sql {
  if (typeof zone === 'number') return sql`${zone}`;
  const steps = offsetSteps(zone, first, last);
  const shown = steps.map(({ from, minutes }, index): Step => ({
    from: from + Math.max(steps[index - 1]?.minutes ?? minutes, minutes),
    minutes,
  }));
  return tree(wall, shown);
}

/** Minutes of an offset as written behind a time: `Z`, `+08:00`, `-0530`, `GMT+0000`, `PDT`; NULL when it is none. CST is 8 hours ahead in a Chinese file. */
export function writtenOffset(text: Sql, chinese = false): Sql {
  const bare = sql`regexp_replace(upper(${text}), '^(UTC|GMT)([+-])|\\s*\\($', '\\2')`;
  const words = Object.entries(chinese ? { ...shortZones, cst: chinaTime } : shortZones).map(
    ([name, minutes]) => sql`WHEN ${name.toUpperCase()} THEN ${minutes}`,
  );
  const digits = sql`regexp_replace(${bare}, '[^0-9]', '', 'g')`;
  return sql`CASE WHEN regexp_matches(${bare}, '^[+-]\\d')
    THEN (CASE WHEN starts_with(${bare}, '-') THEN -1 ELSE 1 END) * (left(${digits}, 2)::INTEGER * 60 + coalesce(try_cast(substr(${digits}, 3, 2) AS INTEGER), 0))
    ELSE CASE ${bare} ${words.reduce((all, next) => sql`${all} ${next}`, sql``)} END END`;
}

/** A balanced choice among steps, so that a year of half a century costs as few comparisons as two. */
function tree(at: Sql, steps: readonly Step[]): Sql {
  const [only] = steps;
  if (!only) return sql`0`;
  if (steps.length === 1) return sql`${only.minutes}`;
  const middle = steps.length >> 1;
  const boundary = new Date((steps[middle]?.from ?? 0) * 60_000).toISOString().slice(0, 19);
  return sql`CASE WHEN ${at} < ${boundary}::TIMESTAMP THEN ${tree(at, steps.slice(0, middle))} ELSE ${tree(at, steps.slice(middle))} END`;
}

/** The different words of a column of zone names, in lower case. */
export function zoneWords(table: string, column: string): Sql {
  return sql`SELECT DISTINCT lower(trim(${identifier(column)})) AS word FROM ${identifier(table)} WHERE trim(${identifier(column)}) <> '' ORDER BY 1 LIMIT 500`;
}
