import { describe, expect, test } from 'vitest';
import { readLocaleFrom } from '#i18n/locale.ts';
import { analyse as cohorts } from '#lenses/cohort-age/analyse.ts';
import { cohortAge } from '#lenses/cohort-age/definition.ts';
import { inputOutput } from '#lenses/input-output/definition.ts';
import { nineLinks } from '#lenses/nine-links/definition.ts';
import { referral } from '#lenses/referral/definition.ts';
import { plainHeadline } from '#lenses/rich.ts';
import { sixPartProfit } from '#lenses/six-part-profit/definition.ts';
import { stageVariables } from '#lenses/stage-variables/definition.ts';
import type { StatisticRow } from '#statistics/definition.ts';
import { curveStatistics } from '../support/curve-statistics.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const signal = new AbortController().signal;
const company = { customers: 1200, ages: 18, hasAmount: true, assumed: false };
const tables = (some: Partial<typeof company> & { against?: string[] } = {}) => ({
  ...syntheticStatistics({ ...company, ...some }),
  ...curveStatistics({ ...company, ...some }),
});

describe('input-output', () => {
  const of = (some: Parameters<typeof tables>[0] = {}) =>
    inputOutput.analyse(tables(some), inputOutput.defaults, signal) as ReturnType<typeof inputOutput.analyse> & { contradicts: number };

  test('C25: says contradicted, and names the step', async () => {
    const result = await of({ against: ['volume F>S'] });
    expect(result.contradicts).toBe(1);
    const said = plainHeadline(inputOutput.narrate(result).headline);
    expect(said).toContain('1 against it');
    expect(said).toContain('volume falls from formation to stable');
  });

  test('C16: every verdict rests on an adjusted p-value', async () => {
    const { contrasts } = await of();
    expect(contrasts).toHaveLength(30);
    for (const { verdict, q } of contrasts) {
      expect(q).not.toBeNull();
      if (verdict !== 'undecided') expect(q!).toBeLessThanOrEqual(0.05);
    }
  });

  test('what the files do not hold is not tested, and the reader learns which columns would fill it', async () => {
    const result = await of({ assumed: true });
    expect(result.missing).toEqual(['input', 'scale', 'efficiency', 'coordination', 'communication']);
    expect(result.contrasts.filter(({ verdict }) => verdict === null)).toHaveLength(15);
    expect(inputOutput.narrate(result).warnings.join(' ')).toContain('contacts with minutes');
  });

  test('C15: cells of fewer than ten customers are empty', async () => {
    const result = await of({ customers: 22 });
    expect(result.cells.filter((cell) => cell.n < 10).every((cell) => cell.value === null)).toBe(true);
    expect(result.warnings.map(({ code }) => code)).toContain('indicative');
  });
});

describe('stage-variables', () => {
  const of = (options: Partial<typeof stageVariables.defaults>, some = {}) =>
    stageVariables.analyse(tables(some), { ...stageVariables.defaults, ...options }, signal);

  test('C5: curves by age stop where fewer than twenty are old enough, and carry their risk set', async () => {
    const rows = tables();
    rows.variable_curves = rows.variable_curves!.map((row) => (row.axis === 'age' && Number(row.place) >= 11 ? { ...row, n: 19 } : row));
    const result = await stageVariables.analyse(rows, { axis: 'age', base: 'all' }, signal);
    expect(result.places).toHaveLength(11);
    expect(result.points.every(({ n }) => n >= 20)).toBe(true);
  });

  test('C7: survivors, all acquired and the balanced panel can each be shown, and the foot says which', async () => {
    const feet = await Promise.all(
      (['all', 'survivors', 'balanced'] as const).map(async (base) => stageVariables.narrate(await of({ base })).foot.join(' ')),
    );
    expect(feet[0]).toContain('all acquired');
    expect(feet[1]).toContain('survivors only');
    expect(feet[2]).toContain('balanced panel');
  });

  test('the theory’s course has its rank order, within the range of the data', async () => {
    const { points } = await of({});
    const volume = points.filter(({ variable }) => variable === 'volume');
    const [e, f, s, d] = volume.map(({ theory }) => theory!) as [number, number, number, number];
    expect(e < d && d < f && f < s).toBe(true);
    expect([e, s]).toEqual([Math.min(...volume.map(({ value }) => value!)), Math.max(...volume.map(({ value }) => value!))]);
  });

  test('C9: along the calendar no course of the theory is drawn', async () => {
    const { points, places } = await of({ axis: 'calendar' });
    expect(places[0]).toBe('2023-01-01');
    expect(points.every(({ theory }) => theory === null)).toBe(true);
  });

  test('a change that is not sure is not called one', async () => {
    const rows = tables();
    rows.stage_variables = rows.stage_variables!.map((row) => ({ ...row, low: Number(row.value) - 1e4, high: Number(row.value) + 1e4 }));
    const said = stageVariables.narrate(await stageVariables.analyse(rows, stageVariables.defaults, signal)).headline;
    expect(said).toContain('does not surely change');
  });
});

