import { expect, test } from 'vitest';
import { analyse } from '#lenses/loyalty-matrix/analyse.ts';
import { loyaltyMatrix } from '#lenses/loyalty-matrix/definition.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const of = (survey: boolean) => analyse(syntheticStatistics({ survey }), loyaltyMatrix.defaults, new AbortController().signal);

test('C18: behaviour without attitude names no type of loyalty: trust, inertia and monopoly are told apart only where attachment is known', () => {
  expect(of(false)).toMatchObject({ view: 'behavioural', types: null });
  const known = of(true);
  expect(known.view).toBe('six-types');
  expect(Object.keys(known.types ?? {})).toEqual(expect.arrayContaining(['trust', 'inertia', 'monopoly']));
});
