import { expect, test } from 'vitest';
import { lenses as firstLenses } from '#lenses/index.ts';
import { moreLenses } from '#lenses/more.ts';
import { optionsOf } from '#lenses/options.ts';

const lenses = [...firstLenses, ...moreLenses()];
const lensOf = (id: string) => lenses.find((lens) => lens.id === id)!;

test('an option takes one of its choices, and a number where a number stands', () => {
  expect(optionsOf(lensOf('stage-flow'), { span: 'year' })).toEqual({ span: 'year' });
  expect(optionsOf(lensOf('stage-flow'), {})).toEqual({ span: 'period' });
  expect(optionsOf(lensOf('transitions'), { discount: 0.08 })).toMatchObject({ discount: 0.08, timing: 'start' });
});

test('a value that an option cannot have is refused by a code that names the choices', () => {
  const refused = (id: string, given: Record<string, unknown>): unknown => {
    try {
      return optionsOf(lensOf(id), given);
    } catch (thrown) {
      const { code, parameters } = thrown as { code: string; parameters: Record<string, unknown> };
      return { code, ...parameters };
    }
  };
  expect(refused('stage-flow', { span: 'x' })).toEqual({
    code: 'lenses/option',
    lens: 'stage-flow',
    option: 'span',
    value: 'x',
    known: 'period, year, years',
  });
  expect(refused('whale', { young: null })).toMatchObject({ code: 'lenses/option', option: 'young' });
  expect(refused('transitions', { horizon: 'long' })).toMatchObject({ code: 'lenses/option', option: 'horizon' });
  expect(refused('transitions', { horizon: Number.NaN })).toMatchObject({ code: 'lenses/option' });
});

test.each(lenses.map((lens) => [lens.id, lens] as const))('%s stands at one of its own choices', (_, lens) => {
  for (const [option, choices] of Object.entries(lens.choices ?? {})) expect(choices).toContain(lens.defaults[option]);
});

/** Texts that a person writes: names of groups, days of events. */
const written = ['cohort-age events', 'profit-waterfall segment'];

test.each(lenses.map((lens) => [lens.id, lens] as const))('%s names the choices of every option that is a word', (_, lens) => {
  const words = Object.entries(lens.defaults).filter(
    ([, value]) => (typeof value === 'string' && value !== 'all') || typeof value === 'boolean',
  );
  const open = words.map(([option]) => option).filter((option) => !lens.choices?.[option] && !written.includes(`${lens.id} ${option}`));
  expect(open).toEqual([]);
});

test.each([
  ['cohorts', { measure: 'love' }],
  ['cohorts', { unit: 'week' }],
  ['recency-frequency', { show: 'dead' }],
  ['recency-frequency', { model: 'bg-bb' }],
  ['heterogeneity', { model: 'nbd' }],
  ['iso-value', { model: 'nbd' }],
])('%s refuses %o', (id, given) => {
  expect(() => optionsOf(lensOf(id), given)).toThrow(expect.objectContaining({ code: 'lenses/option' }));
});
