import type { ColumnProfile } from '../columns/profile.ts';
import type { Coded } from '../types.ts';
import type { RoleDefinition } from './roles.ts';

/** Below it a role is not applied unless the file is of no use without it. */
export const sure = 0.8;

/** Roles that a file of order lines needs; they are also given on weaker evidence, to be confirmed. */
export const wanted: ReadonlySet<string> = new Set(['date', 'customer_id', 'net_amount', 'order_id', 'qty']);

/** A role that a source column could have, with why. */
export interface Candidate {
  column: number;
  role: RoleDefinition;
  confidence: number;
  reason: Coded;
}

/** Names that say themselves that the numbers are rates, of 1 or of 100. */
const saysRate = /[%％]|percent|pct|\brate\b|百分|率/iu;

/** False when the values contradict the role: a date column without dates, an amount without numbers. */
export function valuesFit(role: RoleDefinition, profile: ColumnProfile): boolean {
  if (profile.filled === 0) return true;
  if (role.values.length > 0 && profile.words.filter((word) => role.values.includes(word)).length < profile.words.length / 2) return false;
  switch (role.type) {
    case 'date':
    case 'timestamp':
      return profile.dates + profile.dateNumbers >= 0.5;
    case 'rate':
      if (saysRate.test(profile.source) && profile.numbers >= 0.99 && profile.smallest >= 0 && profile.largest <= 100) return true;
      return profile.rates >= 0.99 && (profile.largest > 0 || profile.samples.some((sample) => sample.endsWith('%')));
    case 'money':
    case 'number':
      if (role.role === 'discount' && saysRate.test(profile.source) && profile.largest <= 100) return false;
      if (role.role === 'discount' && profile.rates >= 0.99 && profile.largest > 0) return false;
      return profile.numbers >= 0.5;
    case 'integer':
      return profile.numbers >= 0.5;
    default:
      return true;
  }
}
