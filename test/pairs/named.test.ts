import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;
const ending = '.expected.json';

/** The pairs as `area/name`. */
const pairs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith(ending))
  .map((path) => path.slice(0, -ending.length).replaceAll('\\', '/'));
const areas = new Set(pairs.map((pair) => pair.split('/')[0]));

/** The pairs that the tables of the README name in their last column; a name without a folder is in the folder of the name before it. */
function named(text: string): string[] {
  const cells = text.split('\n').flatMap((line) => (line.startsWith('| ') ? [line.split('|').at(-2) ?? ''] : []));
  return cells.flatMap((cell) => {
    let area = '';
    return cell
      .replaceAll(/\([^)]*\)/g, '')
      .split(/[,;]/)
      .map((part) => part.trim())
      .filter((part) => /^[\w./-]+$/.test(part))
      .map((part) => {
        if (!part.includes('/')) return `${area}/${part}`;
        area = part.slice(0, part.indexOf('/'));
        return part;
      })
      .filter((name) => areas.has(name.split('/')[0]));
  });
}

const inReadme = named(readFileSync(join(folder, 'README.md'), 'utf8'));

test('every pair is named at its rule', () => {
  expect(pairs.filter((pair) => !inReadme.includes(pair))).toEqual([]);
});

test('every name stands for a pair', () => {
  expect(inReadme.filter((name) => !pairs.includes(name))).toEqual([]);
});
