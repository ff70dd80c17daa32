import { describe, expect, it } from 'vitest';
import { bgNbd } from '#models/purchases/bg-nbd/process.ts';
import { mbgNbd } from '#models/purchases/mbg-nbd/process.ts';

/** Estimates of lifetimes and of BTYDplus on CDNOW (weeks). */
const values = [0.525, 6.183, 0.891, 1.614];

describe('MBG/NBD', () => {
  it('a customer without a repeat purchase may be gone', () => {
    expect(mbgNbd.alive(values, { x: 0, tx: 0, T: 39 })).toBeLessThan(1);
    expect(mbgNbd.alive(values, { x: 0, tx: 0, T: 1e6 })).toBeLessThan(0.01);
  });

  it('at the first purchase the chance to be alive is b/(a+b)', () => {
    expect(mbgNbd.alive(values, { x: 0, tx: 0, T: 0 })).toBeCloseTo(1.614 / (0.891 + 1.614), 12);
  });

  it('expects of a new customer (a+b)⁻¹·b of what the BG/NBD with one more purchase survived does (Batislam, Denizel & Filiztekin 2007)', () => {
    const [r, alpha, a, b] = values as [number, number, number, number];
    expect(mbgNbd.expected(values, 39)).toBeCloseTo((b / (a + b)) * bgNbd.expected([r, alpha, a, b + 1], 39), 12);
  });
});
