import { lastDay, monthsName } from '#figures/linked.ts';
import { formatDate, formatMoney, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { type AuditUnit, isoOfMonth, unitMonths } from './audit-cells.ts';
import type { AuditMeasure, Bounds, Stretch } from './audit-reading.ts';
import type { LensResult, Narration } from './definition.ts';
import type { Told } from './reading.ts';
import { moneyWithin, notReadyWords, shareWithin, unallocatedLine } from './telling.ts';

/** Where the five questions come from. */
export const auditCitation =
  'Fader, P. S., Hardie, B. G. S. & Ross, M. 2022. The Customer-Base Audit: The First Step on the Journey to Customer Centricity. Wharton School Press.';

/** The later stretch in words, "the year to 30 June 2026". */
export function stretchWords({ months, to }: Stretch): string {
  const words = { 12: m.lenses_audit_year, 6: m.lenses_audit_half_year, 3: m.lenses_audit_quarter, 1: m.lenses_audit_month };
  return words[months as keyof typeof words]({ date: formatDate(to) });
}

/** The earlier stretch in words, "the year before". */
export function beforeWords({ months }: Stretch): string {
  const words = {
    12: m.lenses_audit_year_before,
    6: m.lenses_audit_half_year_before,
    3: m.lenses_audit_quarter_before,
    1: m.lenses_audit_month_before,
  };
  return words[months as keyof typeof words]();
}

/** The measure within a sentence. */
export function measureWords(by: AuditMeasure): string {
  return by === 'profit' ? m.lenses_audit_profit() : m.lenses_audit_amount();
}

/** The measure as a title. */
export function measureTitle(by: AuditMeasure): string {
  return by === 'profit' ? m.terms_profit() : m.terms_amount();
}

/** An estimate in money with its interval. */
export function moneyBounds({ value, low, high }: Bounds, currency: string | null): string {
  return moneyWithin(value, low, high, currency);
}

/** An estimate as a share with its interval. */
export function shareBounds({ value, low, high }: Bounds): string {
  return shareWithin(value, low, high);
}

/** What profit stands on, as settings: none for amounts. */
export function profitSettings(result: Told, by: AuditMeasure): string[] {
  if (by === 'amount') return [];
  const left = unallocatedLine(result);
  const margin =
    result.assumedMargin === null
      ? m.lenses_setting_costs_known()
      : m.lenses_setting_margin({ margin: formatPercent(result.assumedMargin, 1) });
  return [margin, ...(left ? [left] : [])];
}

/** A change of money with its sign. */
export function changeWords(value: number, currency: string | null): string {
  return `${value > 0 ? '+' : ''}${formatMoney(value, currency)}`;
}

/** The stretch of a cohort by its first month (counted from year 0): 2024, 2024 Q1. */
export function cohortName(month: number, months: number): string {
  return monthsName(isoOfMonth(month), months);
}

/** A unit of the calendar by its first month. */
export function unitName(month: number, unit: AuditUnit): string {
  return monthsName(isoOfMonth(month), unitMonths[unit]);
}

/** Cohorts as layers, those of an unknown start first: id, name and days of the first orders; `joinedTo` holds all older ones too. */
export function cohortSpan(
  cohorts: readonly (number | null)[],
  months: number,
  joinedTo: number | null,
): { cohort: number | null; id: string; name: string; first: string | null; last: string | null }[] {
  const known = [...new Set(cohorts)].sort((a, b) => (a ?? -1) - (b ?? -1));
  return known.map((cohort) => {
    if (cohort === null) return { cohort, id: 'unknown', name: m.lenses_audit_unknown(), first: null, last: null };
    const [first, joined] = [isoOfMonth(cohort), cohort === joinedTo];
    const name = cohortName(cohort, months);
    return {
      cohort,
      id: String(cohort),
      name: joined ? m.lenses_audit_until({ name }) : name,
      first: joined ? '0001-01-01' : first,
      last: lastDay(first, months),
    };
  });
}

/** Why a figure of the audit is not drawn, in three sentences; null when it is. */
export function auditSilence(result: LensResult): Narration['notReady'] {
  if (result.status === 'ready' || result.reason?.code !== 'audit-short') return notReadyWords(result);
  return { what: m.lenses_audit_short_what(), why: m.lenses_audit_short_why(), next: m.lenses_audit_short_next() };
}
