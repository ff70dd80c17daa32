import { formatDate, formatMoney } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { FigureRow } from '../definition.ts';
import { at } from '../rows.ts';

const reasons: Record<string, () => string> = {
  'contract-end': m.terms_reason_contract_end,
  'first-contact': m.terms_reason_first_contact,
  'first-order': m.terms_reason_first_order,
  'flat-plateau': m.terms_reason_flat_plateau,
  'gap-too-long': m.terms_reason_gap_too_long,
  lapsed: m.terms_reason_lapsed,
  'level-fell': m.terms_reason_level_fell,
  'lower-plateau': m.terms_reason_lower_plateau,
  'new-episode': m.terms_reason_new_episode,
  'not-observed': m.terms_reason_not_observed,
  'not-started': m.terms_reason_not_started,
  plateau: m.terms_reason_plateau,
  'probably-left': m.terms_reason_probably_left,
  'prospect-silent': m.terms_reason_prospect_silent,
  recovered: m.terms_reason_recovered,
  'regular-orders': m.terms_reason_regular_orders,
  'surely-left': m.terms_reason_surely_left,
  'too-early': m.terms_reason_too_early,
};

const margins: Record<string, () => string> = { low: m.terms_margin_low, medium: m.terms_margin_medium, high: m.terms_margin_high };

const kinds: Record<string, () => string> = {
  order: m.figures_event_order,
  refund: m.figures_event_refund,
  adjustment: m.figures_event_adjustment,
  contact: m.figures_event_contact,
  complaint: m.figures_event_complaint,
  referral: m.figures_event_referral,
  cost: m.figures_event_cost,
  writeoff: m.figures_event_writeoff,
};

/** Why a stage stands, in words; the id itself where it is not known, a dash without one. */
export function reasonName(reason: unknown): string {
  return typeof reason === 'string' ? (reasons[reason]?.() ?? reason) : '–';
}

/** How far a stage is from the nearest rule, in words; a dash without it. */
export function marginName(margin: unknown): string {
  return typeof margin === 'string' ? (margins[margin]?.() ?? margin) : '–';
}

/** What an event is called. */
export function eventName(kind: unknown): string {
  return kinds[String(kind)]?.() ?? String(kind);
}

/** An event in words: day, what, amount, and below them its detail. */
export function eventWords(row: FigureRow, currency: string | null): string {
  const amount = at(row, 'amount');
  const what =
    amount === null
      ? eventName(row.kind)
      : m.figures_day_amount({ kind: eventName(row.kind), amount: formatMoney(amount, currency, true) });
  const line = m.figures_event_on({ date: formatDate(String(row.date)), what });
  return typeof row.detail === 'string' ? `${line}\n${row.detail}` : line;
}
