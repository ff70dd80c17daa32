import { expect, test } from 'vitest';
import { lenses as firstLenses } from '#lenses/index.ts';
import { moreLenses } from '#lenses/more.ts';
import { inventory } from '#schema/inventory.ts';

const lenses = [...firstLenses, ...moreLenses()];
const covered = new Set(lenses.flatMap(({ covers }) => covers));

test('the inventory holds every row of the five sources, each once and with its words', () => {
  const counts = { S0: 34, S1: 23, S2: 37, S3: 17, S4: 26 };
  for (const [source, n] of Object.entries(counts)) {
    const numbers = Object.keys(inventory).filter((id) => id.startsWith(`${source}-`));
    expect(numbers).toEqual(Array.from({ length: n }, (_, i) => `${source}-${String(i + 1).padStart(2, '0')}`));
  }
  expect(Object.values(inventory).every((words) => words.trim() !== '')).toBe(true);
});

test.each(lenses.map((lens) => [lens.id, lens] as const))('%s says what of the theory it covers, by rows that exist', (_, lens) => {
  expect(lens.covers.length).toBeGreaterThan(0);
  expect(lens.covers.filter((id) => !(id in inventory))).toEqual([]);
  expect(new Set(lens.covers).size).toBe(lens.covers.length);
});

test('what no lens covers yet is written down, so that the list visibly shrinks', async () => {
  const missing = Object.entries(inventory).filter(([id]) => !covered.has(id));
  const text = [
    `${covered.size} of ${Object.keys(inventory).length} rows are covered by a lens; these are not:`,
    ...missing.map(([id, words]) => `${id} ${words}`),
    '',
  ];
  await expect(text.join('\n')).toMatchFileSnapshot('coverage.golden.txt');
});
