import { formatInteger, formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { share } from '#figures/words.ts';
import { interval } from '../telling.ts';
import type { LinkId, LinkResult, LinkUnit } from './analyse.ts';

/** The name of a link, short enough for a ring. */
export function linkName(id: LinkId): string {
  return {
    '1': m.lenses_links_1,
    '2': m.lenses_links_2,
    '3': m.lenses_links_3,
    '4a': m.lenses_links_4a,
    '4b': m.lenses_links_4b,
    '5': m.lenses_links_5,
    '6': m.lenses_links_6,
    '7': m.lenses_links_7,
    '8': m.lenses_links_8,
    '9': m.lenses_links_9,
  }[id]();
}

const itemWords: Record<string, () => string> = {
  intention: m.lenses_links_intention,
  quote: m.lenses_links_quote,
  cac: m.lenses_links_cac,
  new: m.lenses_links_new,
  arpu: m.lenses_links_arpu,
  service: m.lenses_links_service,
  'service-share': m.lenses_links_service_share,
  breadth: m.lenses_links_breadth,
  cross: m.lenses_links_cross,
  renewal: m.lenses_links_renewal,
  brand: m.lenses_links_brand,
  churn: m.lenses_links_churn,
  save: m.lenses_links_save,
  'save-control': m.lenses_links_save_control,
  'bad-debt': m.lenses_links_bad_debt,
  'win-back': m.lenses_links_win_back,
  'second-life': m.lenses_links_second_life,
};

/** What is counted, as words. */
export function itemName(item: string | null): string {
  return itemWords[item ?? '']?.() ?? '';
}

/** A number of a link in its unit. */
export function valueText(value: number, item: string | null, unit: LinkUnit, currency: string | null): string {
  if (unit === 'share') return share(value);
  if (unit === 'money') return formatMoney(value, currency);
  return item === 'new' ? formatInteger(value) : formatNumber(value, 1);
}

/** Its interval, empty without one. */
export function bandText(number: Pick<LinkResult, 'low' | 'high' | 'item' | 'unit'>, currency: string | null): string {
  const { low, high, item, unit } = number;
  if (low === null || high === null) return '';
  return interval(valueText(low, item, unit, currency).replace(/\s?%$/, ''), valueText(high, item, unit, currency));
}

/** The change against the year before with its direction, empty without one. */
export function trendText({ trend, change, item, unit }: LinkResult, currency: string | null): string {
  if (trend === null || change === null) return '';
  if (trend === 'steady') return `→ ${m.lenses_links_steady()}`;
  const size =
    unit === 'share'
      ? m.lenses_links_points({ n: formatNumber(100 * Math.abs(change), 1) })
      : valueText(Math.abs(change), item, unit, currency);
  return trend === 'up' ? `↑ +${size}` : `↓ −${size}`;
}

/** Why a link is grey: which export or column would fill it, or that there are too few cases. */
export function missingText({ id, missing, n }: LinkResult): string {
  if (missing === null) return '';
  if (missing === 'few') return m.lenses_links_few({ n: formatInteger(n) });
  return {
    '1': m.lenses_links_need_1,
    '2': m.lenses_links_need_2,
    '3': m.lenses_links_need_3,
    '4a': m.lenses_links_need_4a,
    '4b': m.lenses_links_need_4b,
    '5': m.lenses_links_need_5,
    '6': m.lenses_links_need_6,
    '7': m.lenses_links_need_7,
    '8': m.lenses_links_need_8,
    '9': m.lenses_links_need_9,
  }[id]();
}