test.each([
  ['en', ['six parts of profit', 'nine links', 'Referral']],
  ['zh-Hans', ['利润的六个部分', '九个价值创造环节', '推荐']],
] as const)('three lenses count acquisition cost in three ways, and each names the others in %s', async (locale, names) => {
  const all = syntheticStatistics();
  const results = {
    sixPart: await sixPartProfit.analyse(tables(), { view: 'acquired' }, signal),
    links: await nineLinks.analyse(all, {}, signal),
    referral: await referral.analyse(all, { share: 0, usualCost: null }, signal),
  };
  const undo = readLocaleFrom(() => locale);
  const narrations = [sixPartProfit.narrate(results.sixPart), nineLinks.narrate(results.links), referral.narrate(results.referral)];
  undo();
  narrations.forEach(({ method }, lens) => {
    const said = method.settings.find((words) => /[Aa]cquisition cost:|获客成本：/.test(words))!;
    for (const name of names.filter((_, other) => other !== lens)) expect(said).toContain(name);
  });
});

test('a change from exploration is judged by the same customers, along the calendar by two means', async () => {
  const rows = tables();
  const wide = (row: Record<string, unknown>) => ({ ...row, low: Number(row.value) - 1e4, high: Number(row.value) + 1e4 });
  const sure = async (axis: 'stage' | 'calendar', change: [number, number]) => {
    const paired = { change_low: change[0], change_high: change[1] };
    const told = {
      ...rows,
      stage_variables: rows.stage_variables!.map((row) => ({ ...wide(row), ...paired })),
      variable_curves: rows.variable_curves!.map((row) => ({ ...wide(row), ...paired })),
    };
    return (await stageVariables.analyse(told as never, { axis, base: 'all' }, signal)).change!.sure;
  };
  expect([await sure('stage', [1, 9]), await sure('stage', [-9, -1]), await sure('stage', [-1, 9])]).toEqual([true, true, false]);
  expect(await sure('calendar', [1, 9])).toBe(false);
});

describe('six-part-profit', () => {
  const of = (some = {}, view: 'acquired' | 'balanced' = 'acquired') => sixPartProfit.analyse(tables(some), { view }, signal);

  test('the parts of every year add up to its total, and the result says how well', async () => {
    const { years, identityError } = await of();
    expect(identityError).toBeLessThanOrEqual(1e-9);
    for (const year of years) {
      const sum = year.acquisition! + year.base + year.growth + year.costSaving! + year.pricePremium + year.referral!;
      expect(sum).toBeCloseTo(year.total, 6);
    }
    expect(years.map(({ year }) => year)).toEqual([1, 2, 3, 4]);
  });

  test('C7: the base shrinks with survival per acquired customer, and does not among the same survivors', async () => {
    const bases = async (view: 'acquired' | 'balanced') => (await of({}, view)).years.map(({ base }) => Math.round(base));
    const acquired = await bases('acquired');
    expect(acquired[3]).toBeLessThan(acquired[0]!);
    expect(new Set(await bases('balanced')).size).toBe(1);
  });

  test('without costs four parts stand, the others are null, never 0, and the words say so', async () => {
    const result = await of({ assumed: true });
    expect(result.badge).toBe('assumed');
    expect(result.years[1]).toMatchObject({ acquisition: null, costSaving: null, referral: null });
    const { headline, warnings } = sixPartProfit.narrate(result);
    expect(headline).toContain('assuming a 30% margin');
    expect(warnings.join(' ')).toContain('Acquisition; Cost saving; Referrals');
  });

  test('the words name the year that pays back and the part that moved most', async () => {
    const result = await of();
    expect([result.breakEven, result.breakEvenSure]).toEqual([2, 2]);
    expect(plainHeadline(sixPartProfit.narrate(result).headline)).toMatch(/pays back in year 2; year 4 brings .* moved most by growth/i);
  });

  test('C16: whether and when it pays back is said no surer than the interval of the cumulative profit allows', async () => {
    const said = async (low: readonly number[], high: number) => {
      const bounds = (row: StatisticRow) => ({ ...row, cumulative_low: low[Number(row.year)] ?? null, cumulative_high: high });
      const six_part = tables().six_part!.map(bounds);
      return plainHeadline(
        sixPartProfit.narrate(await sixPartProfit.analyse({ ...tables(), six_part }, { view: 'acquired' }, signal)).headline,
      );
    };
    expect(await said([-50, 10, 20, 30], 900)).toMatch(/^A customer pays back in year 2;/);
    expect(await said([-50, -10, 20, 30], 900)).toMatch(/^A customer pays back in year 2, certainly by year 3;/);
    expect(await said([-50, -10, -10, -20], 900)).toMatch(
      /^Whether a customer pays back within 4 years is undecided: ¥[\d,]+ \(.*¥900\) by then;/,
    );
  });
});

