import { describe, expect, test } from 'vitest';
import { bgNbdCovariates, bgNbdValuesWith } from '#models/purchases/bg-nbd/covariates.ts';
import { bgNbd } from '#models/purchases/bg-nbd/process.ts';
import { fitProcess, valuesOf } from '#models/purchases/fit.ts';
import { compress, type Histories, type HistoryRow } from '#models/purchases/histories.ts';
import { regress } from '#models/purchases/regression.ts';
import { random } from '#numeric/random.ts';
import { simulate } from './simulated.ts';

const go = { aborted: false };
const world = { r: 0.9, alpha: 5, a: 0.8, b: 2.5, k: 1, early: false };
const [faster, likelier] = [0.6, 0.9];

/** One row a customer; `group` doubles or so the rate, `risk` (any number) raises the odds of dropping out. */
function sample(customers: number): { histories: Histories; group: number[]; risk: number[] } {
  const next = random('covariates');
  const rows: (HistoryRow & { group: number; risk: number })[] = [];
  for (let i = 0; i < customers; i++) {
    const [group, risk] = [Number(next() < 0.4), Math.round(10 * next()) / 10];
    const own = { ...world, alpha: world.alpha * Math.exp(-faster * group), a: world.a * Math.exp(likelier * risk) };
    rows.push({ ...simulate(own, 1, { seed: `customer ${i}` }).rows[0]!, group, risk });
  }
  const column = (of: (row: HistoryRow) => number) => Float64Array.from(rows, of);
  const histories = { x: column((c) => c.x), tx: column((c) => c.tx), T: column((c) => c.T), weight: column(() => 1) };
  return { histories, group: rows.map((row) => row.group), risk: rows.map((row) => row.risk) };
}

const { histories, group, risk } = sample(6000);
const rate = [{ name: 'group', values: group }];
const dropout = [{ name: 'risk', values: risk }];

describe('BG/NBD with covariates', () => {
  const { estimates, diagnostics, warnings } = bgNbdCovariates.fit({ histories, rate, dropout }, {}, go);

  test('finds the world it was made in, within three standard errors', () => {
    expect(warnings).toEqual([]);
    const [one, two] = estimates!.effects as [(typeof estimates & object)['effects'][0], (typeof estimates & object)['effects'][0]];
    expect(one).toMatchObject({ name: 'group', on: 'rate' });
    expect(two).toMatchObject({ name: 'risk', on: 'dropout' });
    expect(Math.abs(one.coefficient - faster)).toBeLessThan(3 * one.standardError!);
    expect(Math.abs(two.coefficient - likelier)).toBeLessThan(3 * two.standardError!);
    expect(one.low!).toBeLessThan(Math.exp(faster));
    expect(one.high!).toBeGreaterThan(Math.exp(faster));
    ['r', 'alpha', 'a', 'b'].forEach((name, i) => {
      const key = name as 'r' | 'alpha' | 'a' | 'b';
      expect(Math.abs(Math.log(estimates![key] / world[key]))).toBeLessThan(3 * Math.sqrt(diagnostics.covariance![i]![i]!));
    });
  });

  test('is no better by chance: the likelihood ratio is large here and small for a covariate of noise', () => {
    expect(diagnostics.likelihoodRatio).toMatchObject({ degrees: 2 });
    expect(diagnostics.likelihoodRatio!.p).toBeLessThan(1e-10);
    const next = random('noise');
    const noise = [{ name: 'noise', values: group.map(() => next()) }];
    expect(bgNbdCovariates.fit({ histories, rate: noise, dropout: [] }, {}, go).diagnostics.likelihoodRatio!.p).toBeGreaterThan(0.01);
  });

  test('a group fitted by a covariate on everything is nearly the group fitted alone; values go into every prediction', () => {
    const values = bgNbdValuesWith(estimates!, { group: 1, risk: 0.5 });
    expect(values[1]).toBeCloseTo(estimates!.alpha * Math.exp(-estimates!.effects[0]!.coefficient), 12);
    expect(values[2]).toBeCloseTo(estimates!.a * Math.exp(0.5 * estimates!.effects[1]!.coefficient), 12);
    expect(bgNbd.expected(values, 52)).toBeGreaterThan(bgNbd.expected(bgNbdValuesWith(estimates!, { risk: 0.5 }), 52));
  });

  test('the unit of a covariate divides its coefficient and moves nothing else', () => {
    const shifted = [{ name: 'risk', values: risk.map((one) => 2000 + 100 * one) }];
    const other = bgNbdCovariates.fit({ histories, rate, dropout: shifted }, {}, go);
    expect(other.diagnostics.logLikelihood).toBeCloseTo(diagnostics.logLikelihood!, 5);
    expect(other.estimates!.effects[1]!.coefficient * 100).toBeCloseTo(estimates!.effects[1]!.coefficient, 4);
    expect(other.estimates!.effects[1]!.standardError! * 100).toBeCloseTo(estimates!.effects[1]!.standardError!, 4);
  });

  test('without covariates it is the BG/NBD', () => {
    const bare = bgNbdCovariates.fit({ histories, rate: [], dropout: [] }, {}, go);
    const plain = fitProcess(bgNbd, histories);
    expect(bare.diagnostics.logLikelihood).toBeCloseTo(plain.logLikelihood, 6);
    expect(bare.diagnostics.likelihoodRatio).toBeNull();
    for (const name of bgNbd.parameters) {
      expect(bare.estimates![name] / plain.estimates[name]).toBeCloseTo(1, 4);
      expect(bare.diagnostics.standardErrors![name] / plain.standardErrors![name]).toBeCloseTo(1, 3);
    }
  });

  test('refuses a covariate that is the same for all, and throws for one that does not fit', () => {
    const same = [{ name: 'same', values: group.map(() => 3) }];
    expect(bgNbdCovariates.fit({ histories, rate: same, dropout }, {}, go).reason).toEqual({
      code: 'covariate-constant',
      parameters: { name: 'same' },
    });
    expect(() => bgNbdCovariates.fit({ histories, rate: [{ name: 'short', values: [1] }], dropout }, {}, go)).toThrow(RangeError);
    const nobody = compress([]).histories;
    expect(bgNbdCovariates.fit({ histories: nobody, rate: [], dropout: [] }, {}, go).reason!.code).toBe('purchases-no-customers');
  });
});

test('with a covariate on every parameter two groups are as if fitted apart', () => {
  const part = (one: number): Histories => {
    const rows = Array.from(histories.x, (x, i) => ({ x, tx: histories.tx[i]!, T: histories.T[i]! })).filter((_, i) => group[i] === one);
    return compress(rows).histories;
  };
  const [without, within] = [0, 1].map((one) => fitProcess(bgNbd, part(one)));
  const top = regress(
    bgNbd,
    histories,
    bgNbd.parameters.map((on) => ({ on, name: 'group', values: group })),
  );
  if ('constant' in top) throw new Error(top.constant);
  expect(top.logLikelihood).toBeCloseTo(without!.logLikelihood + within!.logLikelihood, 4);
  valuesOf(bgNbd, without!.estimates).forEach((value, i) => expect(Math.exp(top.at[i]!) / value).toBeCloseTo(1, 3));
});
