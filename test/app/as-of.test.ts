import { describe, expect, test } from 'vitest';
import { AsOfPlay } from '../../src/app/as-of-play.svelte.ts';
import { isDay, monthEnds, placeIn, playFrom } from '../../src/app/as-of.ts';

describe('the days of the slider', () => {
  test('are the ends of months, leap years too, and the last day of the data', () => {
    expect(monthEnds('2023-12-31', '2024-03-15')).toEqual(['2023-12-31', '2024-01-31', '2024-02-29', '2024-03-15']);
    expect(monthEnds('2024-02-03', '2024-02-29')).toEqual(['2024-02-29']);
    expect(monthEnds('2024-02-03', '2024-02-03')).toEqual(['2024-02-03']);
  });

  test('a day between two of them stands at the later one', () => {
    const days = monthEnds('2024-01-10', '2024-04-30');
    expect(placeIn(days, '2024-02-10')).toBe(1);
    expect(placeIn(days, '2024-02-29')).toBe(1);
    expect(placeIn(days, '2025-01-01')).toBe(3);
  });

  test('a play goes on after the day in force, and begins anew at the end', () => {
    const days = monthEnds('2024-01-10', '2024-04-30');
    expect(playFrom(days, '2024-02-29')).toEqual(['2024-03-31', '2024-04-30']);
    expect(playFrom(days, '2024-02-10')).toEqual(['2024-02-29', '2024-03-31', '2024-04-30']);
    expect(playFrom(days, '2024-04-30')).toEqual(days);
  });
});

test.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2024-13-01', false],
  ['29.02.2024', false],
  [20240229, false],
])('%s is a day: %s', (text, known) => {
  expect(isDay(text)).toBe(known);
});

/** A page that computes each day when the test says so. */
function page() {
  const steps: { asOf: string | undefined; step: string | undefined; done: () => void; fail: () => void }[] = [];
  const told: string[] = [];
  let drawn = (): void => undefined;
  const desk = {
    playing: false,
    settled: () => new Promise<void>((resolve) => (drawn = resolve)),
    quietly: <Value>(work: Promise<Value>) => work.catch(() => null),
  };
  const data = {
    set: ({ asOf }: { asOf?: string | undefined }, step?: string) =>
      new Promise<void>((resolve, reject) => steps.push({ asOf, step, done: resolve, fail: () => reject(new Error('stopped')) })),
    endRun: () => Promise.resolve(void told.push('kept')),
    cancel: () => Promise.resolve(),
  };
  return { steps, told, desk, play: new AsOfPlay({ data, desk }), draw: () => drawn() };
}

const until = (holds: () => boolean) => expect.poll(holds, { timeout: 5000 }).toBe(true);

describe('a play', () => {
  test('begins a day only when the one before is computed and drawn, as one change that is kept once', async () => {
    const { steps, told, desk, play, draw } = page();
    const played = play.play(['2024-01-31', '2024-02-29']);
    expect([desk.playing, steps.length]).toEqual([true, 1]);
    steps[0]!.done();
    await Promise.resolve();
    expect(steps).toHaveLength(1);
    await until(() => (draw(), steps.length === 2));
    steps[1]!.done();
    await until(() => (draw(), !desk.playing));
    await played;
    expect(steps.map(({ asOf, step }) => [asOf, step])).toEqual([
      ['2024-01-31', 'first'],
      ['2024-02-29', 'further'],
    ]);
    expect(told).toEqual(['kept']);
  });

  test('pauses with the day that is being computed', async () => {
    const { steps, told, play } = page();
    const played = play.play(['2024-01-31', '2024-02-29']);
    play.pause();
    steps[0]!.done();
    await played;
    expect([steps.length, told]).toEqual([1, ['kept']]);
  });

  test('ends when a day fails, and keeps nothing that did not come to be', async () => {
    const { steps, told, desk, play } = page();
    const played = play.play(['2024-01-31', '2024-02-29']);
    steps[0]!.fail();
    await played;
    expect([steps.length, told, desk.playing]).toEqual([1, [], false]);
  });
});
