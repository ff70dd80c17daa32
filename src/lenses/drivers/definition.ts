import { m } from '#i18n/messages.ts';
import { stageName } from '#figures/words.ts';
import type { Lens } from '../definition.ts';
import { type DriversOptions, type DriversResult, analyse } from './analyse.ts';
import { forceName, narrate } from './narrate.ts';

/** What goes with a customer's move from one stage to the next? */
export const drivers: Lens<DriversOptions, DriversResult> = {
  id: 'drivers',
  title: m.lenses_drivers_title,
  statistics: ['profile', 'hmm'],
  defaults: { show: 'auto' },
  choices: { show: ['auto', 'drivers', 'rates'] },
  analyse,
  narrate,
  figure: (result) => {
    const ofForces = result.show === 'drivers';
    return {
      figure: 'forest',
      rows: ofForces
        ? result.drivers.map(({ force, from, to, value, low, high, clear, n }) => ({
            group: forceName(force),
            label: m.lenses_drivers_move({ from: stageName(from), to: stageName(to) }),
            value,
            low,
            high,
            clear,
            n: Math.round(n),
          }))
        : result.rates.map(({ stage, value, low, high, n }) => ({
            group: '',
            label: stageName(stage),
            value,
            low,
            high,
            clear: true,
            n: Math.round(n),
          })),
      options: {
        reference: ofForces ? 1 : null,
        title: ofForces ? m.lenses_drivers_axis() : m.lenses_drivers_rates_axis(),
        lower: ofForces ? m.lenses_drivers_less() : '',
        higher: ofForces ? m.lenses_drivers_more() : '',
        countTitle: ofForces ? m.lenses_drivers_moves() : m.lenses_drivers_periods(),
        remark: ofForces ? m.lenses_drivers_hollow() : null,
      },
    };
  },
  covers: ['S0-25', 'S0-12'],
  sources: ['Netzer, Lattin & Srinivasan 2008'],
};