describe('cohort-age', () => {
  const row = (cohort: string, age: number, n: number, active: number, profit: number) => ({
    cohort,
    age,
    n,
    active,
    amount: profit,
    profit,
  });
  const base = { ...tables(), cohort_age: [] as ReturnType<typeof row>[] };

  test('C9: the same cells stand by age, or by calendar when toggled', () => {
    const rows = [
      row('2023-01-01', 0, 40, 40, 0),
      row('2023-01-01', 1, 40, 20, 0),
      row('2023-02-01', 0, 40, 40, 0),
      row('2023-02-01', 1, 40, 30, 0),
    ];
    const x = (axis: 'age' | 'calendar') =>
      cohorts({ ...base, cohort_age: rows }, { measure: 'retention', axis, events: '' }, signal).cells.map((cell) => [
        cell.cohort,
        cell.x,
        cell.value,
      ]);
    expect(x('age')).toEqual([
      ['2023-01-01', 0, 1],
      ['2023-01-01', 1, 0.5],
      ['2023-02-01', 0, 1],
      ['2023-02-01', 1, 0.75],
    ]);
    expect(x('calendar').map(([, place]) => place)).toEqual([0, 1, 1, 2]);
  });

  test('C9: marks stand at their month of the calendar, and the method refuses to part age, cohort and period', async () => {
    const options = { measure: 'profit', axis: 'calendar', events: '2023-03 Price rise; nonsense; 2023-07 Lockdown' } as const;
    const result = await cohortAge.analyse(tables(), options, signal);
    expect(result.events).toEqual([
      { x: 2, words: 'Price rise' },
      { x: 6, words: 'Lockdown' },
    ]);
    expect(cohortAge.narrate(result).method.caveats.join(' ')).toContain('no straight trend can be credited to one of the three');
  });

  test('C16: two cohorts that differ at every age are one difference, and no trend; five in a row are', () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, i) => [0, 1, 2, 3, 4].map((age) => row(`202${i}-01-01`, age, 40, 20, (100 + i) * 10_000))).flat();
    const of = (count: number) => cohorts({ ...base, cohort_age: rows(count) }, { measure: 'profit', axis: 'age', events: '' }, signal);
    expect(of(2)).toMatchObject({ laterHigher: 1, pairs: 4, risen: 1, fallen: 0, verdict: 'mixed' });
    expect(of(5)).toMatchObject({ laterHigher: 1, risen: 4, verdict: 'better' });
  });

  test('C5: a cell that part of the cohort has not lived through is left out', () => {
    const rows = [row('2023-01-01', 0, 40, 40, 0), row('2023-01-01', 1, 40, 20, 0), row('2023-01-01', 2, 30, 20, 0)];
    const { cells } = cohorts({ ...base, cohort_age: rows }, { measure: 'profit', axis: 'age', events: '' }, signal);
    expect(cells.map(({ age }) => age)).toEqual([0, 1]);
  });

  test('C15: a mean of money has its interval, over the months of a cohort too; none where the squares are not known', () => {
    const cell = (squares: number | null) =>
      [0, 1].map((age) => ({ ...row('2023-01-01', age, 40, 20, 400 * 10_000), profit_squares: squares }));
    const of = (squares: number | null) =>
      cohorts({ ...base, cohort_age: cell(squares) }, { measure: 'profit', axis: 'age', events: '' }, signal).cells[1]!;
    // 40 customers of whom half bring 20: mean 10, s² = (8000 − 40·100)/39
    const half = 1.959964 * Math.sqrt((8000 - 4000) / 39 / 40);
    expect(of(8000)).toMatchObject({ value: 10, low: expect.closeTo(10 - half, 4), high: expect.closeTo(10 + half, 4) });
    expect(of(null)).toMatchObject({ value: 10, low: null, high: null });
  });

  test('months are joined while cohorts are too many or too small to be read', () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      [0, 1].map((age) => row(`${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`, age, 30, 15, 0)),
    ).flat();
    const result = cohorts({ ...base, cohort_age: rows }, { measure: 'profit', axis: 'age', events: '' }, signal);
    expect([result.cohortMonths, result.cohorts.length, result.cohorts[0]!.n]).toEqual([3, 14, 90]);
  });
});
