import { normaliseName } from '../names/normalise.ts';
import type { SystemProfile } from './definition.ts';

/** A profile's header names in the forms in which those of files are compared with them. */
export interface SystemLookup {
  profile: SystemProfile;
  /** every normalised name, aliases as the names they stand for */
  names: ReadonlySet<string>;
  anchors: readonly string[];
  needed: readonly string[];
  /** the normalised name of a header of a file, aliases resolved */
  nameOf(header: string): string;
  /** the role of a header of a file; null when the system knows it and has no use for it, undefined when it does not know it */
  roleOf(header: string): string | null | undefined;
}

const lookups = new WeakMap<SystemProfile, SystemLookup>();

/** The lookup of a profile, made once. Names that differ in a bracket only (`Grand Total (Base)`) are told apart by the text as written. */
export function lookupOf(profile: SystemProfile): SystemLookup {
  const known = lookups.get(profile);
  if (known) return known;
  const aliases = new Map(Object.entries(profile.aliases ?? {}).map(([alias, name]) => [nameKey(alias), name]));
  const resolve = (header: string) => aliases.get(nameKey(header)) ?? header;
  const exact = new Map(profile.columns.map((column) => [exactKey(column), column]));
  const names = new Map<string, string>();
  for (const column of profile.columns) if (!names.has(nameKey(column))) names.set(nameKey(column), column);
  const lookup: SystemLookup = {
    profile,
    names: new Set(names.keys()),
    anchors: profile.anchors.map(nameKey),
    needed: (profile.needed ?? Object.keys(profile.roles)).map(nameKey),
    nameOf: (header) => nameKey(resolve(header)),
    roleOf(header) {
      const written = resolve(header);
      const column = exact.get(exactKey(written)) ?? names.get(nameKey(written));
      return column === undefined ? undefined : (profile.roles[column] ?? null);
    },
  };
  lookups.set(profile, lookup);
  return lookup;
}

/** A name that is nothing but marks (`#`) is compared as written. */
function nameKey(header: string): string {
  return normaliseName(header) || exactKey(header);
}

function exactKey(header: string): string {
  return header.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
