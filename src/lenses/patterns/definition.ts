import { m } from '#i18n/messages.ts';
import { patterns as names } from '#models/lifecycle/patterns/episode.ts';
import type { FigureRequest, Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type PatternsOptions, type PatternsResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** At which stage do relationships end, which last, and what does each pattern earn? */
export const patterns: Lens<PatternsOptions, PatternsResult> = {
  id: 'patterns',
  title: m.lenses_patterns_title,
  statistics: ['profile', 'patterns', 'pattern_incidence', 'pattern_profit'],
  defaults: { show: 'incidence' },
  choices: { show: ['incidence', 'profit'] },
  analyse,
  narrate,
  figure,
  covers: ['S2-27'],
  sources: ['Chen Mingliang 2001', 'Aalen & Johansen 1978', 'Gooley et al. 1999'],
};

function figure(result: PatternsResult): FigureRequest {
  const { show, period, curve, paths } = result;
  if (show === 'incidence') return { figure: 'pattern-incidence', rows: curve.map((step) => ({ ...step })), options: { period } };
  return {
    figure: 'pattern-profit',
    rows: paths.map((point) => ({ ...point })),
    options: { period, order: [...names], remark: unallocatedRemark(result) },
  };
}
