import { everyone } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type ValueMatrixOptions, type ValueMatrixResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Who earns now, and who will stay or can grow? */
export const valueMatrix: Lens<ValueMatrixOptions, ValueMatrixResult> = {
  id: 'value-matrix',
  title: m.lenses_value_matrix_title,
  statistics: ['profile', 'value_facts', 'value_matrix'],
  defaults: { by: 'tenure', split: 'median', cohort: everyone },
  choices: { by: ['tenure', 'potential'], split: ['median', 'benchmark', 'zero'] },
  analyse,
  narrate,
  figure: ({ by, lines, totals, points, days }) => ({
    figure: 'value-matrix',
    rows: points,
    options: { by, splitX: lines.x, splitY: lines.y, totals, days },
  }),
  covers: ['S0-08', 'S0-18', 'S1-12'],
  sources: ['Reinartz & Kumar 2002', 'Chen Mingliang 2001–03'],
};
