import { beforeAll, describe, expect, it } from 'vitest';
import { mbgNbd } from '#models/purchases/mbg-nbd/process.ts';
import { bgNbd } from '#models/purchases/bg-nbd/process.ts';
import type { PurchaseProcess } from '#models/purchases/process.ts';
import { random } from '#numeric/random.ts';
import { exponential, gamma } from '#numeric/variates.ts';
import { opportunityScale, opportunitySummary } from '#panel/summary-query.ts';
import { computeStatistics } from '#statistics/compute.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import type { Fitted } from '#statistics/fitted.ts';
import { logChances } from '#statistics/hold-out.ts';
import { statisticsOf } from '#statistics/index.ts';
import { baseOf, lastDay, simulatedPurchases } from '../panel/simulated.ts';
import { ask, build } from '../panel/tables.ts';

const days = 728;

async function tablesOf(purchases: number[][], names: string[]): Promise<StatisticTables> {
  const engine = await baseOf(purchases);
  const { asOf } = await build(engine, { asOf: lastDay(days), calibrationEnd: lastDay(days / 2) });
  return computeStatistics(engine, statisticsOf(names), { asOf }, new AbortController().signal);
}

const everybody = (tables: StatisticTables) => tables.clv_leaderboard!.filter(({ cohort }) => cohort === 'all');
const scoreOf = (tables: StatisticTables, model: string) => everybody(tables).find((row) => row.model === model)!;

/** Customers whose gaps are Erlang of order `k`, and who drop out after a purchase with a chance of their own. */
function regularPurchases(customers: number, k: number): number[][] {
  const draw = random(21);
  return Array.from({ length: customers }, () => {
    const bought = [Math.floor((draw() * days) / 2.5)];
    const rate = (gamma(draw, 4) / 4) * (k / 40);
    const [leaves, stays] = [gamma(draw, 1), gamma(draw, 9)];
    for (let time = bought[0]!; draw() > leaves / (leaves + stays);) {
      for (let i = 0; i < k; i++) time += exponential(draw, rate);
      if (time >= days) break;
      if (Math.ceil(time) > bought.at(-1)! && Math.ceil(time) < days) bought.push(Math.ceil(time));
    }
    return bought;
  });
}

/** Customers who at each of the 24 opportunities of the two years drop out, buy once, in its middle, or do not buy. */
function monthlyPurchases(customers: number): number[][] {
  const draw = random(22);
  const share = (a: number, b: number): number => {
    const [one, other] = [gamma(draw, a), gamma(draw, b)];
    return one / (one + other);
  };
  return Array.from({ length: customers }, () => {
    const first = Math.floor(draw() * 6);
    const [buys, leaves] = [share(1.5, 3), share(0.6, 8)];
    const bought = [first];
    for (let nth = first + 1; nth < 24 && draw() > leaves; nth++) if (draw() < buys) bought.push(nth);
    return bought.map((nth) => Math.floor(((nth + 0.5) * days) / 24));
  });
}

describe('the chance of what came, by hand', () => {
  const histories = { x: Float64Array.of(0), tx: Float64Array.of(0), T: Float64Array.of(10), weight: Float64Array.of(1) };
  const chance = (process: PurchaseProcess, values: number[], came: number) => {
    const alive = process.alive(values, { x: 0, tx: 0, T: 10 });
    const fit = { process, values, histories, place: Int32Array.of(0) } as unknown as Fitted;
    return logChances(fit, [alive], () => came, 20)[0]!;
  };

  it('of a customer who never came back: alive for sure in the BG/NBD, and silent for twice as long with a chance of one half', () => {
    expect(chance(bgNbd, [1, 10, 1, 2], 0)).toBeCloseTo(Math.log(0.5), 12);
  });
  it('in the MBG/NBD gone with a chance of one half: 1/2 + 1/2 · 1/2 for none, 1/2 · (3/4 · 1/4 + 1/4 · 1/2) for one', () => {
    expect(chance(mbgNbd, [1, 10, 1, 2], 0)).toBeCloseTo(Math.log(0.75), 12);
    expect(chance(mbgNbd, [1, 10, 1, 2], 1)).toBeCloseTo(Math.log(0.15625), 12);
  });
  it('what a model thinks all but impossible counts as e^−690, not as the end of the comparison', () => {
    expect(chance(bgNbd, [1, 1e9, 1, 2], 2000)).toBe(-690);
  });
});

