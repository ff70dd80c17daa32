import { everyone, lastDay } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import { cohortMonths, isoOfMonth, unitMonths } from '../audit-cells.ts';
import { cohortName, cohortSpan, measureTitle, unitName } from '../audit-words.ts';
import type { FigureRequest, Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type AuditCohortsOptions, type AuditCohortsResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Are newer customers as good as older ones, and on whom does today rest? */
export const auditCohorts: Lens<AuditCohortsOptions, AuditCohortsResult> = {
  id: 'audit-cohorts',
  title: m.lenses_audit_cohorts_title,
  statistics: ['profile', 'audit_cells'],
  defaults: { by: 'profit', view: 'age', cohort: everyone },
  choices: { by: ['profit', 'amount'], view: ['age', 'calendar'] },
  analyse,
  narrate,
  figure: (result) => (result.view === 'age' ? curves(result) : stacked(result)),
  covers: ['S2-20', 'S2-22'],
  sources: ['Fader, Hardie & Ross 2022', 'Cochran 1954'],
};

function curves(result: AuditCohortsResult): FigureRequest {
  const { ages, unit, by } = result;
  const months = cohortMonths[unit];
  const cohorts = [...new Set(ages.map(({ cohort }) => cohort))];
  return {
    figure: 'age-panels',
    rows: ages.map(({ cohort, age, n, value, low, high }) => {
      const first = isoOfMonth(cohort);
      return {
        panel: 'brings',
        series: String(cohort),
        age,
        n,
        value,
        low,
        high,
        first,
        last: lastDay(first, months),
        from: null,
        to: null,
      };
    }),
    options: {
      unit,
      panels: [{ id: 'brings', title: m.lenses_audit_panel_brings({ measure: measureTitle(by) }), format: 'money' }],
      series: cohorts.map((cohort) => ({ id: String(cohort), name: cohortName(cohort, months) })),
      seriesTitle: m.figures_cohort(),
      link: { cohort: result.chosen },
      remark: by === 'profit' ? unallocatedRemark(result) : null,
    },
  };
}

function stacked(result: AuditCohortsResult): FigureRequest {
  const { sums, unit, by } = result;
  const calendars = [...new Map(sums.map(({ calendar, partial }) => [calendar, partial]))];
  const spans = cohortSpan(
    sums.map(({ cohort }) => cohort),
    cohortMonths[unit],
    result.joinedTo,
  );
  return {
    figure: 'cohort-stack',
    rows: sums.map(({ cohort, calendar, active, value }) => {
      const [span, from] = [spans.find((one) => one.cohort === cohort)!, isoOfMonth(calendar)];
      return {
        bar: String(calendar),
        cohort: span.id,
        value,
        n: active,
        from,
        to: lastDay(from, unitMonths[unit]),
        first: span.first,
        last: span.last,
      };
    }),
    options: {
      bars: calendars.map(([calendar, partial]) => ({
        key: String(calendar),
        name: unitName(calendar, unit),
        state: partial ? 'partial' : 'whole',
      })),
      cohorts: spans.map(({ id, name }) => ({ id, name })),
      title: measureTitle(by),
      link: { cohort: result.chosen },
      remark: by === 'profit' ? unallocatedRemark(result) : null,
    },
  };
}
