import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { span } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, notReadyWords, warningTexts } from '../telling.ts';
import type { LinkResult, NineLinksResult } from './analyse.ts';
import { bandText, linkName, valueText } from './words.ts';

/** How many links are told, and which became better or worse. */
export function narrate(result: NineLinksResult): Narration {
  const { payback, brandWinner, period } = result;
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_links_silent(),
    subtitle: m.lenses_links_subtitle(),
    foot: footOf(
      result,
      ...(payback === null ? [] : [m.lenses_links_payback({ span: span(payback, period) })]),
      ...(brandWinner ? [m.lenses_links_winner({ brand: brandWinner.brand, n: formatInteger(brandWinner.net) })] : []),
    ),
    warnings: warningTexts(result),
    notReady: notReadyWords(result),
    method: {
      definition: m.lenses_links_definition(),
      formula: m.lenses_links_formula(),
      settings: [m.lenses_links_setting_year(), m.lenses_links_setting_cac(), m.lenses_setting_draws()],
      caveats: [m.lenses_links_caveat_ten(), m.lenses_links_caveat_control(), m.lenses_links_caveat_chain()],
      citations: [
        'Wilson, E. B. 1927. Probable inference, the law of succession, and statistical inference. JASA 22(158), 209–212.',
        'Newcombe, R. G. 1998. Interval estimation for the difference between independent proportions. Statistics in Medicine 17(8), 873–890.',
      ],
      statistics: ['profile', 'nine_links', 'stage_age'],
    },
  };
}

function headline({ links, told, currency }: NineLinksResult): string {
  const said = (link: LinkResult): string => {
    const [name, band] = [linkName(link.id).toLowerCase(), bandText(link, currency)];
    if (link.value === null) return name;
    const value = valueText(link.value, link.item, link.unit, currency);
    return `${name} ${band === '' ? value : m.lenses_within({ value, interval: band })}`;
  };
  const of = (verdict: 'better' | 'worse') => links.filter((link) => link.verdict === verdict).map(said);
  const [better, worse] = [of('better'), of('worse')];
  const first = told === links.length ? m.lenses_links_all_told() : m.lenses_links_told({ n: formatInteger(told) });
  const list = (names: readonly string[]) => names.join(m.lenses_links_comma());
  const second =
    better.length + worse.length === 0
      ? m.lenses_links_no_change()
      : [
          ...(better.length > 0 ? [m.lenses_links_better({ names: list(better) })] : []),
          ...(worse.length > 0 ? [m.lenses_links_worse({ names: list(worse) })] : []),
        ].join(m.lenses_links_comma());
  return m.lenses_two({ first, second });
}
