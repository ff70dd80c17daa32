import { formatInteger, formatMoney } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { share } from '#figures/words.ts';
import type { ActionTerms } from './action-terms.ts';
import { interval } from './telling.ts';

const reasons: Readonly<Record<string, () => string>> = {
  'gap-long': m.lenses_reason_gap_long,
  gap: m.lenses_reason_gap,
  'level-low': m.lenses_reason_level_low,
  level: m.lenses_reason_level,
  complaint: m.lenses_reason_complaint,
  share: m.lenses_reason_share,
  contract: m.lenses_reason_contract,
  alive: m.lenses_reason_alive,
  late: m.lenses_reason_late,
  falling: m.lenses_reason_falling,
  new: m.lenses_reason_new,
  'was-stable': m.lenses_reason_was_stable,
  'was-growing': m.lenses_reason_was_growing,
  'was-trying': m.lenses_reason_was_trying,
  'just-ended': m.lenses_reason_just_ended,
  'long-gone': m.lenses_reason_long_gone,
};

/** Reasons in words, in their order; a code without words is left out. */
export function actionReasons(codes: readonly string[]): string[] {
  return codes.flatMap((code) => reasons[code]?.() ?? []);
}

/** Reinvest or let go, in words. */
export function decisionWords(decision: 'pays' | 'costs-more' | 'no-value' | 'value-unknown'): string {
  return {
    pays: m.lenses_decision_pays,
    'costs-more': m.lenses_decision_costs_more,
    'no-value': m.lenses_decision_no_value,
    'value-unknown': m.lenses_decision_value_unknown,
  }[decision]();
}

/** The same in one or two words. */
export function decisionShort(act: boolean): string {
  return act ? m.lenses_decision_reinvest() : m.lenses_decision_let_go();
}

/** Where the effect and the cost of acting come from, as settings. */
export function termsSettings({ uplift, cost, costSource }: ActionTerms, currency: string | null): string[] {
  const { value, low, high, source } = uplift;
  const within = interval(low === null ? null : share(low), high === null ? null : share(high));
  const effect =
    source === 'measured'
      ? m.lenses_setting_uplift_measured({ uplift: share(value), interval: within })
      : source === 'chosen'
        ? m.lenses_setting_uplift_chosen({ uplift: share(value) })
        : m.lenses_setting_uplift_assumed({ uplift: share(value) });
  return [effect, ...costSetting({ cost, costSource }, currency)];
}

/** Where the cost of an action comes from, as one setting; none when it is not known. */
export function costSetting({ cost, costSource }: Pick<ActionTerms, 'cost' | 'costSource'>, currency: string | null): string[] {
  if (cost === null) return [];
  const words = { measured: m.lenses_setting_cost_measured, assumed: m.lenses_setting_cost_assumed, chosen: m.lenses_setting_cost_chosen };
  return [words[costSource]({ cost: formatMoney(cost, currency) })];
}

/** What became of customers who were called: an effect where the difference to a control group is surely above 0, else a count that is none (C20); null when nobody was called. */
export function calledWords({ called, control, source, value, low, high }: ActionTerms['uplift']): string | null {
  if (!called || called.n === 0) return null;
  const words = { n: formatInteger(called.n), share: share(called.kept / called.n) };
  if (source !== 'measured' || !control) return m.lenses_called_no_control(words);
  return (low !== null && low > 0 ? m.lenses_called_effect : m.lenses_called_unclear)({
    ...words,
    control: share(control.kept / Math.max(1, control.n)),
    effect: share(value),
    interval: interval(low === null ? null : share(low), high === null ? null : share(high)),
  });
}
