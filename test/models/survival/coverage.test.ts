import { expect, test } from 'vitest';
import type { Life } from '#models/survival/lives.ts';
import { kaplanMeier, timeAt } from '#models/survival/kaplan-meier.ts';
import { random } from '#numeric/random.ts';

/** Customers with one risk of leaving a period, each watched for another time: the share that lasts t periods is (1 − risk)^t. */
const risk = 0.1;

function base(customers: number, seed: string): Life[] {
  const next = random(seed);
  return Array.from({ length: customers }, () => {
    const end = Math.ceil(Math.log(next()) / Math.log(1 - risk));
    const watched = 1 + Math.floor(24 * next());
    return { entry: 0, time: Math.min(end, watched), cause: end <= watched ? 1 : 0, weight: 1 };
  });
}

test.each([200, 1000])('the band of the survival curve holds the truth in 92 to 98 of 100 bases of %i customers', (customers) => {
  const held = new Map([2, 6, 12, 18].map((time) => [time, 0]));
  let median = 0;
  for (let sample = 0; sample < 300; sample++) {
    const steps = kaplanMeier(base(customers, `band ${customers} ${sample}`));
    for (const [time, count] of held) {
      const { low, high } = steps.findLast((step) => step.time <= time)!;
      const truth = (1 - risk) ** time;
      if (low! <= truth && truth <= high!) held.set(time, count + 1);
    }
    const half = timeAt(steps);
    // .9^6 = .53, .9^7 = .48: the first time at which at most half last is 7
    if (half.low! <= 7 && 7 <= (half.high ?? Infinity)) median += 1;
  }
  for (const count of held.values()) {
    expect(count / 300).toBeGreaterThan(0.92);
    expect(count / 300).toBeLessThan(0.98);
  }
  expect(median / 300).toBeGreaterThan(0.95);
});
