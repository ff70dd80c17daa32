import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type InputOutputOptions, type InputOutputResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Do input and output move through the stages as the theory says? */
export const inputOutput: Lens<InputOutputOptions, InputOutputResult> = {
  id: 'input-output',
  title: m.lenses_input_output_title,
  statistics: ['profile', 'stage_variables'],
  defaults: { base: 'all' },
  choices: { base: ['all', 'survivors', 'balanced'] },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'input-output',
    rows: [
      ...result.cells.map((cell) => ({ kind: 'cell', ...cell })),
      ...result.contrasts.map(({ variable, contrast, n, value, low, high, expected, measured, q, verdict }) => {
        return { kind: 'contrast', variable, contrast, n, value, low, high, expected, measured, q, verdict };
      }),
    ],
    options: { remark: unallocatedRemark(result) },
  }),
  covers: ['S0-13', 'S0-20', 'S0-29', 'S2-26', 'S2-28', 'S2-29', 'S2-30', 'S2-31'],
  sources: ['Reichheld & Sasser 1990', 'Reinartz & Kumar 2002', 'Benjamini & Hochberg 1995'],
};
