import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type NineLinksOptions, type NineLinksResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';
import { bandText, itemName, linkName, missingText, trendText, valueText } from './words.ts';

/** At which links of the relationship is value made or lost? */
export const nineLinks: Lens<NineLinksOptions, NineLinksResult> = {
  id: 'nine-links',
  title: m.lenses_links_title,
  statistics: ['profile', 'nine_links', 'stage_age'],
  defaults: {},
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'nine-links',
    rows: result.links.map((link) => ({
      link: link.id,
      name: linkName(link.id),
      item: itemName(link.item),
      value: link.value === null ? '' : valueText(link.value, link.item, link.unit, result.currency),
      band: bandText(link, result.currency),
      trend: trendText(link, result.currency),
      verdict: link.verdict,
      n: link.n,
      indicative: link.indicative,
      missing: missingText(link),
      details: link.details
        .map((one) =>
          m.lenses_links_detail({
            name: itemName(one.item),
            value: valueText(one.value, one.item, one.unit, result.currency),
            n: formatInteger(one.n),
          }),
        )
        .join('\n'),
    })),
    options: { told: result.told },
  }),
  covers: ['S2-16', 'S0-32'],
  sources: ['Wilson 1927', 'Newcombe 1998'],
};
