import type { CustomerFilter } from '#figures/definition.ts';
import { m } from '#i18n/messages.ts';
import { measureTitle, measureWords } from '../audit-words.ts';
import type { Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type AuditGroup, type AuditPeriodOptions, type AuditPeriodResult, analyse } from './analyse.ts';
import { groupName, narrate } from './narrate.ts';

/** How different are the customers of one period? */
export const auditPeriod: Lens<AuditPeriodOptions, AuditPeriodResult> = {
  id: 'audit-period',
  title: m.lenses_audit_period_title,
  statistics: ['profile', 'audit_moments', 'audit_tenths', 'audit_distribution'],
  defaults: { by: 'profit', view: 'tenths' },
  choices: { by: ['profit', 'amount'], view: ['tenths', 'orders', 'spend'] },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'share-bars',
    rows: result.groups.map(({ key, n, share, orders, value, margin, mean, brings }) => ({
      ...{ key: String(key), n, value: share?.value ?? null, low: share?.low ?? null, high: share?.high ?? null },
      ...{ orders, perOrder: value, margin, mean, brings },
    })),
    options: {
      title: result.view === 'tenths' ? m.lenses_audit_share_of({ measure: measureWords(result.by) }) : m.lenses_audit_share_customers(),
      rowTitle: { tenths: m.lenses_audit_tenth_title, orders: m.lenses_audit_orders_title, spend: m.lenses_audit_spend_title }[
        result.view
      ](),
      names: Object.fromEntries(result.groups.map((group) => [String(group.key), groupName(group, result)])),
      columns: columnsOf(result),
      customers: Object.fromEntries(result.groups.flatMap((group) => behind(group, result))),
      remark: result.by === 'profit' ? unallocatedRemark(result) : null,
    },
  }),
  covers: ['S2-17', 'S2-18'],
  sources: ['Fader, Hardie & Ross 2022'],
};

function columnsOf({ view, by }: AuditPeriodResult) {
  const column = (key: string, title: string, short: string, format: string) => ({ key, title, short, format });
  return [
    column('n', m.terms_customers(), 'n', 'integer'),
    ...(view === 'tenths' ? [] : [column('brings', m.lenses_audit_share_of({ measure: measureWords(by) }), measureTitle(by), 'percent')]),
    ...(view === 'orders' ? [] : [column('orders', m.lenses_audit_orders_each(), m.lenses_audit_orders_short(), 'number')]),
    column('perOrder', m.lenses_audit_value_order(), m.lenses_audit_value_short(), 'money'),
    column('margin', m.lenses_audit_margin(), m.lenses_audit_margin_short(), 'percent'),
    column('mean', m.lenses_audit_mean({ measure: measureTitle(by) }), m.lenses_audit_mean_short(), 'money'),
  ];
}

/** The customers of a group where plain conditions name them: a joined group of tenths has none. */
function behind({ key }: AuditGroup, { view, by, joined }: AuditPeriodResult): [string, CustomerFilter][] {
  const active = { column: 'orders_now', from: 1 };
  const filter = (...where: CustomerFilter['where']): [string, CustomerFilter][] => [[String(key), { table: 'two_periods', where }]];
  if (view === 'tenths') return joined === 1 ? filter({ column: `tenth_${by}_now`, is: String(key) }) : [];
  if (view === 'orders') return filter(key >= 10 ? { column: 'orders_now', from: 10 } : { column: 'orders_now', is: key });
  return key === -1000
    ? filter(active, { column: 'amount_now', to: 0 })
    : filter(active, { column: 'amount_now', from: 2 ** key, to: 2 ** (key + 1) - 0.0001 });
}
