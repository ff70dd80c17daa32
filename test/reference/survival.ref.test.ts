import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasReferenceData, referenceFile } from '../support/reference-data.ts';
import { cox } from '#models/survival/cox/definition.ts';
import { aalenJohansen } from '#models/survival/aalen-johansen.ts';
import { kaplanMeier, type SurvivalStep, timeAt } from '#models/survival/kaplan-meier.ts';
import type { Life } from '#models/survival/lives.ts';
import { logRank } from '#models/survival/log-rank.ts';

const rows = (file: string): Record<string, string>[] => {
  const [head, ...lines] = readFileSync(referenceFile(`survival/${file}`), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((field) => field.trim()));
  return lines.map((fields) => Object.fromEntries(head!.map((name, i) => [name, fields[i]!])));
};

const life = (time: string | undefined, ended: boolean): Life => ({ entry: 0, time: Number(time), cause: Number(ended), weight: 1 });
const at = (steps: readonly SurvivalStep[], time: number) => steps.filter((step) => step.time <= time).at(-1)!;

describe.skipIf(!hasReferenceData)('Kaplan–Meier of published data', () => {
  test('g3, as R computes it', () => {
    const of = (group: string) =>
      kaplanMeier(
        rows('g3.csv')
          .filter((r) => r.group === group)
          .map((r) => life(r.time, r.event === 'True')),
      );
    const [rit, control] = [of('RIT'), of('Control')];
    expect([25, 53].map((t) => at(rit, t).survival)).toEqual([0.9091, 0.7792].map((s) => expect.closeTo(s, 4)));
    const times = [9, 19, 32, 34];
    expect(times.map((t) => at(control, t).survival)).toEqual([0.8333, 0.6667, 0.5, 0.3333].map((s) => expect.closeTo(s, 4)));
    expect(times.map((t) => at(control, t).low)).toEqual([0.2731, 0.1946, 0.1109, 0.0461].map((s) => expect.closeTo(s, 3)));
    expect(times.map((t) => at(control, t).high)).toEqual([0.975, 0.904, 0.804, 0.676].map((s) => expect.closeTo(s, 3)));
  });

  test('waltons: curve, medians and log-rank test', () => {
    const all = rows('waltons_dataset.csv');
    const of = (group?: string) => all.filter((r) => !group || r.group === group).map((r) => life(r.T, r.E === '1'));
    const curve = kaplanMeier(of());
    const published = [0.993865, 0.888957, 0.802531, 0.672891, 0.429903, 0.254305, 0.100384, 0];
    expect([6, 22, 33, 45, 56, 61, 68, 75].map((t) => at(curve, t).survival)).toEqual(published.map((s) => expect.closeTo(s, 6)));
    expect(timeAt(curve).value).toBe(56);
    const groups = [of('control'), of('miR-137')];
    expect(groups.map((some) => [some.length, timeAt(kaplanMeier(some)).value])).toEqual([
      [129, 58],
      [34, 26],
    ]);
    expect(logRank(groups)!.chiSquare).toBeCloseTo(122.2491, 4);
  });

  test('the same lives, equal ones once with a weight, are a quarter of the rows and the same curve', () => {
    const folded = new Map<string, Life>();
    for (const r of rows('waltons_dataset.csv')) {
      const key = `${r.T} ${r.E}`;
      const known = folded.get(key);
      folded.set(key, { ...life(r.T, r.E === '1'), weight: (known?.weight ?? 0) + 1 });
    }
    expect(folded.size).toBe(38);
    expect(kaplanMeier([...folded.values()])).toEqual(kaplanMeier(rows('waltons_dataset.csv').map((r) => life(r.T, r.E === '1'))));
  });

  test('rossi', () => {
    const curve = kaplanMeier(rows('rossi.csv').map((r) => life(r.week, r.arrest === '1')));
    const published = [0.965278, 0.907407, 0.861111, 0.803241, 0.736111];
    expect([10, 20, 30, 40, 52].map((t) => at(curve, t).survival)).toEqual(published.map((s) => expect.closeTo(s, 6)));
    const other = aalenJohansen(
      rows('rossi.csv').map((r) => life(r.week, r.arrest === '1')),
      1,
    );
    expect(1 - other.at(-1)!.incidence[0]!.value).toBeCloseTo(0.736111, 6);
  });
});

describe.skipIf(!hasReferenceData)('Cox regression of published data', () => {
  const names = ['fin', 'age', 'race', 'wexp', 'mar', 'paro', 'prio'];
  const fit = (times = 1) => {
    const all = Array.from({ length: times }, () => rows('rossi.csv')).flat();
    const lives = all.map((r) => life(r.week, r.arrest === '1'));
    return cox.fit({ lives, covariates: all.map((r) => names.map((name) => Number(r[name]))), names }, {}, { aborted: false });
  };

  test('rossi, with Efron ties', () => {
    const { estimates, diagnostics } = fit();
    const published = [-0.3794222, -0.0574377, 0.3138998, -0.1497957, -0.4337039, -0.0848711, 0.0914971];
    published.forEach((value, j) => expect(estimates!.effects[j]!.coefficient).toBeCloseTo(value, 6));
    expect(diagnostics.logLikelihood).toBeCloseTo(-658.75, 2);
    expect(diagnostics.aic).toBeCloseTo(1331.5, 1);
    expect(estimates!.concordance).toBeCloseTo(0.64, 2);
    expect(estimates!.likelihoodRatio).toMatchObject({ chiSquare: expect.closeTo(33.27, 2), degrees: 7 });
    expect(estimates!.effects[0]!.standardError).toBeCloseTo(0.1914, 4);
  });

  test('twenty times the data has the same effects and a twentieth of their variance', () => {
    const [one, many] = [fit().estimates!, fit(20).estimates!];
    many.effects.forEach((effect, j) => {
      expect(effect.coefficient).toBeCloseTo(one.effects[j]!.coefficient, 2);
      expect(effect.standardError * Math.sqrt(20)).toBeCloseTo(one.effects[j]!.standardError, 2);
    });
  });
});
