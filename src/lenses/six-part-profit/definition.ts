import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { unallocatedRemark } from '../telling.ts';
import { type SixPartOptions, type SixPartProfitResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Where does the profit of each year of a relationship come from? */
export const sixPartProfit: Lens<SixPartOptions, SixPartProfitResult> = {
  id: 'six-part-profit',
  title: m.lenses_six_part_title,
  statistics: ['profile', 'six_part'],
  defaults: { view: 'acquired' },
  choices: { view: ['acquired', 'balanced'] },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'six-part-profit',
    rows: result.years.map(({ bands, ...year }) => ({
      ...year,
      ...Object.fromEntries(
        bands.flatMap(({ part, low, high }) => [
          [`${part}Low`, low],
          [`${part}High`, high],
        ]),
      ),
    })),
    options: { breakEven: result.breakEven, remark: unallocatedRemark(result) },
  }),
  covers: ['S0-20', 'S2-20', 'S2-28', 'S2-29', 'S2-30', 'S2-31'],
  sources: ['Reichheld & Sasser 1990', 'Reichheld 1996'],
};
