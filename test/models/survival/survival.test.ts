import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aalenJohansen } from '#models/survival/aalen-johansen.ts';
import { kaplanMeier, timeAt } from '#models/survival/kaplan-meier.ts';
import type { Life } from '#models/survival/lives.ts';
import { random } from '#numeric/random.ts';

const life = (time: number, cause: number, more: Partial<Life> = {}): Life => ({ entry: 0, time, cause, weight: 1, ...more });

/** Weeks in remission under 6-mercaptopurine (Freireich et al. 1963); negative = still in remission when last seen. */
const remission = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];
const patients = remission.map((weeks) => life(Math.abs(weeks), weeks > 0 ? 1 : 0));

describe('Kaplan–Meier', () => {
  test('answers the published survival and standard errors of the remission data', () => {
    const ends = kaplanMeier(patients).filter(({ ended }) => ended > 0);
    expect(ends.map(({ time, atRisk }) => [time, atRisk])).toEqual([
      [6, 21],
      [7, 17],
      [10, 15],
      [13, 12],
      [16, 11],
      [22, 7],
      [23, 6],
    ]);
    const published = [
      [0.857, 0.0764],
      [0.807, 0.0869],
      [0.753, 0.0963],
      [0.69, 0.1068],
      [0.627, 0.1141],
      [0.538, 0.1282],
      [0.448, 0.1346],
    ];
    ends.forEach(({ survival, variance }, i) => {
      expect(survival).toBeCloseTo(published[i]![0]!, 3);
      expect(Math.sqrt(variance)).toBeCloseTo(published[i]![1]!, 3);
    });
    expect([ends[0]!.low, ends[0]!.high].map((end) => end!.toFixed(3))).toEqual(['0.620', '0.952']);
  });

  test('has its median where half have ended, and none where more than half last', () => {
    expect(timeAt(kaplanMeier(patients)).value).toBe(23);
    expect(timeAt(kaplanMeier(patients.map((one) => ({ ...one, cause: 0 })))).value).toBeNull();
    expect(timeAt(kaplanMeier([life(2, 1), life(4, 1)])).value).toBe(2);
  });

  test('C6: a life seen only from its entry on is at risk only from there', () => {
    const late = kaplanMeier([life(2, 1), life(5, 1, { entry: 3 }), life(6, 0)]);
    expect(late.map(({ time, atRisk }) => [time, atRisk])).toEqual([
      [2, 2],
      [5, 2],
      [6, 1],
    ]);
    expect(late[1]!.survival).toBeCloseTo(0.25, 12);
  });

  test('leaves out lives that were never at risk, and has no steps without any', () => {
    expect(kaplanMeier([])).toEqual([]);
    expect(kaplanMeier([life(0, 1), life(3, 1, { entry: 3 }), life(4, 1, { weight: 0 })])).toEqual([]);
  });
});

test('weights that are no whole numbers leave no rest: the last end brings the curve to 0, without an interval', () => {
  const some = Array.from({ length: 12 }, (_, i) => life(i + 1, 1 + (i % 2), { weight: 0.1 * (1 + (i % 3)) }));
  expect(kaplanMeier(some).at(-1)).toMatchObject({ survival: 0, variance: 0, low: null, high: null });
  const all = aalenJohansen(some, 2).at(-1)!;
  expect(all.survival).toBe(0);
  all.incidence.forEach(({ value, variance }) => expect(variance).toBeLessThan((value * (1 - value)) / 0.9));
});

