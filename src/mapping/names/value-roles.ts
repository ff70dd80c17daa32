import type { CanonicalTableName } from '#schema/canonical.ts';
import type { ColumnProfile } from '../columns/profile.ts';
import type { Coded } from '../types.ts';
import { normaliseName } from './normalise.ts';
import { currencyCodes, phone, statusWords } from './value-words.ts';

/** A role that the values alone speak for. */
export interface ValueRole {
  column: number;
  role: string;
  confidence: number;
  reason: Coded;
}

/**
 * Roles by value alone. What only one role can be is as sure as a name (0.85): currency codes, words of a status, e-mail addresses, telephone
 * numbers; headers in a person's own words are the normal case. The rest is weak (0.5-0.75) and for order lines only: the only column of
 * dates, keys that repeat (the more of them, the surer) as the customer, numbers with decimals as the amount.
 */
export function valueRoles(table: CanonicalTableName, profiles: readonly ColumnProfile[]): ValueRole[] {
  if (table === 'customers') return amounts(profiles).length > 0 ? [] : contacts(profiles.map(uniqueOnly), '');
  if (table !== 'orders') return [];
  return [...vocabulary(profiles), ...contacts(profiles, 'customers.'), ...dates(profiles), ...keys(profiles), ...amounts(profiles)];
}

/** A customer of a list has an address of its own: a column of repeated ones is somebody else's. */
function uniqueOnly(profile: ColumnProfile): ColumnProfile {
  return profile.distinct >= profile.filled * 0.95 ? profile : { ...profile, emails: 0, words: [] };
}

function vocabulary(profiles: readonly ColumnProfile[]): ValueRole[] {
  const among = (words: ReadonlySet<string>, profile: ColumnProfile) => {
    const known = profile.words.filter((word) => words.has(word)).length;
    return known > 0 && known >= profile.words.length * 0.8 && profile.distinct < 30;
  };
  return [
    ...byWords(profiles, 'currency', 'reason_values_currency', (profile) => among(currencyCodes, profile)),
    ...byWords(profiles, 'status_text', 'reason_values_status', (profile) => profile.distinct > 1 && among(statusWords, profile)),
  ];
}

function contacts(profiles: readonly ColumnProfile[], prefix: string): ValueRole[] {
  return [
    ...byWords(profiles, `${prefix}email`, 'reason_values_email', (profile) => profile.emails >= 0.8),
    ...byWords(profiles, `${prefix}phone`, 'reason_values_phone', isPhone),
  ];
}

function isPhone({ words }: ColumnProfile): boolean {
  const numbers = words.filter((word) => phone.test(word)).length;
  return numbers >= 3 && numbers >= words.length * 0.9;
}

/** The columns that pass a test, those with the most different values first. */
function byWords(profiles: readonly ColumnProfile[], role: string, code: string, test: (profile: ColumnProfile) => boolean): ValueRole[] {
  return columnsWhere(profiles, test)
    .sort((a, b) => (profiles[b]?.distinct ?? 0) - (profiles[a]?.distinct ?? 0))
    .map((column, rank) => ({ column, role, confidence: 0.85 - rank * 0.01, reason: { code, parameters: {} } }));
}

function dates(profiles: readonly ColumnProfile[]): ValueRole[] {
  const found = columnsWhere(profiles, (profile) => profile.dates >= 0.9);
  return found.map((column, rank) => ({
    column,
    role: 'date',
    confidence: found.length === 1 ? 0.75 : 0.6 - rank * 0.01,
    reason: { code: 'reason_values_date', parameters: {} },
  }));
}

function keys(profiles: readonly ColumnProfile[]): ValueRole[] {
  const found = columnsWhere(
    profiles,
    (profile) =>
      profile.dates < 0.5 &&
      profile.emails < 0.8 &&
      profile.distinct >= 10 &&
      profile.distinct < profile.filled * 0.95 &&
      (profile.integers >= 0.95 || profile.numbers < 0.5),
  ).sort((a, b) => keyness(profiles[b]) - keyness(profiles[a]));
  return found.slice(0, 1).map((column) => {
    const { distinct, filled } = profiles[column] as ColumnProfile;
    return { column, role: 'customer_id', confidence: 0.5, reason: { code: 'reason_values_repeated', parameters: { distinct, filled } } };
  });
}

function keyness(profile: ColumnProfile | undefined): number {
  if (!profile) return 0;
  const named = /\b(id|no|key|code|user|member|client|cust)\b|编号|號|号/.test(normaliseName(profile.source)) ? 2 : 1;
  return named * profile.distinct;
}

function amounts(profiles: readonly ColumnProfile[]): ValueRole[] {
  return columnsWhere(
    profiles,
    (profile) => profile.numbers >= 0.9 && profile.integers < 0.9 && profile.dates < 0.5 && profile.largest > 1 && !isPhone(profile),
  )
    .sort((a, b) => (profiles[b]?.largest ?? 0) - (profiles[a]?.largest ?? 0))
    .slice(0, 1)
    .map((column) => ({ column, role: 'net_amount', confidence: 0.5, reason: { code: 'reason_values_amount', parameters: {} } }));
}

function columnsWhere(profiles: readonly ColumnProfile[], test: (profile: ColumnProfile) => boolean): number[] {
  return profiles.flatMap((profile, column) => (test(profile) ? [column] : []));
}
