import { describe, expect, it } from 'vitest';
import { bgNbd } from '#models/purchases/bg-nbd/process.ts';
import { compress, type History } from '#models/purchases/histories.ts';

/** Estimates of Fader, Hardie & Lee 2005, table 2 (CDNOW, weeks). */
const paper = [0.243, 4.414, 0.793, 2.426];

/** Estimates printed in the walkthrough of the R package BTYD (Dziurzynski, Wadsworth & McCarthy). */
const walkthrough = [0.2425967, 4.413659, 0.7929869, 2.426164];

const buyer: History = { x: 26, tx: 30.857143, T: 31 };
const relative = (value: number, wanted: number): number => Math.abs(value / wanted - 1);

describe('BG/NBD at the estimates of the paper', () => {
  it.each([
    [0.1429, 0.0078],
    [1, 0.0533],
    [3, 0.1509],
    [31.8571, 1.042],
    [32, 1.0452],
    [78, 1.8605],
  ])('E[X(%d)] of a new customer', (t, purchases) => {
    expect(bgNbd.expected(paper, t)).toBeCloseTo(purchases, 4);
  });

  it.each([
    [{ x: 2, tx: 30.43, T: 38.86 }, 1.226, 0.7266],
    [{ x: 7, tx: 29.43, T: 38.86 }, 3.337, 0.6418],
    [{ x: 1, tx: 1.71, T: 38.86 }, 0.2032, 0.2121],
    [{ x: 0, tx: 0, T: 38.86 }, 0.1951, 1],
  ])('E[Y(39)] and P(alive) of %o (Fader, Hardie & Lee 2005, their spreadsheet)', (history, purchases, alive) => {
    expect(Math.abs(bgNbd.conditional(paper, history, 39) - purchases)).toBeLessThan(1e-3);
    expect(Math.abs(bgNbd.alive(paper, history) - alive)).toBeLessThan(1e-3);
  });

  it('a customer without a repeat purchase is alive for certain, whatever the time', () => {
    expect(bgNbd.alive(paper, { x: 0, tx: 0, T: 1e6 })).toBe(1);
  });

  it.each([
    [{ x: 2, tx: 30.43, T: 38.86 }, -9.46],
    [{ x: 0, tx: 0, T: 38.86 }, -0.554],
  ])('ln likelihood of %o (their spreadsheet, cell E)', (history, wanted) => {
    expect(Math.abs(bgNbd.logLikelihood(compress([history]).histories, paper) - wanted)).toBeLessThan(0.01);
  });

  it('P[X(t) = n] (lifetimes, tests/test_estimation.py)', () => {
    expect(relative(bgNbd.probability(paper, 2, 10), 1.07869e-7)).toBeLessThan(1e-5);
    expect(relative(bgNbd.probability(paper, 39, 0), 0.5737864)).toBeLessThan(1e-6);
    const wanted = [
      0.0019995214, 0.0015170236, 0.001163315, 0.0009003148, 0.0007023638, 0.0005517902, 0.0004361913, 0.0003467171, 0.0002769613,
      0.000222226,
    ];
    wanted.forEach((p, i) => expect(Math.abs(bgNbd.probability(paper, 30, 11 + i) - p)).toBeLessThan(1e-10));
  });
});

describe('BG/NBD at the estimates of the BTYD walkthrough', () => {
  it('E[X(52)] of a new customer is 1.444004', () => {
    expect(Math.abs(bgNbd.expected(walkthrough, 52) - 1.444004)).toBeLessThan(1e-6);
  });

  it('26 purchases in 31 weeks: E[Y(52)] = 25.75659, P(alive) = 0.9688523', () => {
    expect(Math.abs(bgNbd.conditional(walkthrough, buyer, 52) - 25.75659)).toBeLessThan(1e-5);
    expect(Math.abs(bgNbd.alive(walkthrough, buyer) - 0.9688523)).toBeLessThan(1e-7);
  });

  it.each([
    [10, 0.3474606],
    [15, 0.04283391],
    [20, 0.004158973],
    [25, 0.0003583685],
  ])('the paradox of increasing frequency: E[Y(52)] after %d purchases by week 20 of 39', (x, purchases) => {
    expect(relative(bgNbd.conditional(walkthrough, { x, tx: 20, T: 39 }, 52), purchases)).toBeLessThan(1e-6);
  });
});

describe('BG/NBD at the edges', () => {
  it('a thousand purchases long ago: surely gone, without overflow', () => {
    const gone: History = { x: 1000, tx: 10, T: 100 };
    expect(bgNbd.alive(paper, gone)).toBe(0);
    expect(bgNbd.conditional(paper, gone, 52)).toBe(0);
    expect(bgNbd.residual(paper, gone, 0.002, Infinity)).toBe(0);
    const slopes = new Float64Array(4);
    expect(bgNbd.logLikelihood(compress([gone]).histories, paper, slopes)).toBeTypeOf('number');
    expect([...slopes].every(Number.isFinite)).toBe(true);
  });

  it('a thousand purchases up to now: alive, and buying at about that pace until dropping out', () => {
    const keen: History = { x: 1000, tx: 100, T: 100 };
    expect(bgNbd.alive(paper, keen)).toBeGreaterThan(0.999);
    const next = bgNbd.conditional(paper, keen, 52);
    expect(next).toBeGreaterThan(300);
    expect(next).toBeLessThan(500);
  });

  it('a = 1, where the published form divides by zero, lies between its neighbours', () => {
    const at = (a: number): number => bgNbd.expected([0.243, 4.414, a, 2.426], 39);
    expect(Math.abs(at(1) - (at(1 - 1e-4) + at(1 + 1e-4)) / 2)).toBeLessThan(1e-8);
  });
});
