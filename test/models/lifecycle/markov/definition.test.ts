import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { random } from '#numeric/random.ts';
import { legalMoves, type StageLetter, stageOrder } from '#schema/stage-moves.ts';
import type { CountedMoves } from '#models/lifecycle/markov/chain.ts';
import { markov, type StageReward } from '#models/lifecycle/markov/definition.ts';
import { markovInputs } from '#models/lifecycle/markov/from-rows.ts';
import { homogeneity } from '#models/lifecycle/markov/homogeneity.ts';

const go = { aborted: false };
const move = (from: StageLetter, to: StageLetter, n: number, time = 0): CountedMoves => ({ from, to, n, time });
const rewards: StageReward[] = (['E', 'F', 'S', 'D'] as const).map((stage, i) => ({ stage, mean: [-5, 20, 50, 10][i]!, error: 2 }));
const fit = (moves: CountedMoves[], some: Partial<typeof markov.defaults> = {}, worth = rewards, periodsPerYear = 12) =>
  markov.fit({ moves, rewards: worth, periodsPerYear }, { ...markov.defaults, draws: 200, ...some }, go);
const usual = [
  ...[move('E', 'E', 700), move('E', 'F', 200), move('E', 'D', 100), move('F', 'F', 500), move('F', 'S', 150), move('F', 'D', 50)],
  ...[
    move('S', 'S', 950),
    move('S', 'D', 50),
    move('D', 'D', 300),
    move('D', 'F', 60),
    move('D', 'T', 140),
    move('T', 'T', 900),
    move('T', 'E', 9),
  ],
];

