import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoyaltyMeasures } from '#models/loyalty/types/classify.ts';
import { classify, loyaltyTypes } from '#models/loyalty/types/classify.ts';
import { loyaltyTypesModel } from '#models/loyalty/types/definition.ts';
import { behavioural } from '#models/loyalty/behavioural/definition.ts';

const unknown: LoyaltyMeasures = {
  attachment: null,
  repeat: null,
  alternatives: null,
  switching: null,
  promoShare: null,
  promoLift: null,
  dealShare: null,
  beta: null,
};
const type = (attachment: number, repeat: number, more: Partial<LoyaltyMeasures> = {}) =>
  classify({ ...unknown, attachment, repeat, ...more })!.type;
const go = { aborted: false };

describe('the type of loyalty', () => {
  it('is that of the lesson’s checks', () => {
    expect(type(80, 80)).toBe('trust');
    expect(type(80, 20)).toBe('latent');
    expect(type(20, 80, { alternatives: 0 })).toBe('monopoly');
    expect(type(20, 80, { promoShare: 0.7 })).toBe('incentive');
    expect(type(20, 20, { dealShare: 0.8 })).toBe('price');
    expect(type(20, 80)).toBe('inertia');
    expect(type(20, 20)).toBe('none');
  });
  it('decides on the cut itself, and lets what holds the customer come before rewards', () => {
    expect(type(50, 50)).toBe('trust');
    expect(type(49, 50, { alternatives: 0.5 })).toBe('monopoly');
    expect(type(49, 50, { switching: 75, promoShare: 1 })).toBe('monopoly');
    expect(type(49, 50, { promoLift: 2 })).toBe('incentive');
    expect(type(49, 49, { beta: -2 })).toBe('price');
    expect(type(49, 49, { beta: -1.9 })).toBe('none');
  });
  it('removing the monopoly shows what is left: a hostage becomes inert', () => {
    expect(type(20, 80, { alternatives: 0.1 })).toBe('monopoly');
    expect(type(20, 80, { alternatives: 0.9 })).toBe('inertia');
  });
  it('is unknown without attachment or repeat', () => {
    expect(classify({ ...unknown, attachment: 80 })).toBeNull();
    expect(classify({ ...unknown, repeat: 80 })).toBeNull();
  });
  it('is borderline where two types are nearly as likely', () => {
    expect(classify({ ...unknown, attachment: 51, repeat: 90 })!.borderline).toBe(true);
    expect(classify({ ...unknown, attachment: 90, repeat: 90 })!.borderline).toBe(false);
  });

  const maybe = (min: number, max: number) => fc.option(fc.double({ min, max, noNaN: true }), { nil: null });
  const measures = fc.record({
    attachment: fc.oneof(
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.integer({ min: 0, max: 4 }).map((q) => q * 25),
    ),
    repeat: fc.oneof(
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.integer({ min: 0, max: 4 }).map((q) => q * 25),
    ),
    alternatives: fc.oneof(maybe(0, 1), fc.constant(0.5)),
    switching: fc.oneof(maybe(0, 100), fc.constant(75)),
    promoShare: fc.oneof(maybe(0, 1), fc.constant(0.5)),
    promoLift: fc.oneof(maybe(0, 9), fc.constant(2)),
    dealShare: fc.oneof(maybe(0, 1), fc.constant(0.5)),
    beta: fc.oneof(maybe(-9, 3), fc.constant(-2)),
  });
  it('memberships sum to 1, and the largest is always the type', () => {
    fc.assert(
      fc.property(measures, (known) => {
        const { membership, type } = classify(known)!;
        expect(loyaltyTypes.reduce((sum, name) => sum + membership[name], 0)).toBeCloseTo(1, 12);
        const largest = loyaltyTypes.reduce((best, name) => (membership[name] > membership[best] + 1e-12 ? name : best), loyaltyTypes[0]);
        expect(largest).toBe(type);
      }),
      { seed: 15, numRuns: 20_000 },
    );
  });
});

describe('loyalty over bins', () => {
  const bin = (more: object) => ({ ...unknown, attachmentSource: 'survey' as const, ended: false, n: 1, ...more });
  it('counts everybody once: typed, ended, attachment unknown, repeat unknown', () => {
    const bins = [
      bin({ attachment: 80, repeat: 90, n: 5 }),
      bin({ attachment: 20, repeat: 90, n: 3, attachmentSource: 'proxy' }),
      bin({ attachment: 80, ended: true, n: 2 }),
      bin({ repeat: 50, n: 4, attachmentSource: 'none' }),
      bin({ attachment: 10, n: 6 }),
    ];
    const { estimates, warnings } = loyaltyTypesModel.fit({ bins }, {}, go);
    expect(estimates).toMatchObject({ classified: 8, bySurvey: 5, byProxy: 3, unclassified: { ended: 2, attachment: 4, repeat: 6 } });
    expect(estimates!.types).toMatchObject({ trust: 5, inertia: 3, none: 0 });
    expect(Object.values(estimates!.membership).reduce((a, b) => a + b, 0)).toBeCloseTo(8, 10);
    expect(warnings[0]!.code).toBe('loyalty-attachment-by-proxy');
  });
  it('says what is missing when nobody can be typed', () => {
    expect(loyaltyTypesModel.fit({ bins: [bin({ repeat: 50 })] }, {}, go).reason!.code).toBe('loyalty-no-attachment');
    expect(loyaltyTypesModel.fit({ bins: [bin({ attachment: 50 })] }, {}, go).reason!.code).toBe('loyalty-no-repeat');
    expect(loyaltyTypesModel.fit({ bins: [] }, {}, go).estimates).toBeNull();
  });
});

describe('the behavioural view', () => {
  const bins = [
    { repeat: 80, recency: 80, fullPrice: 1, ended: false, n: 3 },
    { repeat: 80, recency: 20, fullPrice: 0.5, ended: false, n: 1 },
    { repeat: 20, recency: 80, fullPrice: null, ended: false, n: 2 },
    { repeat: 20, recency: 20, fullPrice: 0, ended: false, n: 1 },
    { repeat: null, recency: 1, fullPrice: 1, ended: true, n: 4 },
    { repeat: null, recency: null, fullPrice: null, ended: false, n: 1 },
  ];
  it('groups by how often and how recently, with the full price beside it', () => {
    const { estimates, diagnostics } = behavioural.fit({ bins }, {}, go);
    expect(estimates!.groups.map(({ group, n, fullPrice }) => [group, n, fullPrice])).toEqual([
      ['frequent-recent', 3, 1],
      ['frequent-away', 1, 0.5],
      ['rare-recent', 2, null],
      ['rare-away', 1, 0],
      ['ended', 4, 1],
      ['unknown', 1, null],
    ]);
    expect(estimates!.customers).toBe(12);
    expect(diagnostics.measured).toBe(7);
  });
  it('says nothing about nobody', () => {
    expect(behavioural.fit({ bins: [] }, {}, go).reason!.code).toBe('behaviour-no-customers');
  });
});
