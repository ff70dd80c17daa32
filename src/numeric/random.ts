import { hashText, mix } from './hash.ts';

/** A stream of uniform numbers in the open interval (0, 1), the same for the same seed on every machine. */
export type Random = () => number;

/**
 * Starts the generator sfc32 (Chris Doty-Humphrey, PractRand: 128 bits of state with a counter, period at least 2^32) from a seed.
 * A text seed is hashed; the first 15 numbers are thrown away, as its author recommends. Numbers carry 32 random bits.
 */
export function random(seed: number | string): Random {
  const start = typeof seed === 'string' ? hashText(seed) : Math.floor(seed) >>> 0;
  let a = mix(start ^ 0x9e3779b9);
  let b = mix(a + 0x85ebca6b);
  let c = mix(b ^ 0xc2b2ae35);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return ((sum >>> 0) + 0.5) / 4294967296;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}
