import { formatInteger, formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { locale } from '#i18n/locale.ts';
import { m } from '#i18n/messages.ts';
import type { FigureRow } from './definition.ts';
import type { Stage } from './stages.ts';

export type Period = 'month' | 'quarter' | 'half-year' | 'year';

/** Any text as a period's name; an unknown one reads as a month. */
export function asPeriod(text: unknown): Period {
  return text === 'quarter' || text === 'half-year' || text === 'year' ? text : 'month';
}

const rules = new Map<string, Intl.PluralRules>();

/** The form of words that the locale uses for `n` things. */
export function plural<Word>(n: number, one: Word, other: Word): Word {
  const language = locale();
  const known = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, known);
  return known.select(n) === 'one' ? one : other;
}

/** A length in analysis periods, such as "9 months" or "1 quarter". */
export function span(n: number, period: Period): string {
  const [one, other] = {
    month: [m.terms_month_one, m.terms_month_other],
    quarter: [m.terms_quarter_one, m.terms_quarter_other],
    'half-year': [m.terms_half_year_one, m.terms_half_year_other],
    year: [m.terms_year_one, m.terms_year_other],
  }[period] as [typeof m.terms_month_one, typeof m.terms_month_one];
  return plural(n, one, other)({ n: formatInteger(n) });
}

/** The period at an age index as people count it, "Month 10" for index 9. */
export function nthPeriod(age: number, period: Period): string {
  return {
    month: m.figures_nth_month,
    quarter: m.figures_nth_quarter,
    'half-year': m.figures_nth_half_year,
    year: m.figures_nth_year,
  }[period]({ n: formatInteger(age + 1) });
}

/** How often something happens, such as "a month". */
export function perPeriod(period: Period): string {
  return { month: m.terms_per_month, quarter: m.terms_per_quarter, 'half-year': m.terms_per_half_year, year: m.terms_per_year }[period]();
}

/** The title of an axis over relationship age. */
export function ageAxis(period: Period): string {
  return { month: m.figures_age_month, quarter: m.figures_age_quarter, 'half-year': m.figures_age_half_year, year: m.figures_age_year }[
    period
  ]();
}

/** A number of customers, such as "1 customer". */
export function customers(n: number): string {
  return plural(n, m.terms_customers_one, m.terms_customers_other)({ n: formatInteger(n) });
}

/** The name of a stage as it stands on its own. */
export function stageName(stage: Stage): string {
  return { E: m.terms_stage_e, F: m.terms_stage_f, S: m.terms_stage_s, D: m.terms_stage_d, T: m.terms_stage_t }[stage]();
}

/** The name of a stage where there is little room. */
export function stageShort(stage: Stage): string {
  return { E: m.terms_short_e, F: m.terms_short_f, S: m.terms_short_s, D: m.terms_short_d, T: m.terms_short_t }[stage]();
}

/** Words for a value of a measure: money for amount and profit, a decimal for orders; a dash when it is missing. */
export function measureText(measure: 'amount' | 'profit' | 'orders', value: number | null, currency: string | null): string {
  if (value === null) return '–';
  return measure === 'orders' ? formatNumber(value) : formatMoney(value, currency);
}

/** A share as a percentage: no decimals from 10 % on, one below, so that small groups are not rounded away. */
export function share(fraction: number): string {
  return formatPercent(fraction, Math.abs(fraction) >= 0.1 || fraction === 0 ? 0 : 1);
}

/** A row with its age as people count periods: the first is 1; a row without an age stays as it is. */
export function numbered(row: FigureRow): FigureRow {
  return typeof row.age === 'number' ? { ...row, age: row.age + 1 } : row;
}
