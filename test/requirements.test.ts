import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What an expert insists on, by number; a test that fulfils one starts its title with it. */
const requirements: Record<string, string> = {
  C1: 'no stage is skipped',
  C2: 'regrowth in the stable stage is not formation; a return opens a new episode',
  C3: 'hysteresis and dwell, with the flicker rate',
  C4: 'no look-ahead',
  C5: 'right-censoring: live customers are never taken for ended ones, curves stop where few are left',
  C6: 'left truncation',
  C7: 'survivors against all acquired',
  C8: 'heterogeneity: rising cohort retention proves no growing loyalty',
  C9: 'age, cohort and period',
  C10: 'exposure and season',
  C11: 'refunds and negatives',
  C12: 'full cost that reconciles, and its sensitivity',
  C13: 'contractual against non-contractual',
  C14: 'discounting is printed with each value',
  C15: 'small samples',
  C16: 'bands, and multiple tests held',
  C17: 'relative stage against absolute tier',
  C18: 'two loyalties',
  C19: 'survey discipline',
  C20: 'selection in actions: no effect without a control group',
  C21: 'referrals counted once; no self-referral, no cycle',
  C22: 'hierarchy and duplicates of customers',
  C23: 'price effects are mix-adjusted',
  C24: 'conflicts of the sources are shown',
  C25: 'claims may be contradicted',
  C26: 'privacy: small groups, hashed ids, warnings',
  C27: 'reproducibility',
};

/** Those that no behaviour of the product fulfils yet, and why. */
const later: Record<string, string> = {
  C19: 'bias of those who answer and waves are judged with the survey models; straight-lining and scales are judged at import',
};

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? testFiles(join(folder, entry.name)) : /\.(test|spec)\.ts$/.test(entry.name) ? [join(folder, entry.name)] : [],
  );
}

const named = new Set<string>();
for (const path of testFiles(import.meta.dirname)) {
  const titles = readFileSync(path, 'utf8').matchAll(
    /(?:test|it|describe)(?:\.\w+)*(?:\([^'"`]*\))?\(\s*(['"`])((?:C\d+)(?:(?:, | and )C\d+)*): /g,
  );
  for (const [, , numbers] of titles) for (const number of numbers!.split(/, | and /)) named.add(number);
  for (const [, number] of readFileSync(path, 'utf8').matchAll(/\]\)?\s*(?:as const\s*)?\)\(\s*['"`](C\d+): /g)) named.add(number!);
}

test.each(Object.entries(requirements).filter(([id]) => !(id in later)))('%s, %s, is held by a test that names it', (id) => {
  expect([...named]).toContain(id);
});

test('what is left for later is not named yet, and nothing else is named', () => {
  expect([...named].filter((id) => id in later || !(id in requirements))).toEqual([]);
});
