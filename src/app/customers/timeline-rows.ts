import type { Account } from '#customers/accounts.ts';
import type { CustomerTimeline } from '#customers/customers.ts';
import { marginName, reasonName } from '#figures/customer-timeline/words.ts';
import type { FigureRow } from '#figures/definition.ts';
import { m } from '#i18n/messages.ts';
import type { PeriodConfidence } from '#panel/customer-confidence.ts';
import type { TableColumn, TableRow } from '#ui/table-cells.ts';
import { stageOf } from './words.ts';

/** Kinds of events whose details are words of a fixed list, so that they name nobody. */
const harmless = ['cost', 'complaint'];

/** A timeline as rows of its figure. With `hashed`, details that may name somebody (order ids, free text) are left out. */
export function timelineRows({ periods, events }: CustomerTimeline, hashed: boolean): FigureRow[] {
  return [
    ...periods.map(({ from, until, stage, early, reason, margin, cumulative }) => ({
      kind: 'period',
      from,
      until,
      stage,
      early,
      reason,
      margin,
      cumulative,
    })),
    ...events.map((event) => ({ ...event, detail: hashed && !harmless.includes(event.kind) ? null : event.detail })),
  ];
}

/** The stages of a timeline by period, with reason, confidence and numbers; `sure` may still be empty. */
export function periodTable(
  { periods }: CustomerTimeline,
  sure: readonly PeriodConfidence[],
): { columns: TableColumn[]; rows: TableRow[] } {
  const right = { align: 'right' as const };
  const byAge = new Map(sure.map((period) => [period.age, period]));
  return {
    columns: [
      { key: 'from', title: m.app_customers_period() },
      { key: 'stage', title: m.terms_stage() },
      { key: 'reason', title: m.app_customers_reason() },
      { key: 'margin', title: m.terms_confidence() },
      ...(sure.length > 0
        ? [
            { key: 'sure', title: m.app_customers_sure(), ...right, format: 'percent' as const },
            { key: 'revised', title: m.app_customers_hindsight() },
          ]
        : []),
      { key: 'orders', title: m.terms_orders(), ...right, format: 'integer' },
      { key: 'amount', title: m.terms_amount(), ...right, format: 'money' },
      { key: 'profit', title: m.terms_profit(), ...right, format: 'money' },
      { key: 'cumulative', title: m.terms_cumulative_profit(), ...right, format: 'money' },
    ],
    rows: periods.map((period) => ({
      ...period,
      stage: stageOf(period.stage, period.early),
      reason: reasonName(period.reason),
      margin: marginName(period.margin),
      sure: byAge.get(period.age)?.confidence ?? null,
      revised: stageOf(byAge.get(period.age)?.revised ?? null, false),
    })),
  };
}

/** The accounts under the one shown, with the orders and the amount of each by itself. */
export function belowTable(accounts: readonly Account[]): { columns: TableColumn[]; rows: TableRow[] } {
  const right = { align: 'right' as const };
  return {
    columns: [
      { key: 'id', title: m.app_level_account() },
      { key: 'parent', title: m.app_level_parent_id() },
      { key: 'depth', title: m.app_level_steps(), ...right, format: 'integer' },
      { key: 'orders', title: m.terms_orders(), ...right, format: 'integer' },
      { key: 'amount', title: m.terms_amount(), ...right, format: 'money' },
    ],
    rows: accounts.map((account) => ({ ...account })),
  };
}
