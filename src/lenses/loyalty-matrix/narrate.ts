import { m } from '#i18n/messages.ts';
import { wilson } from '#numeric/wilson.ts';
import { customers, share } from '#figures/words.ts';
import type { LoyaltyType } from '#models/loyalty/types/classify.ts';
import type { Narration } from '../definition.ts';
import { footOf, notReadyWords, shareWithin, warningTexts } from '../telling.ts';
import type { LoyaltyMatrixResult } from './analyse.ts';

/** What holds the repeat buyers; or how often and how recently customers buy, and what that cannot tell. */
export function narrate(result: LoyaltyMatrixResult): Narration {
  const six = result.view === 'six-types';
  const foot = [
    ...(six && result.borderline > 0 ? [m.lenses_borderline({ customers: customers(result.borderline) })] : []),
    ...(result.ended > 0 ? [m.lenses_ended_apart({ customers: customers(result.ended) })] : []),
    ...(result.unclassified > 0 ? [m.lenses_unplaced({ customers: customers(result.unclassified) })] : []),
  ];
  return {
    headline: result.status === 'ready' ? (six ? typesHeadline(result) : behaviourHeadline(result)) : m.lenses_loyalty_silent(),
    subtitle: six
      ? result.badge === 'estimated'
        ? m.lenses_loyalty_subtitle_proxy()
        : m.lenses_loyalty_subtitle()
      : m.lenses_loyalty_subtitle_behaviour(),
    foot: footOf(result, ...foot),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: six ? m.lenses_loyalty_definition() : m.lenses_loyalty_definition_behaviour(),
      formula: six ? m.lenses_loyalty_formula() : m.lenses_loyalty_formula_behaviour(),
      settings: [m.lenses_setting_cuts(), m.lenses_setting_least_typed()],
      caveats: [m.lenses_caveat_two_loyalties(), m.lenses_caveat_repeat_rank(), ...(six ? [m.lenses_caveat_response()] : [])],
      citations: [
        'Dick, A. S. & Basu, K. 1994. Customer loyalty: toward an integrated conceptual framework. JAMS 22(2), 99–113.',
        'Oliver, R. L. 1999. Whence consumer loyalty? Journal of Marketing 63, 33–44.',
      ],
      statistics: ['profile', 'loyalty_bins'],
    },
  };
}

function typeWords(type: LoyaltyType): string {
  return {
    trust: m.lenses_by_trust,
    latent: m.lenses_by_none,
    monopoly: m.lenses_by_monopoly,
    incentive: m.lenses_by_incentive,
    inertia: m.lenses_by_inertia,
    price: m.lenses_by_none,
    none: m.lenses_by_none,
  }[type]();
}

function typesHeadline({ repeat, types, n }: LoyaltyMatrixResult): string {
  if (!repeat) return m.lenses_loyalty_few_repeat({ latent: share((types?.latent ?? 0) / Math.max(1, n)) });
  const part = shareWithin(repeat.share, repeat.low, repeat.high);
  const { second } = repeat;
  if (repeat.type === 'trust' && (repeat.low ?? 0) > second.share) return m.lenses_loyalty_trust({ share: part });
  if (repeat.type === 'trust')
    return m.lenses_loyalty_trust_and({ share: part, second: share(second.share), type: typeWords(second.type) });
  return m.lenses_loyalty_other({ share: part, type: typeWords(repeat.type), trust: share(repeat.trust) });
}

function behaviourHeadline({ groups, n }: LoyaltyMatrixResult): string {
  const recent = groups?.['frequent-recent'] ?? 0;
  const frequent = recent + (groups?.['frequent-away'] ?? 0);
  const range = wilson(recent, n);
  const away = frequent > 0 ? (groups?.['frequent-away'] ?? 0) / frequent : 0;
  return m.lenses_loyalty_behaviour({
    share: shareWithin(n > 0 ? recent / n : 0, range?.low ?? null, range?.high ?? null),
    away: share(away),
  });
}
