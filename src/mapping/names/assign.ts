import { canonicalTable, type CanonicalTableName } from '#schema/canonical.ts';
import type { ColumnProfile } from '../columns/profile.ts';
import type { SystemMatch } from '../systems/definition.ts';
import type { Coded, MappedColumn } from '../types.ts';
import { nameFit, normaliseName } from './normalise.ts';
import { type RoleDefinition, rolesOf } from './roles.ts';
import { type Candidate, sure, valuesFit, wanted } from './candidate.ts';
import { nothingTold, systemRoles, type Told } from './system-roles.ts';
import { valueRoles } from './value-roles.ts';

/**
 * Gives every source column of a file of `table` its role: a person's choice stands first, then what its system says, then names, then values.
 * Beside a sure system nothing weak is guessed. Each role is given once. Columns without one become `ignored` (`attribute` in customers, where they are kept).
 */
export function assignRoles(
  table: CanonicalTableName,
  profiles: readonly ColumnProfile[],
  chosen: Readonly<Record<string, string>> = {},
  system: SystemMatch | null = null,
): MappedColumn[] {
  const roles = rolesOf(table);
  const told = system?.profile.table === table ? systemRoles(system, roles, profiles) : nothingTold;
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
  const guessed = [...byName(table, roles, profiles), ...byValue(table, roles, profiles)];
  const least = told.isSure ? sure : 0;
  const candidates = [...told.candidates, ...guessed.filter((guess) => guess.confidence >= least && !isSettled(told, guess))]
    .filter((candidate) => !fixed.has(candidate.column))
    .sort((a, b) => tier(b) - tier(a) || b.confidence - a.confidence || a.column - b.column);
  for (const candidate of candidates) {
    if (taken.has(candidate.column) || used.has(candidate.role.role)) continue;
    used.add(candidate.role.role);
    taken.set(candidate.column, candidate);
  }
  return profiles.map((profile, column) => mapped(table, profile, taken.get(column), chosen[profile.source], told.reasons.get(column)));
}

/** True when the system has spoken about the column, has another column for the role, or proposes something better than a weak guess. */
function isSettled({ known, columnOf, reasons }: Told, { column, role, confidence }: Candidate): boolean {
  return known.has(column) || (columnOf.get(role.role) ?? column) !== column || (reasons.has(column) && confidence < sure);
}

/** A sure system speaks before names and values do. */
const tier = ({ reason, confidence }: Candidate): number => (reason.code === 'reason_system' && confidence >= sure ? 1 : 0);

function mapped(
  table: CanonicalTableName,
  profile: ColumnProfile,
  candidate: Candidate | undefined,
  chosen: string | undefined,
  told: Coded | undefined,
): MappedColumn {
  const { source, samples } = profile;
  if (candidate) {
    const { role, becomes } = candidate.role;
    return { source, role, becomes, confidence: candidate.confidence, reason: candidate.reason, samples };
  }
  const role = keepsAttributes(table) && chosen !== 'ignored' ? 'attribute' : 'ignored';
  const code = chosen === undefined ? (role === 'attribute' ? 'reason_attribute' : 'reason_unused') : 'reason_person';
  const reason = chosen === undefined && role === 'ignored' && told ? told : { code, parameters: {} };
  return { source, role, becomes: role, confidence: 1, reason, samples };
}

function byName(table: CanonicalTableName, roles: readonly RoleDefinition[], profiles: readonly ColumnProfile[]): Candidate[] {
  const found: Candidate[] = [];
  const tails = profiles.map(({ source }) => tailOf(source));
  profiles.forEach((profile, column) => {
    const name = normaliseName(profile.source);
    const tail = tails[column] ?? '';
    const onlyTail = tail !== '' && tails.indexOf(tail) === tails.lastIndexOf(tail) ? tail : '';
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
      } else if (role.names.some((synonym) => nameFit(onlyTail, synonym) === 2)) {
        found.push({ column, role, confidence: 0.9, reason: { code: 'reason_synonym', parameters: { name: profile.source } } });
      } else if (table === 'orders' && wanted.has(role.role) && fits.includes(1)) {
        found.push({ column, role, confidence: 0.7, reason: { code: 'reason_similar', parameters: { name: profile.source } } });
      }
    }
  });
  return found;
}

/** The name below a group of names (`订单/订单编号`), normalised; empty for a name without a group. */
function tailOf(source: string): string {
  return source.includes('/') ? normaliseName(source.slice(source.lastIndexOf('/') + 1)) : '';
}

function byValue(table: CanonicalTableName, roles: readonly RoleDefinition[], profiles: readonly ColumnProfile[]): Candidate[] {
  return valueRoles(table, profiles).flatMap(({ column, role, confidence, reason }) => {
    const definition = roles.find((candidate) => candidate.role === role);
    return definition ? [{ column, role: definition, confidence, reason }] : [];
  });
}

/** Tables that keep what else a file says as JSON. */
function keepsAttributes(table: CanonicalTableName): boolean {
  return canonicalTable(table).columns.some(({ name }) => name === 'attributes');
}
