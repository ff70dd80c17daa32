import { expect, test } from 'vitest';
import { nextTurn } from '#base/turn.ts';

test('a turn comes after everything that is already promised', async () => {
  const order: string[] = [];
  const turn = nextTurn().then(() => order.push('turn'));
  await Promise.resolve()
    .then(() => order.push('first'))
    .then(() => order.push('second'));
  await turn;
  expect(order).toEqual(['first', 'second', 'turn']);
});
