import type { ColumnProfile } from '../columns/profile.ts';
import type { SystemMatch } from '../systems/definition.ts';
import { lookupOf } from '../systems/lookup.ts';
import type { Coded } from '../types.ts';
import { type Candidate, sure, valuesFit, wanted } from './candidate.ts';
import type { RoleDefinition } from './roles.ts';

/** What the system of a file says of its columns. */
export interface Told {
  candidates: readonly Candidate[];
  /** the system is sure: beside it nothing weak is guessed */
  isSure: boolean;
  /** columns that the system is sure about or has no use for: nothing is guessed about them */
  known: ReadonlySet<number>;
  /** the column that the system gives a role to, sure or not: no other column gets the role by its name */
  columnOf: ReadonlyMap<string, number>;
  /** why a column of the system has no role */
  reasons: ReadonlyMap<number, Coded>;
}

export const nothingTold: Told = { isSure: false, candidates: [], known: new Set(), columnOf: new Map(), reasons: new Map() };

/** Totals without which a file of a system has no amount. */
const totals: ReadonlySet<string> = new Set(['order_total', 'unit_price']);

/**
 * The roles that a system gives to the columns of its files. A system whose header was seen speaks for all its columns, with or without use;
 * one from memory gives only the roles that a file is of no use without, and proposes the others in the reason.
 */
export function systemRoles(
  { profile: system, confidence }: SystemMatch,
  roles: readonly RoleDefinition[],
  profiles: readonly ColumnProfile[],
): Told {
  const lookup = lookupOf(system);
  const parameters = { system: system.id };
  const candidates: Candidate[] = [];
  const known = new Set<number>();
  const columnOf = new Map<string, number>();
  const reasons = new Map<number, Coded>();
  const isSure = confidence >= sure;
  profiles.forEach((profile, column) => {
    const name = lookup.roleOf(profile.source);
    if (name === undefined) return;
    const role = roles.find((candidate) => candidate.role === name);
    if (isSure || name === null) known.add(column);
    if (name !== null) columnOf.set(name, column);
    if (!role) {
      if (isSure) reasons.set(column, { code: 'reason_system_unused', parameters });
    } else if (contradicted(role, profile, isSure)) {
      reasons.set(column, { code: 'reason_system_contradicted', parameters: { ...parameters, from: role.role } });
    } else if (isSure || role.required || wanted.has(role.role) || totals.has(role.role)) {
      candidates.push({ column, role, confidence, reason: { code: isSure ? 'reason_system' : 'reason_system_memory', parameters } });
    } else {
      reasons.set(column, { code: 'reason_system_proposed', parameters: { ...parameters, from: role.role } });
    }
  });
  return { isSure, candidates, known, columnOf, reasons };
}

/** Dates and rates of a system that is sure are read as it says; everything else must not contradict the role. */
function contradicted(role: RoleDefinition, profile: ColumnProfile, isSure: boolean): boolean {
  if (isSure && ['date', 'timestamp', 'rate'].includes(role.type)) return false;
  return !valuesFit(role, profile);
}

/** True when the system of the file is sure and says itself what the column is used for. */
export function isTold(system: SystemMatch | null, use: { source: string; role: RoleDefinition }): boolean {
  return system !== null && system.confidence >= sure && lookupOf(system.profile).roleOf(use.source) === use.role.role;
}
