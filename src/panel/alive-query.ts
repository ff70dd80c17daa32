import { triggerNames } from '#models/lifecycle/stages/trace.ts';
import { aliveRules, panelRules, stageThresholds } from '#schema/thresholds.ts';
import { sql, type Sql } from '#sql/sql.ts';
import { scratch, unfinished } from './scratch.ts';

/**
 * Table `alive_stages`: one row a customer whose newest complete period P(alive) would judge otherwise than the rules did, whether or not it is asked: customer_id, age,
 * p_alive, stage_by_rules, stage, reason, margin. Explored, formed or stable, P(alive) < .5 and level < .60: decline. In decline already one period before, silent for longer than decline
 * needs, and P(alive) < .1: the end; one move a period, so nobody ends who declines only now. Periods that are too early or were not observed are not judged, and without P(alive) there are no rows. The parameters behind
 * P(alive) know the data up to the as-of date, so that earlier periods keep their stages (requirement C4); the runs of two periods that rule M03 asks for cannot be had in one.
 */
export function aliveStages(): Sql {
  const { decline, end } = aliveRules;
  const { declineLevel, margins } = stageThresholds;
  const doubted = sql`s.stage IN ('E', 'F', 'S') AND v.p_alive < ${decline} AND s.level < ${declineLevel}`;
  const gone = sql`s.stage = 'D' AND b.stage = 'D' AND d.lapsed = 1 AND v.p_alive < ${end}`;
  const distance = sql`least((${decline} - v.p_alive) / ${decline}, (${declineLevel} - s.level) / ${declineLevel})`;
  return sql`CREATE OR REPLACE TABLE ${unfinished('alive_stages')} AS
    WITH newest AS (SELECT customer_id, CAST(max(age) AS INTEGER) AS age FROM ${unfinished('stages')} GROUP BY customer_id HAVING count(*) >= ${panelRules.leastPeriodsToJudge})
    SELECT s.customer_id, s.age, v.p_alive, s.stage AS stage_by_rules, CASE WHEN s.stage = 'D' THEN 'T' ELSE 'D' END AS stage,
      CASE WHEN s.stage = 'D' THEN 'surely-left' ELSE 'probably-left' END AS reason,
      CASE WHEN s.stage = 'D' THEN 'high' WHEN ${distance} < ${margins[0]} THEN 'low' WHEN ${distance} < ${margins[1]} THEN 'medium' ELSE 'high' END AS margin
    FROM newest n INNER JOIN ${unfinished('customer_value')} v ON v.customer_id = n.customer_id
    INNER JOIN ${unfinished('stages')} s ON s.customer_id = n.customer_id AND s.age = n.age
    INNER JOIN ${scratch.customers} c ON c.customer_id = n.customer_id INNER JOIN ${scratch.decided} d ON d.place = c.place AND d.age = n.age
    LEFT JOIN ${unfinished('stages')} b ON b.customer_id = n.customer_id AND b.age = n.age - 1 AND b.episode = s.episode
    WHERE NOT s.early AND s.reason <> 'not-observed' AND ((${doubted}) OR (${gone}))`;
}

/** Puts the stages of `alive_stages` in the place of those of the rules: stage, reason, margin, no flags (they are of the stage that was), and for a new decline the trigger. */
export function judgeAgain(): Sql {
  return sql`UPDATE ${unfinished('stages')} AS s SET stage = a.stage, reason = a.reason, margin = a.margin, flags = '',
      "trigger" = CASE WHEN a.stage = 'D' THEN ${triggerNames[3]} ELSE s."trigger" END
    FROM ${unfinished('alive_stages')} a WHERE a.customer_id = s.customer_id AND a.age = s.age`;
}
