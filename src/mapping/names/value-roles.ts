import type { ColumnProfile } from '../columns/profile.ts';
import type { Coded } from '../types.ts';
import { normaliseName } from './normalise.ts';

/** A role that the values alone speak for. */
export interface ValueRole {
  column: number;
  role: string;
  confidence: number;
  reason: Coded;
}

/**
 * Roles of order lines by value: the only column of dates is the date, e-mail addresses are the customer, keys that repeat are the customer
 * (the more of them, the surer), numbers with decimals are the amount. Weak by design (0.5-0.75): a name always wins.
 */
export function valueRoles(profiles: readonly ColumnProfile[]): ValueRole[] {
  return [...dates(profiles), ...emails(profiles), ...keys(profiles), ...amounts(profiles)];
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

function emails(profiles: readonly ColumnProfile[]): ValueRole[] {
  return columnsWhere(profiles, (profile) => profile.emails >= 0.8).map((column) => ({
    column,
    role: 'customer_id',
    confidence: 0.65,
    reason: { code: 'reason_values_email', parameters: {} },
  }));
}

function keys(profiles: readonly ColumnProfile[]): ValueRole[] {
  const found = columnsWhere(
    profiles,
    (profile) =>
      profile.dates < 0.5 &&
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
  return columnsWhere(profiles, (profile) => profile.numbers >= 0.9 && profile.integers < 0.9 && profile.dates < 0.5 && profile.largest > 1)
    .sort((a, b) => (profiles[b]?.largest ?? 0) - (profiles[a]?.largest ?? 0))
    .slice(0, 1)
    .map((column) => ({ column, role: 'net_amount', confidence: 0.5, reason: { code: 'reason_values_amount', parameters: {} } }));
}

function columnsWhere(profiles: readonly ColumnProfile[], test: (profile: ColumnProfile) => boolean): number[] {
  return profiles.flatMap((profile, column) => (test(profile) ? [column] : []));
}