describe('the chain of stages', () => {
  test('smooths counts over the legal cells only, by half a move each', () => {
    const { estimates } = fit([move('E', 'E', 6), move('E', 'F', 3)]);
    const row = estimates!.cells.filter(({ from }) => from === 'E');
    expect(row.map(({ to }) => to)).toEqual(['E', 'F', 'D']);
    expect(row.map(({ probability }) => probability)).toEqual([6.5 / 10.5, 3.5 / 10.5, 0.5 / 10.5]);
    expect(row.map(({ n }) => n)).toEqual([6, 3, 0]);
    expect(estimates!.cells.filter(({ from }) => from === 'S').map(({ probability }) => probability)).toEqual([0.5, 0.5]);
  });

  test('has intervals of the beta marginals', () => {
    const cell = fit(usual).estimates!.cells.find(({ from, to }) => from === 'S' && to === 'D')!;
    expect(cell.low).toBeCloseTo(0.0377, 3);
    expect(cell.high).toBeCloseTo(0.0648, 3);
  });

  test('C1: rows add up to one, impossible cells stay empty and illegal moves are told, whatever was counted', () => {
    const letter = fc.constantFrom(...stageOrder);
    const some = fc.record({ from: letter, to: letter, n: fc.integer({ min: 0, max: 500 }), time: fc.integer({ min: 0, max: 5 }) });
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 60 }), (moves) => {
        const { estimates, diagnostics } = fit(moves, { draws: 3 });
        const illegal = moves.reduce((sum, { from, to, n }) => sum + (legalMoves[from].includes(to) ? 0 : n), 0);
        expect(diagnostics.illegal).toBe(illegal);
        if (!estimates) return;
        estimates.matrix.forEach((row, i) => {
          expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
          row.forEach((p, j) => expect(p > 0).toBe(legalMoves[stageOrder[i]!].includes(stageOrder[j]!)));
        });
        expect(JSON.stringify(estimates)).toBe(
          JSON.stringify(estimates, (_, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? 'NaN' : value)),
        );
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  test('C2: a return after the end is a new episode and adds nothing to the value of the old one', () => {
    const before = fit(usual).estimates!.outlook.map(({ value }) => value!.value);
    const more = fit([...usual, move('T', 'E', 5000)]).estimates!;
    expect(more.outlook.map(({ value }) => value!.value)).toEqual(before);
    expect(more.cells.filter(({ newEpisode }) => newEpisode)).toMatchObject([{ from: 'T', to: 'E', n: 5009 }]);
  });

  test('says how long stability lasts and how likely it is reached', () => {
    const [E, F, S, D] = fit(usual).estimates!.outlook;
    expect(S!.stay.value).toBeCloseTo(1001 / 50.5, 6);
    expect(S!.stay.low).toBeLessThan(S!.stay.value);
    expect(S!.stay.high).toBeGreaterThan(S!.stay.value);
    expect(S!.stable).toBeNull();
    expect(F!.stable!.value).toBeGreaterThan(E!.stable!.value);
    expect(E!.stable!.value).toBeGreaterThan(D!.stable!.value);
    expect(S!.life!.value).toBeGreaterThan(S!.stay.value);
  });

  test('C14: a value comes with its interest per period, its last period and the share beyond it', () => {
    const { estimates } = fit(usual, { discount: 0.1, horizon: 5 }, rewards, 4);
    expect((1 + estimates!.discountPerPeriod) ** 4).toBeCloseTo(1.1, 12);
    expect(estimates!.lastPeriod).toBe(19);
    const stable = estimates!.outlook[2]!;
    expect(stable.beyond).toBeCloseTo(1 - stable.valueInHorizon! / stable.value!.value, 12);
    expect(stable.beyond).toBeGreaterThan(0);
    expect(stable.value!.low).toBeLessThan(stable.value!.value);
  });

  test('C14: five years hold five yearly profits, the present one counted', () => {
    const stay = (from: StageLetter): CountedMoves => ({ from, to: from, time: 0, n: 1e9 });
    const lasting = fit((['E', 'F', 'S', 'D', 'T'] as const).map(stay), { discount: 0, horizon: 5 }, rewards, 1).estimates!.outlook;
    for (const { stage, valueInHorizon } of lasting) {
      expect(valueInHorizon).toBeCloseTo(5 * rewards.find((reward) => reward.stage === stage)!.mean, 4);
    }
  });

  test('C15: no share of a value that may be 0', () => {
    const unsure = fit(
      usual,
      {},
      rewards.map((reward) => ({ ...reward, error: 100 })),
    ).estimates!.outlook;
    for (const { value, beyond } of unsure) {
      expect(value!.low).toBeLessThan(0);
      expect(beyond).toBeNull();
    }
  });

  test('gives no value where a stage has hardly been left, and none without profit', () => {
    const thin = fit(usual.filter(({ from }) => from !== 'S'));
    expect(thin.warnings).toMatchObject([{ code: 'markov-thin-row' }]);
    expect(thin.estimates!.outlook.every(({ value, life }) => value === null && life === null)).toBe(true);
    expect(fit(usual, {}, []).estimates!.outlook.every(({ value, life }) => value === null && life !== null)).toBe(true);
  });

  test('refuses no moves and senseless options, and stops when it is told to', () => {
    expect(fit([]).reason).toMatchObject({ code: 'markov-no-moves' });
    expect(fit(usual, {}, rewards, 0).reason).toMatchObject({ code: 'markov-options' });
    expect(() => markov.fit({ moves: usual, rewards, periodsPerYear: 12 }, markov.defaults, { aborted: true })).toThrow('model/stopped');
  });

  test('answers the same for the same seed', () => {
    expect(fit(usual)).toEqual(fit(usual));
  });
});

describe('inputs out of statistics', () => {
  const rows = [
    { from_stage: 'E', to_stage: 'E', half: 4048, early: 1, n: 7 },
    { from_stage: 'E', to_stage: 'F', half: 4049, early: 0, n: 3 },
    { from_stage: 'E', to_stage: 'X', half: 4049, early: 0, n: 3 },
  ];
  /** Two customers: 30 and 10 units of profit in 2 and 2 periods. */
  const worth = [{ stage: 'S', customers: 2, n: 4, profit: 400_000, squares: 1000, cross: 80, sizes: 8 }];

  test('leave out what is no stage, and moves of the young when asked to', () => {
    expect(markovInputs({ moves: rows, spread: [], worth: [] }, undefined, true).moves).toEqual([
      move('E', 'E', 7, 4048),
      move('E', 'F', 3, 4049),
    ]);
    expect(markovInputs({ moves: rows, spread: [], worth: [] }, undefined, false).moves).toEqual([move('E', 'F', 3, 4049)]);
  });

  test('C15: moves of one customer count as fewer than they are when they resemble each other', () => {
    // ten customers make ten moves each out of the stable stage: half of them always stay, the others leave in four of ten
    const half = {
      customers: 10,
      moves: 100,
      sizes: 1000,
      n_s: 80,
      squares_s: 5 * 100 + 5 * 36,
      cross_s: 800,
      n_d: 20,
      squares_d: 5 * 16,
      cross_d: 200,
    };
    const spread = [{ from_stage: 'S', ...half }];
    const moves = [move('S', 'S', 80), move('S', 'D', 20)];
    const { designs } = markovInputs({ moves: [], spread, worth: [] }, undefined, true);
    // Σ(s − .2·10)² = 5·4 + 5·4 = 40; ·10/9; over 100·.2·.8 = 16
    expect(designs!.S).toBeCloseTo((40 * 10) / 9 / 16, 12);
    expect(designs!.E).toBe(1);
    const [alone, together] = [undefined, designs].map(
      (some) => markov.fit({ moves, designs: some, rewards: [], periodsPerYear: 12 }, { ...markov.defaults, draws: 200 }, go).estimates!,
    );
    const cell = (of: typeof alone) => of!.cells.find(({ from, to }) => from === 'S' && to === 'D')!;
    expect(cell(together).probability).toBe(cell(alone).probability);
    expect(cell(together).high - cell(together).low).toBeGreaterThan(1.5 * (cell(alone).high - cell(alone).low));
    const width = (of: typeof alone) => of!.outlook[2]!.stay.high! - of!.outlook[2]!.stay.low!;
    expect(width(together)).toBeGreaterThan(width(alone));
  });

  test('C15: the error of a mean reward has customers as its unit', () => {
    const { rewards: found, periodsPerYear } = markovInputs({ moves: [], spread: [], worth }, { period_days: 91.3125 }, true);
    expect(found).toEqual([{ stage: 'S', mean: 10, error: 5 }]);
    expect(periodsPerYear).toBe(4);
  });
});

describe('the test that the chain is the same at all times', () => {
  test('is Pearson’s, with degrees of freedom of legal cells that occur', () => {
    const moves = [move('S', 'S', 90, 0), move('S', 'D', 10, 0), move('S', 'S', 70, 1), move('S', 'D', 30, 1)];
    expect(homogeneity(moves)).toMatchObject({ chi2: 12.5, degrees: 1, stretches: 2, verdict: 'shifts' });
    expect(homogeneity(moves).widest).toEqual({ from: 'S', to: 'D', least: 0.1, most: 0.3 });
  });

  test('C15: is divided by the design effect, so that two spells of the same few customers are no shift', () => {
    const moves = [move('S', 'S', 90, 0), move('S', 'D', 10, 0), move('S', 'S', 70, 1), move('S', 'D', 30, 1)];
    expect(homogeneity(moves, { S: 5 })).toMatchObject({ chi2: 2.5, degrees: 1, verdict: 'steady', effect: homogeneity(moves).effect });
  });

  test('merges neighbouring stretches and rare cells until five moves are expected in each', () => {
    const moves = [0, 1, 2, 3].flatMap((time) => [move('E', 'E', 40, time), move('E', 'F', 3, time), move('E', 'D', 1, time)]);
    const found = homogeneity(moves);
    expect(found.stretches).toBe(2);
    expect(found.degrees).toBe(1);
    expect(found.verdict).toBe('steady');
  });

  test('is untestable with one stretch of time', () => {
    expect(homogeneity([move('S', 'S', 900), move('S', 'D', 100)])).toMatchObject({ verdict: 'untestable', p: null });
  });

  test('cries wolf once in twenty times when nothing changes', () => {
    const next = random('homogeneity');
    let alarms = 0;
    for (let i = 0; i < 400; i++) {
      const counts = Array.from({ length: 6 }, () => [0, 0, 0]);
      for (const row of counts) for (let k = 0; k < 120; k++) row[next() < 0.7 ? 0 : next() < 0.6 ? 1 : 2]!++;
      const moves = counts.flatMap((row, time) => [
        move('E', 'E', row[0]!, time),
        move('E', 'F', row[1]!, time),
        move('E', 'D', row[2]!, time),
      ]);
      if (homogeneity(moves).p! < 0.05) alarms++;
    }
    expect(alarms / 400).toBeGreaterThan(0.02);
    expect(alarms / 400).toBeLessThan(0.09);
  });
});
