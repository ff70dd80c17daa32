import { describe, expect, test } from 'vitest';
import { inputOutput } from '#lenses/input-output/definition.ts';
import { ladder } from '#lenses/ladder/definition.ts';
import { plainHeadline } from '#lenses/rich.ts';
import { stageConfidence } from '#lenses/stage-confidence/definition.ts';
import { stageFlow } from '#lenses/stage-flow/definition.ts';
import { stageHistory } from '#lenses/stage-history/definition.ts';
import { stageTiers } from '#lenses/stage-tiers/definition.ts';
import { stageVariables } from '#lenses/stage-variables/definition.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const signal = new AbortController().signal;
const company = syntheticStatistics({ customers: 1200 });

describe('stage and size', () => {
  const said = async (rows: [stage: string, tier: string, n: number][]) => {
    const stage_tiers = [...rows, ['S', 'small', 300]].map(([stage, tier, n]) => ({ stage, tier, n, amount: 10_000, profit: 0 }));
    return plainHeadline(stageTiers.narrate(await stageTiers.analyse({ ...company, stage_tiers } as never, {}, signal)).headline);
  };

  test('C15: of seven large customers no share is told, least of all that none is in decline when three are', async () => {
    expect(
      await said([
        ['S', 'top', 4],
        ['D', 'big', 3],
      ]),
    ).toBe('Only 7 top and big customers: too few to say which part of them is in decline');
  });

  test('C16: none of twelve may still be one in four', async () => {
    expect(await said([['S', 'big', 12]])).toBe('None of the 12 top and big customers is in decline (0–24%)');
  });
});

describe('stage mix over time', () => {
  const said = async (before: [number, number], now: [number, number]) => {
    const day = (date: string, [stable, all]: [number, number]) => [
      { day: date, stage: 'S', n: stable },
      { day: date, stage: 'E', n: all - stable },
    ];
    const stage_history = [...day('2024-06-30', before), ...day('2025-06-30', now)];
    return plainHeadline(stageHistory.narrate(await stageHistory.analyse({ ...company, stage_history }, {}, signal)).headline);
  };

  test('C16: a share that doubles among thirty customers is neither called equal nor called a change', async () => {
    expect(await said([6, 30], [12, 30])).toMatch(/shows no sure change within a year, 40% \(25–58%\) after 20% \(9\.5–37%\)/);
  });

  test('the same customers a year apart are paired: one in six who turned, and none back, is a sure change among sixty', async () => {
    const day = (date: string, stable: number, pair: [number, number] | null) =>
      [stable, 60 - stable].map((n, i) => ({
        day: date,
        stage: i === 0 ? 'S' : 'E',
        n,
        judged_before: pair === null ? null : n,
        stayed: pair === null ? null : pair[i]!,
      }));
    const verdict = async (pair: [number, number] | null) => {
      const stage_history = [...day('2024-06-30', 30, null), ...day('2025-06-30', 20, pair)];
      return (await stageHistory.analyse({ ...company, stage_history }, {}, signal)).change!.S.verdict;
    };
    expect(await verdict(null)).toBe('same');
    expect(await verdict([20, 30])).toBe('fell');
    // ten came and twenty went: the customers are the same, and yet the shares do not go together
    expect(await verdict([10, 20])).toBe('same');
  });

  test('the share is of all customers won so far, the ended ones included, and the words say so', async () => {
    expect(await said([200, 400], [120, 400])).toContain('part of all customers won so far has shrunk');
  });
});

describe('moves from one period to the next', () => {
  test('C15: the interval has the customer as its unit: a hundred periods of ten customers are not a hundred customers', async () => {
    const stage_flow = [
      { from_stage: 'S', to_stage: 'S', n: 80 },
      { from_stage: 'S', to_stage: 'D', n: 20 },
    ];
    const spread = { customers: 10, moves: 100, sizes: 1000, n_d: 20, squares_d: 80, cross_d: 200 };
    const width = async (stage_flow_spread: object[]) => {
      const result = await stageFlow.analyse({ ...company, stage_flow, stage_flow_spread } as never, { span: 'period' }, signal);
      const { share, low, high } = (result as unknown as { shares: { share: number; low: number; high: number }[] }).shares[2]!;
      expect(share).toBe(0.2);
      return high - low;
    };
    expect(await width([{ from_stage: 'S', ...spread }])).toBeGreaterThan(1.5 * (await width([])));
  });
});

