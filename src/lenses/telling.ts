import { formatDate, formatInteger, formatMoney, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { processLook } from '#figures/process-words.ts';
import { type Period, customers, share } from '#figures/words.ts';
import type { LensResult, Narration, Warning } from './definition.ts';
import type { Told } from './reading.ts';

/** An interval as words, "8–11"; one value when both ends read the same, and a dash for an end that is not known. */
export function interval(low: string | null, high: string | null): string {
  return low === high ? (low ?? '–') : `${low ?? '–'}–${high ?? '–'}`;
}

/** The period at an age index as it is counted by people, "month 10" for index 9. */
export function nth(age: number, period: Period): string {
  return { month: m.lenses_month, quarter: m.lenses_quarter, 'half-year': m.lenses_half_year, year: m.lenses_year }[period]({
    n: formatInteger(age + 1),
  });
}

/** The period of the first order, "the first month". */
export function firstPeriod(period: Period): string {
  return {
    month: m.lenses_first_month,
    quarter: m.lenses_first_quarter,
    'half-year': m.lenses_first_half_year,
    year: m.lenses_first_year,
  }[period]();
}

/** An interval of age indices in a bracket, counted as people count, " (8–11)" for 7 to 10; " (8 or later)" when its end lies beyond the ages shown; nothing when it is one age or not known. */
export function agesWithin(low: number | null, high: number | null): string {
  if (low === null || low === high) return '';
  const from = formatInteger(low + 1);
  return m.lenses_bracket({ interval: high === null ? m.lenses_or_later({ age: from }) : interval(from, formatInteger(high + 1)) });
}

/** A share with its interval, "41 % (38–44 %)". */
export function shareWithin(value: number, low: number | null, high: number | null): string {
  if (low === null || high === null) return share(value);
  return m.lenses_within({ value: share(value), interval: interval(share(low).replace(/\s?%$/, ''), share(high)) });
}

/** Money with its interval. */
export function moneyWithin(value: number, low: number | null, high: number | null, currency: string | null): string {
  const text = formatMoney(value, currency);
  if (low === null || high === null) return text;
  return m.lenses_within({
    value: text,
    interval: m.lenses_from_to({ low: formatMoney(low, currency), high: formatMoney(high, currency) }),
  });
}

/** The headline of a figure that shows profit: says that a margin is assumed, when one is. */
export function underAssumption(headline: string, { assumedMargin, assumedShare }: Told): string {
  if (assumedMargin === null) return headline;
  const margin = formatPercent(assumedMargin, 1);
  if (assumedShare >= 0.995) return m.lenses_assuming({ margin, headline });
  return m.lenses_assuming_part({ margin, share: share(assumedShare), headline });
}

/** How often the stage rule errs for steady buyers of this order rate, as one setting; none when it is not known. */
export function falseAlarmSetting({ falseAlarm }: Told): string[] {
  return falseAlarm === null ? [] : [m.lenses_setting_false_alarm({ share: share(falseAlarm) })];
}

/** A sentence about the customers of a cohort, or as it is about everybody. */
export function ofCohort(cohort: string | null, words: string): string {
  return cohort === null ? words : m.lenses_cohorts_of({ cohort, words });
}

/** Whose model it is where the customers shown are a cohort's. */
export function cohortSettings(cohort: string | null): string[] {
  return cohort === null ? [] : [m.lenses_value_setting_cohort({ cohort })];
}

/** The line about costs that stand in no customer's profit, or null when there are none. */
export function unallocatedLine({ unallocated, currency }: Told): string | null {
  return unallocated === 0 ? null : m.lenses_unallocated({ amount: formatMoney(unallocated, currency) });
}

/** The same, short enough to stand under a figure. */
export function unallocatedRemark({ unallocated, currency }: Told): string | null {
  return unallocated === 0 ? null : m.lenses_unallocated_row({ amount: formatMoney(unallocated, currency) });
}

/** The pieces of the foot that every lens has: n, the lens's own, the as-of date, and lines without a customer. Costs left out of profits stand under the figure, or here where it has no room for them. */
export function footOf(result: Told, ...more: (string | null)[]): string[] {
  const lines = Number(result.warnings.find(({ code }) => code === 'unknown-buyers')?.parameters.lines ?? 0);
  const pieces = [
    `n = ${customers(result.n)}`,
    ...more,
    result.asOf ? m.lenses_as_of({ date: formatDate(result.asOf) }) : null,
    lines > 0 ? m.lenses_unknown_buyers({ lines: formatInteger(lines) }) : null,
  ];
  return pieces.filter((piece) => piece !== null);
}

/** A warning as a sentence in the locale in force; a code without words says nothing. */
function warningText({ code, parameters }: Warning, { currency }: Told): string {
  const n = Number(parameters.n ?? parameters.customers ?? parameters.lines ?? 0);
  switch (code) {
    case 'indicative':
      return m.lenses_warning_indicative({ customers: customers(n) });
    case 'period-indicative':
      return Number(parameters.falseAlarm) >= 0
        ? m.lenses_warning_period_alarm({ share: share(Number(parameters.falseAlarm)) })
        : m.lenses_warning_period();
    case 'left-truncated':
      return m.lenses_warning_truncated({ customers: customers(n) });
    case 'amount-missing':
      return m.lenses_warning_amount_missing();
    case 'margin-equals-amount':
      return m.lenses_warning_margin_only();
    case 'curve-poor-fit':
      return m.lenses_warning_poor_fit({ share: share(Number(parameters.r2)) });
    case 'whale-total-not-positive':
      return m.lenses_warning_total_negative({ amount: formatMoney(Number(parameters.total ?? 0), currency) });
    case 'loyalty-attachment-by-proxy':
      return m.lenses_warning_proxy({ customers: customers(n) });
    case 'attachment-unknown':
      return m.lenses_warning_attachment({ customers: customers(n) });
    case 'cohort-everybody':
      return m.lenses_warning_cohort_everybody({ asked: String(parameters.asked) });
    case 'cohort-other':
      return m.lenses_warning_cohort_other({ asked: String(parameters.asked), cohort: String(parameters.cohort) });
    case 'cohort-unfitted':
      return m.lenses_warning_cohort_unfitted({ cohort: String(parameters.cohort), reason: whyUnfitted(parameters.reason) });
    case 'outlook-off-line':
      return m.lenses_warning_off_line({ asked: String(parameters.asked) });
    case 'survival-groups':
      return m.lenses_warning_survival_groups({ asked: String(parameters.asked) });
    case 'survival-age-beyond':
      return m.lenses_warning_survival_age({ asked: String(parameters.asked) });
    case 'fit-not-converged':
      return m.lenses_warning_fit_open({ models: modelNames(parameters.models) });
    case 'fit-no-curvature':
      return m.lenses_warning_fit_flat({ models: modelNames(parameters.models) });
    case 'projection-few':
      return m.lenses_warning_projection_few({ customers: customers(n), need: formatInteger(Number(parameters.need)) });
    case 'fit-ridge':
      return m.lenses_warning_fit_ridge({ models: modelNames(parameters.models) });
    default:
      return '';
  }
}

function whyUnfitted(reason: unknown): string {
  if (reason === 'clv-customers') return m.lenses_cohort_few_customers();
  return reason === 'clv-repeaters' ? m.lenses_cohort_few_repeaters() : m.lenses_cohort_no_top();
}

/** Names of the models whose ids are parted by spaces. */
function modelNames(ids: unknown): string {
  return String(ids)
    .split(' ')
    .map((id) => processLook(id).name)
    .join(m.lenses_comma());
}

/** The sentences of a result's warnings, each once. */
export function warningTexts(result: Told): string[] {
  return [...new Set(result.warnings.map((warning) => warningText(warning, result)))].filter((text) => text !== '');
}

/** Why there is no figure, in three sentences; null when there is one. */
export function notReadyWords({ status, reason }: LensResult): Narration['notReady'] {
  if (status === 'ready') return null;
  const have = customers(Number(reason?.parameters.have ?? 0));
  const need = customers(Number(reason?.parameters.need ?? 0));
  switch (reason?.code) {
    case 'few-customers':
      return { what: m.lenses_few_what({ have }), why: m.lenses_few_why({ need }), next: m.lenses_few_next() };
    case 'few-ages':
      return { what: m.lenses_ages_what(), why: m.lenses_ages_why(), next: m.lenses_ages_next() };
    case 'amount-missing':
      return { what: m.lenses_amount_what(), why: m.lenses_amount_why(), next: m.lenses_amount_next() };
    case 'profit-near-zero':
      return { what: m.lenses_zero_what(), why: m.lenses_zero_why(), next: m.lenses_zero_next() };
    default:
      return { what: m.lenses_orders_what(), why: m.lenses_orders_why(), next: m.lenses_orders_next() };
  }
}
