import { everyone } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type SurvivalOptions, type SurvivalResult, analyse } from './analyse.ts';
import { nameOf, narrate, shortOf } from './narrate.ts';

/** How long do customers stay, and do groups of them differ? */
export const survival: Lens<SurvivalOptions, SurvivalResult> = {
  id: 'survival',
  title: m.lenses_survival_title,
  statistics: ['profile', 'lives'],
  defaults: { by: 'none', cohort: everyone, age: everyone },
  choices: { by: ['none', 'cohort', 'segment', 'source', 'region'] },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'survival',
    rows: [
      ...result.curves.flatMap((curve, group) =>
        curve.steps.map(({ time, atRisk, ended, survival: value, low, high }) => ({
          kind: 'curve',
          group,
          time,
          atRisk,
          ended,
          value,
          low,
          high,
        })),
      ),
      ...(result.projection?.points ?? []).map(({ time, survival: value }) => ({
        kind: 'theory',
        group: 0,
        time,
        atRisk: null,
        ended: null,
        value,
        low: null,
        high: null,
      })),
    ],
    options: {
      unit: result.unit,
      names: result.curves.map((curve) => nameOf(curve, result)),
      shorts: result.curves.map(shortOf),
      median: result.curves.length === 1 ? (result.curves[0]?.median ?? null) : null,
      theory: result.projection === null ? null : result.projection.model,
      age: result.age,
    },
  }),
  covers: ['S0-05', 'S2-22', 'S4-06'],
  sources: ['Kaplan & Meier 1958', 'Mantel 1966', 'Fader & Hardie 2007'],
};