describe('moves within a year', () => {
  test('who declined and ended within the year counts with those in decline', async () => {
    const stage_years = [
      { back: 0, from_stage: 'S', to_stage: 'S', n: 80 },
      { back: 0, from_stage: 'S', to_stage: 'D', n: 5 },
      { back: 0, from_stage: 'S', to_stage: 'T', n: 15 },
    ];
    const result = await stageFlow.analyse({ ...company, stage_years }, { span: 'year' }, signal);
    expect(plainHeadline(stageFlow.narrate(result).headline)).toBe(
      'Of the stable a year before, 20% (13–29%) are in decline or have ended now',
    );
  });
});

describe('how sure the stages are', () => {
  test('C16: the share that is sure has an interval, and single orders, which no draw can change, are left out and counted', async () => {
    const all = { stage: 'all', n: 40, mean: 0.8, low: 0.75, high: 0.85, sure: 20, single: 60, changes: 1, changes_without: 2 };
    const result = await stageConfidence.analyse({ ...company, stage_confidence: [all] }, {}, signal);
    const { headline, foot } = stageConfidence.narrate(result);
    expect(plainHeadline(headline)).toMatch(/^The stage is sure for 50% \(35–65%\) of customers/);
    expect(foot[0]).toContain('40 customers');
    expect(foot.join(' ')).toContain('60 with a single order left out');
  });
});

describe('the ladder', () => {
  test('n of the moves is the number of those who could rise, not of all who are listed', async () => {
    const tier_migration = [
      { from_tier: 'small', to_tier: 'small', n: 18 },
      { from_tier: 'small', to_tier: 'medium', n: 2 },
      { from_tier: 'inactive', to_tier: 'small', n: 500 },
    ];
    const result = await ladder.analyse({ ...company, tier_migration }, { show: 'migration' }, signal);
    expect(result.n).toBe(20);
    expect(result.warnings.map(({ code }) => code)).toContain('indicative');
  });

  test('shares of which prospects are part are told as such', async () => {
    const result = await ladder.analyse(company, { show: 'rungs' }, signal);
    expect(result.counts.prospect).toBeGreaterThan(0);
    expect(ladder.narrate(result).headline).toContain('Of all 1,200 listed, prospects included');
  });
});

describe('what stands on stages', () => {
  test('is estimated: nothing about a stage is measured', async () => {
    expect((await inputOutput.analyse(company, { base: 'all' }, signal)).badge).toBe('estimated');
    const badge = async (axis: 'stage' | 'age', base: 'all' | 'survivors') =>
      (await stageVariables.analyse(company, { axis, base }, signal)).badge;
    expect([await badge('stage', 'all'), await badge('age', 'survivors'), await badge('age', 'all')]).toEqual([
      'estimated',
      'estimated',
      'measured',
    ]);
  });

  test('agreement of what stages are told from is named as such in the headline', async () => {
    const row = (variable: string) => ({
      axis: 'contrast',
      base: 'all',
      place: 'E>F',
      variable,
      n: 100,
      value: 2,
      low: 1,
      high: 3,
      p: 0.0001,
      median: null,
    });
    const stage_variables = [...['volume', 'amount', 'price'].map(row), { ...row('volume'), axis: 'stage', place: 'E', p: null }];
    const result = await inputOutput.analyse({ ...company, stage_variables }, { base: 'all' }, signal);
    expect(result).toMatchObject({ agrees: 3, circular: 2 });
    expect(plainHeadline(inputOutput.narrate(result).headline)).toMatch(/all 3; 2 of the 3 /);
  });
});