describe('opportunities', () => {
  it('run from the split to both sides; the first purchase opens, several in one count once', async () => {
    // Split after day 99; 60 days follow: with gaps of about 30 days two opportunities of 30 days each. Before the split: days 70–99, 40–69, 10–39, −20–9.
    const engine = await baseOf([
      [5, 10, 38, 41, 70, 100, 129, 130],
      [99, 159],
      [0, 40, 75, 110],
    ]);
    await build(engine, { asOf: lastDay(160), calibrationEnd: lastDay(100) });
    expect(await ask(engine, opportunityScale())).toMatchObject([{ unit: 'month', hold: 60, ahead: 2 }]);
    const found = await ask(engine, opportunitySummary(1));
    const own = found
      .sort((a, b) => Number(a.place) - Number(b.place))
      .map(({ n, x_n, t_n, bought, x_ahead, most }) => [n, x_n, t_n, bought, x_ahead, most].map(Number));
    expect(own).toEqual([
      [3, 3, 3, 4, 2, 2],
      [0, 0, 0, 0, 1, 1],
      [3, 2, 3, 2, 1, 1],
    ]);
  }, 120_000);
});

describe('the model that made the data', () => {
  let [regular, chance, monthly]: StatisticTables[] = [];
  beforeAll(async () => {
    regular = await tablesOf(regularPurchases(700, 4), ['clv_leaderboard', 'clv_tracking', 'purchase_fits', 'purchase_frequency']);
    chance = await tablesOf(simulatedPurchases(500, days), ['clv_leaderboard', 'clv_tracking', 'purchase_frequency']);
    monthly = await tablesOf(monthlyPurchases(700), ['clv_leaderboard', 'purchase_fits']);
  }, 180_000);
  const best = (tables: StatisticTables) =>
    everybody(tables).reduce((a, b) => (Number(b.log_score ?? -Infinity) > Number(a.log_score ?? -Infinity) ? b : a));

  it('wins where customers buy regularly: MBG/CNBD-k with its k, in every picture that it can be in', () => {
    expect(best(regular!)).toMatchObject({ model: 'bg-cnbd-k', reason: null });
    expect(Number(best(regular!).k)).toBeGreaterThanOrEqual(3);
    expect(Number(best(regular!).mae)).toBeLessThan(Number(scoreOf(regular!, 'mbg-nbd').mae));
    for (const table of ['clv_tracking', 'purchase_frequency'])
      expect(regular![table]!.some(({ model }) => model === 'bg-cnbd-k')).toBe(true);
    const k = regular!.purchase_fits!.find(
      ({ model, parameter, sample }) => model === 'bg-cnbd-k' && parameter === 'k' && sample === 'calibration',
    );
    expect(k).toMatchObject({ estimate: best(regular!).k, se: null });
  });

  it('is the MBG/NBD where gaps are random: k = 1 is named as the same and stands in no other picture', () => {
    const [plain, timed] = ['mbg-nbd', 'bg-cnbd-k'].map((model) => scoreOf(chance!, model));
    expect(timed).toMatchObject({ k: 1, reason: 'same-as-mbg-nbd' });
    for (const column of ['predicted', 'mae', 'log_score']) expect(Number(timed![column])).toBeCloseTo(Number(plain![column]), 3);
    for (const table of ['clv_tracking', 'purchase_frequency'])
      expect(chance![table]!.some(({ model }) => model === 'bg-cnbd-k')).toBe(false);
  });

  it('wins where opportunities are whole and hold one purchase at most: BG/BB, by the same score', () => {
    expect(best(monthly!)).toMatchObject({ model: 'bg-bb', opportunity: 'month', per: 1, reason: null });
    expect(Number(best(monthly!).opportunity_days)).toBeCloseTo(days / 24, 6);
    expect(Number(best(monthly!).predicted) / Number(best(monthly!).actual)).toBeCloseTo(1, 0);
    expect(monthly!.purchase_fits!.some(({ model, sample }) => model === 'bg-bb' && sample === 'all')).toBe(false);
  });

  it('BG/BB has no score where opportunities hold several purchases, but purchases: what it expects times how many each holds', () => {
    const row = scoreOf(chance!, 'bg-bb');
    expect(row).toMatchObject({ log_score: null, reason: 'opportunities' });
    expect(Number(row.per)).toBeGreaterThan(1);
    expect(Number(row.predicted)).toBeGreaterThan(0);
  });

  it('tracking counts the purchases of the hold-out that the leaderboard counts, in weeks that begin with it', () => {
    for (const tables of [regular!, chance!]) {
      const weeks = tables.clv_tracking!.filter(({ model, cohort }) => model === 'mbg-nbd' && cohort === 'all');
      const held = weeks.filter(({ held_out }) => held_out === 1);
      expect(held.reduce((sum, { actual }) => sum + Number(actual), 0)).toBe(scoreOf(tables, 'mbg-nbd').actual);
      expect(held.reduce((sum, one) => sum + Number(one.days), 0)).toBe(Math.round(Number(scoreOf(tables, 'mbg-nbd').hold_weeks) * 7));
      expect(held[0]!.days).toBe(7);
    }
  });
});
