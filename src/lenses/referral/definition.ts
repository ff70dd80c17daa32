import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type ReferralOptions, type ReferralResult, analyse } from './analyse.ts';
import { narrate, referrerNote } from './narrate.ts';

/** Who brings new customers, and what does that save? */
export const referral: Lens<ReferralOptions, ReferralResult> = {
  id: 'referral',
  title: m.lenses_referral_title,
  statistics: ['profile', 'referral_values'],
  defaults: { share: 0, usualCost: null },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'ranking',
    rows: result.referrers.map((one) => ({
      id: one.id,
      stage: null,
      value: one.influenced,
      second: one.direct,
      note: referrerNote(one, result.currency),
      direct: one.direct,
      influenced: one.influenced,
      depth: one.depth,
      saved: one.saved,
      worth: one.value,
    })),
    options: {
      title: m.lenses_referral_bars(),
      format: 'integer',
      line: null,
      nobody: m.lenses_referral_nobody(),
      panel: null,
      columns: [
        { key: 'id', title: m.lenses_column_customer(), align: 'left', format: 'text' },
        { key: 'direct', title: m.lenses_column_direct(), align: 'right', format: 'integer' },
        { key: 'influenced', title: m.lenses_column_influenced(), align: 'right', format: 'integer' },
        { key: 'depth', title: m.lenses_column_depth(), align: 'right', format: 'integer' },
        { key: 'saved', title: m.lenses_column_saved(), align: 'right', format: 'money' },
        { key: 'worth', title: m.lenses_column_referral_value(), align: 'right', format: 'money' },
      ],
    },
  }),
  covers: ['S1-18', 'S2-31'],
  sources: ['Kumar, Petersen & Leone 2010'],
};
