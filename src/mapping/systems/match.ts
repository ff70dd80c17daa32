import { systemMatching as limits } from '#schema/thresholds.ts';
import type { SystemMatch } from './definition.ts';
import { systems } from './index.ts';
import { lookupOf, type SystemLookup } from './lookup.ts';

interface Fit {
  lookup: SystemLookup;
  /** 0..1, without regard to the evidence of the profile */
  fit: number;
  anchors: number;
}

/**
 * The system whose export has these columns, null when none fits well enough. A profile fits by the share of names that both sides have
 * (Jaccard), or by one of its anchors with most of its needed names, however many columns of a person's own the file has. Of equal fits the
 * one with more anchors wins, then a profile whose header was seen. Profiles written from memory are never sure.
 */
export function matchSystem(columns: readonly string[], fileName: string): SystemMatch | null {
  const fits = systems.flatMap((profile) => fitOf(lookupOf(profile), columns) ?? []);
  const [best] = fits.sort((a, b) => b.fit - a.fit || b.anchors - a.anchors || seen(b) - seen(a));
  if (!best) return null;
  const { profile } = best.lookup;
  const confidence = profile.evidence === 'seen' ? best.fit : Math.min(best.fit, limits.memoryCap);
  return { profile, confidence, fileNote: fileNote(profile.fileNames ?? {}, fileName) };
}

function fitOf(lookup: SystemLookup, columns: readonly string[]): Fit | null {
  const names = new Set(columns.map((column) => lookup.nameOf(column)));
  const shared = [...names].filter((name) => lookup.names.has(name)).length;
  if (shared < 2 && lookup.names.size > 1) return null;
  const jaccard = shared / (names.size + lookup.names.size - shared);
  const anchors = lookup.anchors.filter((name) => names.has(name)).length;
  const needed = lookup.needed.filter((name) => names.has(name)).length / Math.max(1, lookup.needed.length);
  const anchored = anchors > 0 && needed >= limits.neededShare;
  if (!anchored && jaccard < limits.jaccard) return null;
  const byNames = jaccard >= limits.jaccard ? between(jaccard, limits.jaccard) : 0;
  const byAnchors = anchored ? between(needed, limits.neededShare) * 0.95 + 0.05 * jaccard : 0;
  return { lookup, fit: Math.max(byNames, byAnchors), anchors: anchors / Math.max(1, lookup.anchors.length) };
}

/** From 0.8 at the least share that counts to 1 when all is there. */
function between(share: number, least: number): number {
  return 0.8 + (0.2 * (share - least)) / (1 - least);
}

const seen = ({ lookup }: Fit): number => (lookup.profile.evidence === 'seen' ? 1 : 0);

function fileNote(fileNames: Readonly<Record<string, string>>, fileName: string): string | null {
  const name = (fileName.split(/[/\\]/).at(-1) ?? fileName).toLowerCase();
  return Object.entries(fileNames).find(([beginning]) => name.startsWith(beginning))?.[1] ?? null;
}
