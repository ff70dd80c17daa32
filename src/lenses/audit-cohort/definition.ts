import { everyone, lastDay } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import { isoOfMonth, unitMonths } from '../audit-cells.ts';
import type { Bounds } from '../audit-reading.ts';
import { measureTitle } from '../audit-words.ts';
import type { Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type AuditAge, type AuditCohortOptions, type AuditCohortResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

const panels: { id: string; of: (age: AuditAge) => Bounds | null }[] = [
  { id: 'share', of: ({ share }) => share },
  { id: 'orders', of: ({ orders }) => orders },
  { id: 'value', of: ({ value }) => value },
  { id: 'brings', of: ({ brings }) => brings },
];

/** What becomes of one cohort: how many order, how often, and for how much? */
export const auditCohort: Lens<AuditCohortOptions, AuditCohortResult> = {
  id: 'audit-cohort',
  title: m.lenses_audit_cohort_title,
  statistics: ['profile', 'audit_cells'],
  defaults: { by: 'profit', cohort: everyone },
  choices: { by: ['profit', 'amount'] },
  analyse,
  narrate,
  figure: (result) => {
    const months = unitMonths[result.unit];
    const one = result.months === months;
    const born = result.cohort === null ? null : isoOfMonth(result.cohort);
    return {
      figure: 'age-panels',
      rows: panels.flatMap(({ id, of }) =>
        result.ages.flatMap((age) => {
          const estimate = of(age);
          const from = isoOfMonth(age.calendar);
          if (!estimate || !born) return [];
          return {
            panel: id,
            series: 'one',
            age: age.age,
            n: id === 'brings' ? result.n : age.active,
            ...estimate,
            first: one || id === 'brings' ? born : null,
            last: lastDay(born, result.months),
            from: one ? from : null,
            to: one ? lastDay(from, months) : null,
          };
        }),
      ),
      options: {
        unit: result.unit,
        panels: [
          { id: 'share', title: m.lenses_audit_panel_share(), format: 'percent' },
          { id: 'orders', title: m.lenses_audit_panel_orders(), format: 'number' },
          { id: 'value', title: m.lenses_audit_value_order(), format: 'money' },
          { id: 'brings', title: m.lenses_audit_panel_brings({ measure: measureTitle(result.by) }), format: 'money' },
        ],
        series: [{ id: 'one', name: '' }],
        seriesTitle: m.figures_cohort(),
        remark: result.by === 'profit' ? unallocatedRemark(result) : null,
      },
    };
  },
  covers: ['S2-20', 'S2-22'],
  sources: ['Fader, Hardie & Ross 2022', 'Wilson 1927'],
};
