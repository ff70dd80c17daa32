import { expect, test } from 'vitest';
import { hashOf, placeOf } from '../../src/app/route.svelte.ts';
import { asCsv } from '../../src/app/save.ts';

test.each([{ page: 'start' }, { page: 'data' }, { page: 'notebook', id: 'overview' }, { page: 'notebook', id: 'a/b c' }] as const)(
  '%o survives the address',
  (place) => {
    expect(placeOf(hashOf(place))).toEqual(place);
  },
);

test('an unknown address is the start', () => {
  expect(placeOf('#/nothing/here')).toEqual({ page: 'start' });
  expect(placeOf('')).toEqual({ page: 'start' });
});

test('saved text is quoted where it must be and cannot become a formula', () => {
  expect(
    asCsv(
      ['a', 'b'],
      [
        ['=1+1', 'x,"y"'],
        [-5, null],
      ],
    ),
  ).toBe('\uFEFFa,b\r\n\'=1+1,"x,""y"""\r\n-5,\r\n');
});
