import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse as analyseDrivers } from '#lenses/drivers/analyse.ts';
import { drivers } from '#lenses/drivers/definition.ts';
import { plainHeadline } from '#lenses/rich.ts';
import { analyse, type TransitionsOptions } from '#lenses/transitions/analyse.ts';
import { transitions } from '#lenses/transitions/definition.ts';
import { legalMoves, stageOrder } from '#schema/stage-moves.ts';
import { type PackedTables, unpackTables } from '#statistics/packed.ts';
import { syntheticStatistics } from '../support/statistics.ts';
import { transitionStatistics } from '../support/transition-statistics.ts';

const signal = new AbortController().signal;
const company = { customers: 1200, hasAmount: true };
const answer = (some: Partial<TransitionsOptions> = {}, tables = syntheticStatistics()) =>
  analyse(tables, { ...transitions.defaults, ...some }, signal);

describe('moves between stages', () => {
  test('C1: every row adds up to one and impossible moves are 0', () => {
    const { matrix, illegal } = answer();
    for (const from of stageOrder) {
      expect(Object.values(matrix[from]).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      for (const to of stageOrder) expect(matrix[from][to] > 0).toBe(legalMoves[from].includes(to));
    }
    expect(illegal).toBe(0);
  });

  test('the headline says how long stability lasts, with its interval, and the likeliest change', () => {
    const { headline } = transitions.narrate(answer());
    expect(headline).toMatch(/stability lasts 20 months on average \(19–21\)/);
    expect(headline).toContain('from decline to ended, 20%');
  });

  test('C14: the foot prints interest, when profit is counted, and the share of value beyond the horizon', () => {
    const { foot, method } = transitions.narrate(answer({ discount: 0.12, horizon: 3, timing: 'end' }));
    const text = foot.join(' · ');
    expect(text).toContain('discounted 12% a year, profit at the end of each period');
    expect(text).toMatch(/of a stable customer’s value after 3 years/);
    expect(method.settings.join(' · ')).toContain('discounted 12% a year (0.95% a month), profit at the end of each period, no horizon');
  });

  test('C14: there is no value from revenue without profit', () => {
    const result = answer({}, syntheticStatistics({ hasAmount: false }));
    expect(result.outlook.every(({ value }) => value === null)).toBe(true);
    expect(transitions.narrate(result).foot.join(' ')).toContain('no value');
    expect(transitions.figure(result).options.aside).toBeNull();
  });

  test('C15: rows with fewer than ten moves show no probability', () => {
    const few = answer({}, { ...syntheticStatistics(), ...transitionStatistics({ customers: 1, hasAmount: true }) });
    expect(few.cells.filter(({ of }) => of < 10).every(({ probability }) => probability === null)).toBe(true);
    expect(few.cells.some(({ probability }) => probability === null)).toBe(true);
  });

  test('moves of customers too young to be judged can be left out', () => {
    expect(answer().moves - answer({ young: 'left-out' }).moves).toBe(1200);
    expect(answer({ young: 'left-out' }).matrix.E.E).toBeLessThan(answer().matrix.E.E);
  });

  test('moves that change over time are warned of, with the change that differs most', () => {
    const shifting = answer({}, { ...syntheticStatistics(), ...transitionStatistics(company, 1.2) });
    expect(shifting.homogeneity!.verdict).toBe('shifts');
    expect(transitions.narrate(shifting).warnings.join(' ')).toMatch(
      /Moves change over time, most of all from exploration to decline: 6–29%/,
    );
    expect(transitions.narrate(answer()).warnings.join(' ')).not.toContain('change over time');
  });
});

describe('what drives the moves', () => {
  test('the headline names the clearest force with its interval', () => {
    const result = analyseDrivers(syntheticStatistics(), drivers.defaults, signal);
    expect(drivers.narrate(result).headline).toBe(
      'After a complaint the odds that a customer moves from stable to decline are [[accent:2.6 (2–3.4)]] times as high as without: the clearest of 5 effects tested',
    );
    expect(result.show).toBe('drivers');
  });

  test('without forces it shows how often the hidden stages order', () => {
    const tables = syntheticStatistics();
    const bare = { ...tables, hmm: tables.hmm!.filter(({ kind }) => kind !== 'driver') };
    const result = analyseDrivers(bare, drivers.defaults, signal);
    expect(result.show).toBe('rates');
    expect(drivers.narrate(result).headline).toContain('[[stable:3.1 (2.9–3.3)]] times a month');
    expect(drivers.figure(result).rows.map(({ label }) => label)).toEqual(['Exploration', 'Formation', 'Stable', 'Decline']);
  });

  test('a refusal of the model is said with what would suffice', () => {
    const empty = { from_stage: null, to_stage: null, low: null, n: null, p: null, clear: null };
    const refused = [{ ...empty, kind: 'refusal', name: 'hmm-few-periods', value: 150, high: 200 }];
    const result = analyseDrivers({ ...syntheticStatistics(), hmm: refused }, drivers.defaults, signal);
    expect(result.status).toBe('too-little');
    const words = drivers.narrate(result).notReady!;
    expect(words.what).toContain('150 customers');
    expect(words.why).toContain('200 customers');
  });

  test('a state that holds nobody, and stages that the data do not tell apart, are said as they are', () => {
    const empty = { from_stage: null, to_stage: null, low: null, n: null, p: null, clear: null };
    const refused = [{ ...empty, kind: 'refusal', name: 'hmm-collapsed', value: 4, high: 15 }];
    const result = analyseDrivers({ ...syntheticStatistics(), hmm: refused }, drivers.defaults, signal);
    expect(drivers.narrate(result).notReady!.what).toContain('holds almost nothing: 4 customer-periods');
    expect(drivers.narrate(result).notReady!.why).toContain('15 customer-periods');
    const tables = syntheticStatistics();
    const pooled = [...tables.hmm!, { ...empty, kind: 'fit', name: 'pooled', value: 2, high: null }];
    expect(drivers.narrate(analyseDrivers({ ...tables, hmm: pooled }, drivers.defaults, signal)).warnings.join()).toContain(
      'do not tell those stages apart',
    );
  });

  test('what the tea house of the sample says about hidden stages is a sentence with a number of its own, or why there is none', () => {
    const packed = (name: string) =>
      unpackTables(JSON.parse(readFileSync(join(import.meta.dirname, `../../src/books/tea-house.${name}.json`), 'utf8')) as PackedTables);
    const result = analyseDrivers({ ...packed('statistics'), ...packed('later') }, drivers.defaults, signal);
    const { headline, notReady } = drivers.narrate(result);
    const said = plainHeadline(headline);
    if (result.status === 'ready') {
      expect(said).toMatch(/(times as high as without|No driving force can be told apart from chance|In the hidden stable stage)/);
      expect(said).toMatch(/\d/);
      expect(result.rates.map(({ stage }) => stage)).toEqual(['E', 'F', 'S', 'D']);
      const rate = (stage: string) => result.rates.find((row) => row.stage === stage)!.value;
      expect(rate('E') < rate('F') && rate('F') < rate('S') && rate('D') < rate('S')).toBe(true);
    } else {
      expect(notReady!.what).toMatch(/\d/);
    }
  });

  test('a search that did not end, and three stages that explain as much, are warned of', () => {
    const tables = syntheticStatistics();
    const worse = tables.hmm!.map((row) =>
      row.name === 'converged' ? { ...row, value: 0 } : row.name === 'bicThreeStates' ? { ...row, value: 1 } : row,
    );
    const codes = analyseDrivers({ ...tables, hmm: worse }, drivers.defaults, signal).warnings.map(({ code }) => code);
    expect(codes).toEqual(['hmm-not-converged', 'hmm-three-states']);
  });
});
