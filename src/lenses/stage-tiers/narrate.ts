import { formatInteger, formatMoney } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { share as shareText, span } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, interval, notReadyWords, shareWithin, warningTexts } from '../telling.ts';
import type { StageTiersResult, Tier } from './analyse.ts';

/** The name of a value tier. */
export function tierName(tier: Tier): string {
  return {
    top: m.terms_tier_top,
    big: m.terms_tier_big,
    medium: m.terms_tier_medium,
    small: m.terms_tier_small,
    inactive: m.terms_tier_inactive,
  }[tier]();
}

/** The name of a value tier where there is little room. */
export function tierShort(tier: Tier): string {
  return {
    top: m.terms_short_tier_top,
    big: m.terms_short_tier_big,
    medium: m.terms_short_tier_medium,
    small: m.terms_short_tier_small,
    inactive: m.terms_short_tier_inactive,
  }[tier]();
}

/** Which part of the largest customers is in decline, and what they still bought within the last year. */
export function narrate(result: StageTiersResult): Narration {
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_stage_tiers_silent(),
    subtitle: m.lenses_stage_tiers_subtitle(),
    foot: footOf(result),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_stage_tiers_definition(),
      formula: m.lenses_stage_tiers_formula(),
      settings: [m.lenses_setting_period({ period: span(1, result.period) }), m.lenses_setting_too_early(), m.lenses_setting_wilson()],
      caveats: [m.lenses_caveat_relative(), m.lenses_caveat_tiers()],
      citations: [
        'Curry, J. & Curry, A. 2000. The Customer Marketing Method. Free Press. (Top, big, medium and small customers.)',
        'Wilson, E. B. 1927. Probable inference, the law of succession, and statistical inference. JASA 22, 209–212.',
      ],
      statistics: ['profile', 'stage_tiers'],
    },
  };
}

function headline({ large, currency }: StageTiersResult): string {
  const { share, low, high, amount, of, n } = large;
  if (share === null) return m.lenses_stage_tiers_few({ of: formatInteger(of) });
  if (n === 0) return m.lenses_stage_tiers_none({ of: formatInteger(of), interval: interval('0', shareText(high!)) });
  return m.lenses_stage_tiers_headline({ share: shareWithin(share, low, high), amount: formatMoney(amount ?? 0, currency) });
}
