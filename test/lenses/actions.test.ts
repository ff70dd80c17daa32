import { describe, expect, test } from 'vitest';
import { readLocaleFrom } from '#i18n/locale.ts';
import { analyse as badDebt } from '#lenses/bad-debt/analyse.ts';
import { narrate as tellBadDebt } from '#lenses/bad-debt/narrate.ts';
import { termsOf } from '#lenses/action-terms.ts';
import { analyse as referral } from '#lenses/referral/analyse.ts';
import { plainHeadline } from '#lenses/rich.ts';
import { analyse as warnings } from '#lenses/warnings/analyse.ts';
import { narrate as tellWarnings } from '#lenses/warnings/narrate.ts';
import { analyse as winBack } from '#lenses/win-back/analyse.ts';
import { narrate as tellWinBack } from '#lenses/win-back/narrate.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const { signal } = new AbortController();
const statistics = syntheticStatistics();
const usual = { uplift: null, cost: null, show: 'warned' as const };
const arm = (name: string, n: number, kept: number) => ({ purpose: 'retention', arm: name, n, kept, cost: 180_000 });

describe('warnings', () => {
  test('answer customers with score and reasons, precision and recall, for a script', () => {
    const result = warnings(statistics, usual, signal);
    expect(result.status).toBe('ready');
    expect(result.customers[0]).toMatchObject({ id: 'C1000', score: 0.82, reasons: ['gap-long', 'level', 'falling'] });
    expect([result.precision, result.recall]).toEqual([0.38, 0.68]);
    expect(result.customers.every(({ stage }) => 'EFS'.includes(stage))).toBe(true);
    expect(result.declining.every(({ stage, score }) => stage === 'D' && score === null)).toBe(true);
    expect(result.counts.tooEarly).toBe(12);
  });

  test('C20: customers called without a control group are no effect; the added chance stays an assumption', () => {
    const { uplift } = warnings(statistics, usual, signal);
    expect(uplift).toMatchObject({ source: 'assumed', value: 0.1, low: null, called: { n: 40, kept: 22 }, control: null });
    const { foot, method } = tellWarnings(warnings(statistics, usual, signal));
    expect(foot.join(' ')).toContain('55% of 40 customers called ordered again; without a control group this is no effect');
    expect(method.settings.join(' ')).toContain('ASSUMED: no control group');
  });

  test('C20: with a control group of thirty the difference is the effect, with its interval', () => {
    const rows = [arm('treated', 200, 90), arm('control', 100, 30)];
    const { uplift, cost } = termsOf({ contact_outcomes: rows }, 'retention', null, null);
    expect(uplift.value).toBeCloseTo(0.15);
    // Newcombe 1998, method 10: 90/200 against 30/100
    expect([uplift.low, uplift.high]).toEqual([expect.closeTo(0.0328, 3), expect.closeTo(0.2566, 3)]);
    expect([uplift.source, cost]).toEqual(['measured', 18]);
    expect(termsOf({ contact_outcomes: [arm('treated', 200, 90), arm('control', 29, 1)] }, 'retention', null, null).uplift.source).toBe(
      'assumed',
    );
  });

  test('C20: the same customer is let go when acting adds nothing, whatever the chance to leave', () => {
    const [first] = warnings(statistics, { ...usual, uplift: 0, cost: 5 }, signal).customers;
    expect(first).toMatchObject({ score: 0.82, act: false, gain: -5, decision: 'costs-more' });
    expect(warnings(statistics, { ...usual, uplift: 0.2, cost: 5 }, signal).customers[0]).toMatchObject({ act: true, decision: 'pays' });
  });

  test('C20: what acting brings is told as an assumption, and not at all where the control group leaves room for no effect', () => {
    const said = (treated: number) => {
      const base = statistics.contact_outcomes!.filter(({ purpose }) => purpose === 'base');
      const arms = treated > 0 ? [arm('treated', 200, treated), arm('control', 100, 30)] : [];
      return plainHeadline(tellWarnings(warnings({ ...statistics, contact_outcomes: [...base, ...arms] }, usual, signal)).headline);
    };
    expect(said(0)).toContain('if acting keeps 10% more customers (ASSUMED), it pays for');
    expect(said(90)).toMatch(/acting on \d+ of the \d+ listed should pay/);
    expect(said(62)).toMatch(/the control group does not show that acting keeps anyone \(.*–.*%\)$/);
  });

  test('without amounts nobody is told to act, and the list is there all the same', () => {
    const result = warnings(syntheticStatistics({ hasAmount: false }), usual, signal);
    expect(result.customers.every(({ act, decision }) => !act && decision === 'value-unknown')).toBe(true);
    expect(result.customers.length).toBe(120);
  });
});

