import { describe, expect, test } from 'vitest';
import { type BlockSums, stageVariableModel } from '#models/lifecycle/stage-variables/definition.ts';
import { contrasts, expectedSign, stageVariables } from '#models/lifecycle/stage-variables/theory.ts';
import { type ContrastTest, judge } from '#models/lifecycle/stage-variables/verdict.ts';
import { random } from '#numeric/random.ts';
import { normal } from '#numeric/variates.ts';

const signal = { aborted: false };
const fit = (sums: BlockSums[], blocks: number) =>
  stageVariableModel.fit({ sums, blocks }, { replicates: 400, seed: 5 }, signal).estimates!;

/** One customer a block: what each shows in the later stage and in the earlier one. */
function pairs(seed: number, n: number, gap: number, spread = 1): BlockSums {
  const next = random(seed);
  const from = Array.from({ length: n }, () => 10 + spread * normal(next));
  return {
    shape: 'ratio',
    block: from.map((_, i) => i),
    over: from.map((value) => value + gap + spread * normal(next)),
    under: from.map(() => 1),
    fromOver: from,
    fromUnder: from.map(() => 1),
  };
}

const tested = (variable: ContrastTest['variable'], contrast: ContrastTest['contrast'], sums: BlockSums): ContrastTest => ({
  variable,
  contrast,
  n: sums.block.length,
  ...fit([sums], 200)[0]!,
});

describe('verdicts on constructed panels', () => {
  test('C25: agrees where the difference goes the way of the theory', () => {
    const [judged] = judge([tested('price', 'E>F', pairs(1, 150, 1))]);
    expect(judged).toMatchObject({ verdict: 'agrees', expected: 1 });
    expect(judged!.low!).toBeGreaterThan(0);
  });

  test('C25: contradicts where it goes the other way', () => {
    expect(judge([tested('price', 'F>S', pairs(2, 150, -1))])[0]!).toMatchObject({ verdict: 'contradicts', measured: -1, expected: 1 });
    expect(judge([tested('communication', 'E>F', pairs(3, 150, 1))])[0]!.verdict).toBe('contradicts');
  });

  test('is undecided where nothing differs, and where the differences are wide', () => {
    expect(judge([tested('price', 'E>F', pairs(4, 150, 0))])[0]!.verdict).toBe('undecided');
    expect(judge([{ ...tested('price', 'E>F', pairs(4, 150, 0)), low: -0.1, high: 0.1 }])[0]!.measured).toBe(0);
    expect(judge([tested('price', 'E>F', pairs(5, 12, 1, 20))])[0]!.verdict).toBe('undecided');
  });

  test('gives no verdict on fewer than ten customers, nor without a value', () => {
    expect(judge([tested('price', 'E>F', pairs(6, 9, 5))])[0]!.verdict).toBeNull();
    expect(judge([{ variable: 'price', contrast: 'E>F', n: 50, value: null, low: null, high: null, p: null }])[0]!.verdict).toBeNull();
  });

  test('C16: of many contrasts without any difference hardly one is called, though single tests would call some', () => {
    let [called, single] = [0, 0];
    for (let table = 0; table < 20; table++) {
      const tests = Array.from({ length: 15 }, (_, i) =>
        tested(stageVariables[i % 5]!, contrasts[i % 3]!, pairs(100 + table * 15 + i, 80, 0)),
      );
      called += judge(tests).filter(({ verdict }) => verdict !== 'undecided').length;
      single += tests.filter(({ p }) => p! <= 0.05).length;
    }
    expect(single).toBeGreaterThan(5);
    expect(called).toBeLessThanOrEqual(4);
  });
});

describe('estimates from sums over blocks', () => {
  test('a ratio is a ratio of sums, an index the exponential of one', () => {
    const sums = { block: [0, 1], over: [2, 4], under: [1, 2] };
    expect(fit([{ ...sums, shape: 'ratio' }], 2)[0]!.value).toBe(2);
    expect(fit([{ shape: 'log-ratio', block: [0, 1], over: [0, Math.log(4)], under: [1, 1] }], 2)[0]!.value).toBeCloseTo(2, 12);
  });

  test('what divides by nothing has no value', () => {
    expect(fit([{ shape: 'ratio', block: [0], over: [1], under: [0] }], 1)[0]).toEqual({ value: null, low: null, high: null, p: null });
  });

  test('the interval holds the truth about 95 times in 100', () => {
    let held = 0;
    for (let run = 0; run < 200; run++) {
      const { low, high } = fit([pairs(1000 + run, 60, 0.5)], 60)[0]!;
      if (low! <= 0.5 && high! >= 0.5) held++;
    }
    expect(held).toBeGreaterThanOrEqual(180);
    expect(held).toBeLessThanOrEqual(198);
  });

  test('the same sums give the same interval, and stop when told to', () => {
    expect(fit([pairs(9, 40, 1)], 40)).toEqual(fit([pairs(9, 40, 1)], 40));
    expect(() => stageVariableModel.fit({ sums: [pairs(9, 40, 1)], blocks: 40 }, { replicates: 10, seed: 1 }, { aborted: true })).toThrow(
      'model/stopped',
    );
  });
});

test('the theory: investment falls all the way, volume, price, indirect benefit and profit rise to the stable stage and fall after it', () => {
  const signs = (variable: (typeof stageVariables)[number]) => contrasts.map((contrast) => expectedSign(variable, contrast));
  expect(signs('input')).toEqual([-1, -1, -1]);
  for (const variable of ['volume', 'price', 'indirect', 'amount', 'profit'] as const) expect(signs(variable)).toEqual([1, 1, -1]);
  for (const variable of ['scale', 'efficiency', 'coordination', 'communication'] as const) expect(signs(variable)).toEqual([-1, -1, 1]);
});
