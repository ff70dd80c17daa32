import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type AllocationSensitivityResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Does it matter how costs are shared among customers? */
export const allocationSensitivity: Lens<Record<string, never>, AllocationSensitivityResult> = {
  id: 'allocation-sensitivity',
  title: m.lenses_allocation_title,
  statistics: ['profile', 'allocation_sensitivity'],
  defaults: {},
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'revenue-profit',
    rows: result.dots.map((dot) => ({ ...dot })),
    options: { axes: 'allocations', losing: result.losingByActivity, remark: null },
  }),
  covers: ['S2-18', 'S0-16'],
  sources: ['Cooper & Kaplan 1991'],
};
