import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlap, placeLabels, stagger, textWidth } from '#figures/labels.ts';
import { ageTicks, roundDomain } from '#figures/frame.ts';
import { firmness } from '#figures/fade.ts';
import { joinPoints, mostMarks } from '#figures/loyalty-matrix/bins.ts';
import { step } from '#figures/walk.ts';

describe('names over the frame', () => {
  test('never touch, whatever their places and the width of the phone', () => {
    const item = fc.record({ left: fc.integer({ min: 0, max: 400 }), width: fc.integer({ min: 20, max: 110 }) });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), (items) => {
        const placed = stagger(
          items.sort((a, b) => a.left - b.left),
          { left: 40, right: 320, gap: 8 },
        );
        for (const [i, a] of placed.entries()) {
          expect(a.left).toBeGreaterThanOrEqual(40);
          expect(a.left + a.width).toBeLessThanOrEqual(320);
          for (const b of placed.slice(i + 1))
            if (a.row === b.row) expect(a.left + a.width + 8 <= b.left || b.left + b.width + 8 <= a.left).toBe(true);
        }
      }),
      { seed: 11 },
    );
  });
});

describe('names on curves', () => {
  const curve = (words: string, y: (x: number) => number) => ({
    words,
    points: Array.from({ length: 19 }, (_, i) => ({ x: 40 + i * 30, y: y(i), low: y(i) + 6, high: y(i) - 6 })),
  });
  const frame = { left: 40, top: 20, width: 560, height: 240 };

  test.each([
    ['lie on each other', () => 120, () => 120],
    ['cross', (i: number) => 40 + i * 9, (i: number) => 220 - i * 9],
    ['run flat at the top', () => 22, () => 24],
  ])('stay apart and inside when curves %s', (_, first, second) => {
    const [a, b] = placeLabels([curve('Amount', first), curve('Profit', second)], frame);
    expect(overlap(a!.box, b!.box)).toBe(0);
    for (const { box } of [a!, b!]) {
      expect(box.left).toBeGreaterThanOrEqual(frame.left);
      expect(box.top).toBeGreaterThanOrEqual(frame.top);
      expect(box.left + box.width).toBeLessThanOrEqual(frame.left + frame.width);
    }
  });

  test('a Chinese name takes a whole em for each character', () => {
    expect(textWidth('交易额', 12)).toBeGreaterThanOrEqual(36);
  });
});

test('a domain holds all its values and zero, with round ends', () => {
  expect(roundDomain([-160, 1150], 7)).toEqual([-200, 1200]);
  expect(roundDomain([], 5)).toEqual([0, 1]);
  expect(roundDomain([0.003, 0.011], 5)[1]).toBeGreaterThanOrEqual(0.011);
});

test('the axis of ages names the first period and round ones, few enough to be read', () => {
  expect(ageTicks(18, 390).map((age) => age + 1)).toEqual([1, 3, 6, 9, 12, 15, 18]);
  expect(ageTicks(4, 390)).toEqual([0, 1, 2, 3, 4]);
  expect(ageTicks(0, 390)).toEqual([0]);
  expect(ageTicks(54, 390).length).toBeLessThanOrEqual(9);
});

test('a curve fades with its risk set and never vanishes', () => {
  expect(firmness(100, 100)).toBe(1);
  expect(firmness(0, 100)).toBe(0.3);
  expect(firmness(25, 100)).toBeLessThan(firmness(50, 100));
});

test('a cloud of more than 2,000 points is joined without losing a customer', () => {
  const cloud = Array.from({ length: mostMarks + 500 }, (_, i) => ({
    x: (i * 37) % 101,
    y: (i * 53) % 101,
    group: i % 2 ? 'trust' : 'latent',
    n: 1 + (i % 3),
  }));
  const joined = joinPoints(cloud);
  const total = (rows: { n?: unknown }[]) => rows.reduce((sum, row) => sum + Number(row.n), 0);
  expect(joined.length).toBeLessThan(mostMarks);
  expect(total(joined)).toBe(total(cloud));
  expect(joinPoints(cloud.slice(0, 100))).toHaveLength(100);
});

test('arrow keys walk the points and stop at both ends', () => {
  expect(step('ArrowRight', -1, 5)).toBe(0);
  expect(step('ArrowRight', 4, 5)).toBe(4);
  expect(step('ArrowLeft', 0, 5)).toBe(0);
  expect(step('End', 0, 5)).toBe(4);
  expect(step('a', 0, 5)).toBeNull();
  expect(step('ArrowRight', 0, 0)).toBeNull();
});
