import { formatDate, formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { customers, share } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, notReadyWords, shareWithin, warningTexts } from '../telling.ts';
import type { LadderResult } from './analyse.ts';

/** How many stand on the upper rungs, or how many rose to a higher tier. */
export function narrate(result: LadderResult): Narration {
  const moves = result.show === 'migration';
  return {
    headline: result.status !== 'ready' ? m.lenses_ladder_silent() : moves ? movesHeadline(result) : rungsHeadline(result),
    subtitle: moves ? m.lenses_ladder_subtitle_moves() : m.lenses_ladder_subtitle(),
    foot: footOf(result, ...(moves ? movesFoot(result) : [])),
    warnings: [
      ...warningTexts(result),
      ...(moves && result.status === 'ready' && result.shortSince
        ? [m.lenses_ladder_short_year({ date: formatDate(result.shortSince) })]
        : []),
    ],
    notReady:
      result.reason?.code === 'ladder-one-year'
        ? { what: m.lenses_one_year_what(), why: m.lenses_one_year_why(), next: m.lenses_one_year_next() }
        : notReadyWords(result),
    method: {
      definition: m.lenses_ladder_definition(),
      formula: m.lenses_ladder_formula(),
      settings: [
        ...(result.newDays === null ? [] : [m.lenses_setting_new_days({ days: formatNumber(result.newDays, 0) })]),
        m.lenses_setting_loyal_rank(),
        m.lenses_setting_share_known({ customers: customers(result.shareKnown) }),
        m.lenses_setting_tiers(),
        m.lenses_setting_wilson(),
      ],
      caveats: [
        m.lenses_caveat_ladder_habit(),
        m.lenses_caveat_relative(),
        m.lenses_caveat_tiers_ranks(),
        m.lenses_caveat_potential(),
        m.lenses_caveat_regression(),
      ],
      citations: [
        'Chen Gang (陈刚), courseware on customer relationship management (five kinds of customers; 5–30 % can rise).',
        'Curry, J. & Curry, A. 2000. The Customer Marketing Method. Free Press. (customer pyramid)',
        'Wilson, E. B. 1927. Probable inference, the law of succession, and statistical inference. JASA 22, 209–212.',
      ],
      statistics: ['profile', 'ladder_counts', 'tier_migration'],
    },
  };
}

function rungsHeadline({ rungs, counts, n }: LadderResult): string {
  const said = (name: string) => {
    const row = rungs.find(({ rung }) => rung === name);
    return shareWithin(row?.share ?? 0, row?.low ?? null, row?.high ?? null);
  };
  const words = { loyal: said('loyal'), old: said('old'), new: said('new') };
  return counts.prospect > 0 ? m.lenses_ladder_headline_listed({ ...words, n: formatInteger(n) }) : m.lenses_ladder_headline(words);
}

function movesHeadline({ upwardShare, upwardLow, upwardHigh, verdict, shortSince }: LadderResult): string {
  const words = { share: shareWithin(upwardShare ?? 0, upwardLow, upwardHigh) };
  if (shortSince !== null) return m.lenses_ladder_up_short(words);
  if (verdict === 'supported') return m.lenses_ladder_up_supported(words);
  return verdict === 'contradicted' ? m.lenses_ladder_up_contradicted(words) : m.lenses_ladder_up_undecided(words);
}

function movesFoot({ downShare, lostShare, returnedShare }: LadderResult): string[] {
  return [
    m.lenses_ladder_up_base(),
    ...(downShare === null ? [] : [m.lenses_ladder_down({ share: share(downShare) })]),
    ...(lostShare === null ? [] : [m.lenses_ladder_lost({ share: share(lostShare) })]),
    ...(returnedShare === null ? [] : [m.lenses_ladder_returned({ share: share(returnedShare) })]),
  ];
}