describe('win-back', () => {
  test('ranks by expected value and says how many are worth a call', () => {
    const result = winBack(statistics, { cost: 20 }, signal);
    const values = result.customers.map(({ expected }) => expected!);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(result.worth).toBe(values.filter((value) => value > 0).length);
    expect(result.customers[0]!.expected).toBeCloseTo(0.11 * 4000 - 20);
    expect(result.excluded).toContainEqual({ reason: 'unpaid', n: 3 });
  });

  test('C20: a return is not laid to the call, and an assumed second life is no estimate', () => {
    const result = winBack(statistics, { cost: 20 }, signal);
    expect(plainHeadline(tellWinBack(result).headline)).toContain('if every return were due to a call, one would pay for');
    const assumed = statistics.win_back!.map((row) => (row.kind === 'second-life' ? { ...row, reason: 'assumed' } : row));
    expect([result.badge, winBack({ ...statistics, win_back: assumed }, { cost: 20 }, signal).badge]).toEqual(['estimated', 'assumed']);
  });

  test('a dearer call is worth fewer', () => {
    expect(winBack(statistics, { cost: 300 }, signal).worth).toBeLessThan(winBack(statistics, { cost: 5 }, signal).worth);
  });
});

describe('bad debt', () => {
  test('own rates make it estimated, usual rates assumed; the person may choose', () => {
    const [own, assumed] = [badDebt(statistics, { rates: 'own' }, signal), badDebt(statistics, { rates: 'assumed' }, signal)];
    expect([own.badge, assumed.badge]).toEqual(['estimated', 'assumed']);
    expect(plainHeadline(tellBadDebt(assumed).headline)).toContain('would be lost at the usual rates (assumed)');
    expect(own.open).toBe(124_800);
    expect(assumed.expectedLoss).toBeCloseTo(840 + 1100 + 1900 + 3100 + 3100);
    expect(own.dso).toBeCloseTo((124_800 / 900_000) * 365);
  });

  test('C16: the loss expected by own rates stands with its interval; the usual rates have none', () => {
    const [own, assumed] = [badDebt(statistics, { rates: 'own' }, signal), badDebt(statistics, { rates: 'assumed' }, signal)];
    expect([own.expectedLow, own.expectedHigh]).toEqual([5200, 8100]);
    expect(plainHeadline(tellBadDebt(own).headline)).toMatch(/5,200.*8,100/);
    expect([assumed.expectedLow, assumed.expectedHigh]).toEqual([null, null]);
    expect(plainHeadline(tellBadDebt(assumed).headline)).not.toMatch(/8,100/);
    expect(tellBadDebt(own).method.settings.join(' ')).toContain('bounds what is expected');
  });

  test('without receivables it names the export that would fill it, in both languages', () => {
    const result = badDebt({ ...statistics, receivable_ages: [] }, { rates: 'own' }, signal);
    expect(result).toMatchObject({ status: 'missing', badge: 'unavailable', reason: { code: 'receivables-missing' } });
    expect(tellBadDebt(result).notReady!.next).toContain('due date');
    const undo = readLocaleFrom(() => 'zh-Hans');
    expect(tellBadDebt(result).notReady!.next).toContain('到期日');
    undo();
  });

  test('says when nothing is open', () => {
    const rows = statistics.receivable_ages!.filter(({ part }) => part !== 'open');
    const result = badDebt({ ...statistics, receivable_ages: rows }, { rates: 'own' }, signal);
    expect(plainHeadline(tellBadDebt(result).headline)).toContain('Nothing is open');
  });
});

describe('referral', () => {
  test('C21: the accounting view is 0 and the credit is what all accepted recommendations are worth', () => {
    const result = referral(statistics, { share: 0, usualCost: null }, signal);
    expect(result.usualCost).toBeCloseTo(240);
    expect(result.saved).toBeCloseTo(150 * (240 - 10 - 20));
    expect(result.accounting).toEqual({ credit: result.saved, debit: -result.saved!, net: 0 });
    expect(result.kFactor).toBeCloseTo(150 / 1200);
    // what others cost is no measurement of what these would have cost
    expect([result.badge, referral(statistics, { share: 0, usualCost: 99 }, signal).badge]).toEqual(['estimated', 'assumed']);
  });

  test('a share of profit is credited only when it is chosen', () => {
    const [none, some] = [0, 0.1].map((share) => referral(statistics, { share, usualCost: 50 }, signal));
    expect(none!.referrers[0]!.value).toBe(none!.referrers[0]!.saved);
    const same = some!.referrers.find(({ id }) => id === none!.referrers[0]!.id)!;
    expect(same.value! - same.saved!).toBeCloseTo(0.1 * same.direct * 300);
  });
});
