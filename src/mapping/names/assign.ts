import { canonicalTable, type CanonicalTableName } from '#schema/canonical.ts';
import type { ColumnProfile } from '../columns/profile.ts';
import type { SystemMatch } from '../systems/definition.ts';
import type { Coded, MappedColumn } from '../types.ts';
import { nameFit, normaliseName } from './normalise.ts';
import { type RoleDefinition, rolesOf } from './roles.ts';
import { valueRoles } from './value-roles.ts';

/** Below it a role is not applied unless the file is of no use without it. */
export const sure = 0.8;

/** Roles that a file of order lines needs; they are also given on weaker evidence, to be confirmed. */
const wanted: ReadonlySet<string> = new Set(['date', 'customer_id', 'net_amount', 'order_id', 'qty']);

interface Candidate {
  column: number;
  role: RoleDefinition;
  confidence: number;
  reason: Coded;
}

/**
 * Gives every source column of a file of `table` its role, by name and by value; a person's choices stand first.
 * Each role is given once. Columns without one become `ignored` (`attribute` in customers, where they are kept).
 */
export function assignRoles(
  table: CanonicalTableName,
  profiles: readonly ColumnProfile[],
  chosen: Readonly<Record<string, string>> = {},
  _system: SystemMatch | null = null,
): MappedColumn[] {
  const roles = rolesOf(table);
  const taken = new Map<number, Candidate>();
  const used = new Set<string>();
  const fixed = new Set<number>();
  profiles.forEach((profile, column) => {
    const role = chosen[profile.source];
    if (role === undefined) return;
    fixed.add(column);
    const definition = roles.find((candidate) => candidate.role === role);
    if (!definition || used.has(role)) return;
    used.add(role);
    taken.set(column, { column, role: definition, confidence: 1, reason: { code: 'reason_person', parameters: {} } });
  });
  const candidates = [...byName(table, roles, profiles), ...(table === 'orders' ? byValue(roles, profiles) : [])]
    .filter((candidate) => !fixed.has(candidate.column))
    .sort((a, b) => b.confidence - a.confidence || a.column - b.column);
  for (const candidate of candidates) {
    if (taken.has(candidate.column) || used.has(candidate.role.role)) continue;
    used.add(candidate.role.role);
    taken.set(candidate.column, candidate);
  }
  return profiles.map((profile, column) => mapped(table, profile, taken.get(column), chosen[profile.source]));
}

function mapped(
  table: CanonicalTableName,
  profile: ColumnProfile,
  candidate: Candidate | undefined,
  chosen: string | undefined,
): MappedColumn {
  const { source, samples } = profile;
  if (candidate) {
    const { role, becomes } = candidate.role;
    return { source, role, becomes, confidence: candidate.confidence, reason: candidate.reason, samples };
  }
  const role = keepsAttributes(table) && chosen !== 'ignored' ? 'attribute' : 'ignored';
  const code = chosen === undefined ? (role === 'attribute' ? 'reason_attribute' : 'reason_unused') : 'reason_person';
  return { source, role, becomes: role, confidence: 1, reason: { code, parameters: {} }, samples };
}

function byName(table: CanonicalTableName, roles: readonly RoleDefinition[], profiles: readonly ColumnProfile[]): Candidate[] {
  const found: Candidate[] = [];
  profiles.forEach((profile, column) => {
    const name = normaliseName(profile.source);
    for (const role of roles) {
      if (!valuesFit(role, profile)) continue;
      const fits = role.names.map((synonym) => nameFit(name, synonym));
      const exact = fits.indexOf(2);
      if (exact >= 0) {
        const confidence = exact === 0 ? 1 : 0.97 - 0.001 * Math.min(exact, 60);
        found.push({
          column,
          role,
          confidence,
          reason: { code: exact === 0 ? 'reason_canonical' : 'reason_synonym', parameters: { name: profile.source } },
        });
      } else if (table === 'orders' && wanted.has(role.role) && fits.includes(1)) {
        found.push({ column, role, confidence: 0.7, reason: { code: 'reason_similar', parameters: { name: profile.source } } });
      }
    }
  });
  return found;
}

function byValue(roles: readonly RoleDefinition[], profiles: readonly ColumnProfile[]): Candidate[] {
  return valueRoles(profiles).flatMap(({ column, role, confidence, reason }) => {
    const definition = roles.find((candidate) => candidate.role === role);
    return definition ? [{ column, role: definition, confidence, reason }] : [];
  });
}

/** False when the values contradict the role: a date column without dates, an amount without numbers. */
function valuesFit(role: RoleDefinition, profile: ColumnProfile): boolean {
  if (profile.filled === 0) return true;
  if (role.values.length > 0 && profile.words.filter((word) => role.values.includes(word)).length < profile.words.length / 2) return false;
  switch (role.type) {
    case 'date':
    case 'timestamp':
      return profile.dates >= 0.5;
    case 'rate':
      return profile.rates >= 0.99 && (profile.largest > 0 || profile.samples.some((sample) => sample.endsWith('%')));
    case 'money':
    case 'number':
      if (role.role === 'discount' && profile.rates >= 0.99 && profile.largest > 0) return false;
      return profile.numbers >= 0.5;
    case 'integer':
      return profile.numbers >= 0.5;
    default:
      return true;
  }
}

/** Tables that keep what else a file says as JSON. */
function keepsAttributes(table: CanonicalTableName): boolean {
  return canonicalTable(table).columns.some(({ name }) => name === 'attributes');
}
