import { expect, test } from 'vitest';
import { addFigures } from '#figures/index.ts';
import { moreFigures } from '#figures/more.ts';
import { drawing } from '#figures/render.ts';
import { auditBase } from '#lenses/audit-base/definition.ts';
import { auditCohort } from '#lenses/audit-cohort/definition.ts';
import { auditCohorts } from '#lenses/audit-cohorts/definition.ts';
import { auditPeriod } from '#lenses/audit-period/definition.ts';
import { auditTwoPeriods } from '#lenses/audit-two-periods/definition.ts';
import { figureContext, normalised } from '../support/figure-context.ts';
import { syntheticStatistics } from '../support/statistics.ts';

addFigures(moreFigures);
const signal = new AbortController().signal;
const base = syntheticStatistics({ customers: 400 });

const requests = {
  'share-bars-tenths': async () => auditPeriod.figure(await auditPeriod.analyse(base, auditPeriod.defaults, signal)),
  'profit-waterfall-moves': async () => auditTwoPeriods.figure(await auditTwoPeriods.analyse(base, auditTwoPeriods.defaults, signal)),
  'matrix-tenths': async () => auditTwoPeriods.figure(await auditTwoPeriods.analyse(base, { by: 'profit', view: 'tenths' }, signal)),
  'age-panels-cohort': async () => auditCohort.figure(await auditCohort.analyse(base, auditCohort.defaults, signal)),
  'age-panels-cohorts': async () => auditCohorts.figure(await auditCohorts.analyse(base, auditCohorts.defaults, signal)),
  'cohort-stack-calendar': async () =>
    auditCohorts.figure(await auditCohorts.analyse(base, { by: 'amount', view: 'calendar', cohort: 'all' }, signal)),
  'cohort-stack-base': async () => auditBase.figure(await auditBase.analyse(base, auditBase.defaults, signal)),
};

test.each(Object.entries(requests))('%s is drawn as it always was', async (name, request) => {
  const { svg } = drawing(await request(), figureContext());
  await expect(normalised(svg)).toMatchFileSnapshot(`golden/${name}.svg.txt`);
});

test.each(Object.entries(requests))('every mark of %s has its words, and customers where it stands for some', async (_, request) => {
  const { figure, rows, options } = await request();
  const drawn = moreFigures.find(({ id }) => id === figure)!;
  const points = drawn.points(rows, options, { locale: 'en', currency: 'CNY' });
  expect(points.length).toBeGreaterThan(0);
  for (const { x, y, label } of points) {
    expect(Number.isFinite(x + y)).toBe(true);
    expect(label).not.toMatch(/undefined|NaN/);
  }
  expect(points.some(({ customers }) => customers !== undefined)).toBe(true);
});