describe('Aalen–Johansen', () => {
  const lives = [life(1, 1), life(2, 2), life(2, 0), life(3, 1), life(4, 0)];

  test('agrees with a calculation by hand', () => {
    const steps = aalenJohansen(lives, 2);
    expect(steps.map(({ atRisk }) => atRisk)).toEqual([5, 4, 2, 1]);
    expect(steps.map(({ survival }) => Number(survival.toFixed(12)))).toEqual([0.8, 0.6, 0.3, 0.3]);
    expect(steps.map(({ incidence }) => incidence.map(({ value }) => Number(value.toFixed(12))))).toEqual([
      [0.2, 0],
      [0.2, 0.2],
      [0.5, 0.2],
      [0.5, 0.2],
    ]);
    expect(steps[0]!.incidence[0]!.variance).toBeCloseTo(0.032, 12);
    expect(steps[2]!.incidence[0]!.variance).toBeCloseTo(0.065, 12);
  });

  const someLives = fc.array(
    fc.record({
      entry: fc.integer({ min: 0, max: 3 }),
      time: fc.integer({ min: 1, max: 12 }),
      cause: fc.integer({ min: 0, max: 3 }),
      weight: fc.integer({ min: 1, max: 4 }),
    }),
    { maxLength: 60 },
  );

  test('adds up to 1 with survival at every time, and never falls', () => {
    fc.assert(
      fc.property(someLives, (some) => {
        let before = [0, 0, 0];
        for (const { survival, incidence } of aalenJohansen(some, 3)) {
          const values = incidence.map(({ value }) => value);
          expect(survival + values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
          values.forEach((value, k) => expect(value).toBeGreaterThanOrEqual(before[k]!));
          before = values;
        }
      }),
      { seed: 3 },
    );
  });

  test('with one way to end is one less Kaplan–Meier, with its variance', () => {
    fc.assert(
      fc.property(someLives, (some) => {
        const single = some.map((one) => ({ ...one, cause: Math.min(1, one.cause) }));
        const curve = kaplanMeier(single);
        aalenJohansen(single, 1).forEach(({ incidence: [one] }, i) => {
          expect(one!.value).toBeCloseTo(1 - curve[i]!.survival, 9);
          expect(one!.variance).toBeCloseTo(curve[i]!.variance, 9);
        });
      }),
      { seed: 4 },
    );
  });

  test('without censoring is the share that ended so, with the variance of a share', () => {
    const all = Array.from({ length: 40 }, (_, i) => life(1 + (i % 7), 1 + (i % 3)));
    const last = aalenJohansen(all, 3).at(-1)!;
    last.incidence.forEach(({ value, variance }, k) => {
      const share = all.filter(({ cause }) => cause === k + 1).length / 40;
      expect(value).toBeCloseTo(share, 12);
      expect(variance).toBeCloseTo((share * (1 - share)) / 40, 12);
    });
  });

  test('counts a weight as so many lives', () => {
    const twice = aalenJohansen([...lives, ...lives], 2);
    expect(
      aalenJohansen(
        lives.map((one) => ({ ...one, weight: 2 })),
        2,
      ),
    ).toEqual(twice);
  });

  test('C5: is not moved by lives that last: their time counts, their outcome does not', () => {
    const next = random(11);
    const drawn = (): { estimate: number; variance: number; naive: number } => {
      const some = Array.from({ length: 200 }, () => {
        const [end, seen] = [1 + Math.floor(-Math.log(next()) * 8), 1 + Math.floor(next() * 12)];
        return life(Math.min(end, seen), end <= seen ? (next() < 0.6 ? 1 : 2) : 0);
      });
      const at = aalenJohansen(some, 2)
        .filter(({ time }) => time <= 8)
        .at(-1)!.incidence[0]!;
      return { estimate: at.value, variance: at.variance, naive: some.filter(({ cause, time }) => cause === 1 && time <= 8).length / 200 };
    };
    const runs = Array.from({ length: 400 }, drawn);
    const mean = (key: 'estimate' | 'variance' | 'naive') => runs.reduce((sum, run) => sum + run[key], 0) / runs.length;
    const truth = 0.6 * (1 - Math.exp(-1));
    const spread = runs.reduce((sum, run) => sum + (run.estimate - mean('estimate')) ** 2, 0) / (runs.length - 1);
    expect(mean('estimate')).toBeCloseTo(truth, 2);
    expect(mean('naive')).toBeLessThan(truth - 0.08);
    expect(mean('variance') / spread).toBeGreaterThan(0.85);
    expect(mean('variance') / spread).toBeLessThan(1.15);
  });
});
