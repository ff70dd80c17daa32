import { lastDay } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import { isoOfMonth } from '../audit-cells.ts';
import { cohortSpan, measureTitle, unitName } from '../audit-words.ts';
import type { Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type AuditBaseOptions, type AuditBaseResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** How healthy is the whole base: who brought each year, and what would today's customers bring in the next? */
export const auditBase: Lens<AuditBaseOptions, AuditBaseResult> = {
  id: 'audit-base',
  title: m.lenses_audit_base_title,
  statistics: ['profile', 'audit_cells', 'audit_outlook'],
  defaults: { by: 'profit' },
  choices: { by: ['profit', 'amount'] },
  analyse,
  narrate,
  figure: (result) => {
    const spans = cohortSpan(
      result.sums.map(({ cohort }) => cohort),
      12,
      result.joinedTo,
    );
    const years = [...new Map(result.sums.map(({ calendar, partial }) => [calendar, partial]))];
    const ahead = result.ahead && result.sums.length > 0 ? result.ahead : null;
    return {
      figure: 'cohort-stack',
      rows: [
        ...result.sums.map(({ cohort, calendar, active, value }) => {
          const [span, from] = [spans.find((one) => one.cohort === cohort)!, isoOfMonth(calendar)];
          return {
            bar: String(calendar),
            cohort: span.id,
            value,
            n: active,
            from,
            to: lastDay(from, 12),
            first: span.first,
            last: span.last,
          };
        }),
        ...(ahead
          ? [{ bar: 'ahead', cohort: 'ahead', value: ahead.value.value, n: ahead.customers, from: null, to: null, first: null, last: null }]
          : []),
      ],
      options: {
        bars: [
          ...years.map(([calendar, partial]) => ({
            key: String(calendar),
            name: unitName(calendar, 'year'),
            state: partial ? ('partial' as const) : ('whole' as const),
          })),
          ...(ahead ? [{ key: 'ahead', name: m.lenses_audit_next(), state: 'expected' as const }] : []),
        ],
        cohorts: [...spans.map(({ id, name }) => ({ id, name })), ...(ahead ? [{ id: 'ahead', name: m.lenses_audit_today() }] : [])],
        title: measureTitle(result.by),
        remark: result.by === 'profit' ? unallocatedRemark(result) : null,
      },
    };
  },
  covers: ['S2-22', 'S2-18'],
  sources: ['Fader, Hardie & Ross 2022', 'Fader, Hardie & Lee 2005'],
};
