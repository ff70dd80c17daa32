import { share } from '#figures/words.ts';
import { formatInteger, formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { auditCitation, auditSilence, measureWords, moneyBounds, profitSettings, shareBounds, stretchWords } from '../audit-words.ts';
import type { Narration } from '../definition.ts';
import { footOf, underAssumption, warningTexts } from '../telling.ts';
import type { AuditGroup, AuditPeriodResult } from './analyse.ts';

/** What the best bring, how often people order, or what the middle one spends. */
export function narrate(result: AuditPeriodResult): Narration {
  const { by, view, stretch, currency } = result;
  const subtitles = {
    tenths: m.lenses_audit_period_sub_tenths,
    orders: m.lenses_audit_period_sub_orders,
    spend: m.lenses_audit_period_sub_spend,
  };
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_audit_period_silent(),
    subtitle: subtitles[view]({ measure: measureWords(by), stretch: stretch ? stretchWords(stretch) : '–' }),
    foot: footOf(
      result,
      stretch ? stretchWords(stretch) : null,
      result.status === 'ready' && Math.abs(result.idle) >= 1 ? m.lenses_audit_idle({ amount: formatMoney(result.idle, currency) }) : null,
    ),
    warnings: warningTexts(result),
    notReady: auditSilence(result),
    method: {
      definition: m.lenses_audit_period_definition(),
      formula: m.lenses_audit_period_formula(),
      settings: [
        m.lenses_audit_setting_stretch(),
        view === 'tenths' ? m.lenses_audit_setting_linear() : m.lenses_setting_wilson(),
        m.lenses_audit_setting_joined(),
        ...profitSettings(result, by),
      ],
      caveats: [m.lenses_audit_caveat_luck(), m.lenses_caveat_new_customers(), m.lenses_caveat_unallocated()],
      citations: [
        `${auditCitation} Chapter 3.`,
        'Kovačević, M. S. & Binder, D. A. 1997. Variance estimation for measures of income inequality and polarization. Journal of Official Statistics 13(1), 41–58.',
        'Wilson, E. B. 1927. Probable inference, the law of succession, and statistical inference. JASA 22, 209–212.',
      ],
      statistics: ['profile', 'audit_moments', 'audit_tenths', 'audit_distribution'],
    },
  };
}

/** A row as it is named: a tenth (or several), a number of orders, a step of spend. */
export function groupName({ key }: AuditGroup, { view, joined, currency }: AuditPeriodResult): string {
  if (view === 'tenths') {
    const name = joined === 1 ? formatInteger(key) : `${formatInteger(key)}–${formatInteger(key + joined - 1)}`;
    return key === 1 ? m.lenses_audit_best({ name }) : name;
  }
  if (view === 'orders') return key >= 10 ? m.lenses_audit_more({ n: formatInteger(10) }) : formatInteger(key);
  return key === -1000
    ? m.lenses_audit_nothing({ amount: formatMoney(0, currency) })
    : m.lenses_audit_from({ amount: formatMoney(2 ** key, currency) });
}

function headline(result: AuditPeriodResult): string {
  const { groups, view, by, stretch, joined, currency } = result;
  const when = stretchWords(stretch!);
  if (view === 'orders') {
    const once = groups.find(({ key }) => key === 1);
    const words = once ? shareBounds(once.share!) : share(0);
    return said(
      result,
      m.lenses_audit_once({
        share: words,
        stretch: when,
        brings: once?.brings ? share(Math.max(0, once.brings)) : share(0),
        measure: measureWords(by),
      }),
    );
  }
  if (view === 'spend') {
    if (result.median === null || !result.mean) return m.lenses_audit_period_silent();
    return m.lenses_audit_middle({ median: formatMoney(result.median, currency), mean: moneyBounds(result.mean, currency), stretch: when });
  }
  const best = { 1: m.lenses_audit_best_tenth, 2: m.lenses_audit_best_fifth, 5: m.lenses_audit_best_half }[joined as 1 | 2 | 5];
  const first = best({ share: shareBounds(groups[0]!.share!), measure: measureWords(by), stretch: when });
  if (result.timesOrders === null || result.timesValue === null) return said(result, first);
  const orders = formatNumber(result.timesOrders, 1);
  const alike = Math.abs(result.timesValue - 1) < 0.05;
  const second = alike
    ? m.lenses_audit_times_alike({ orders })
    : m.lenses_audit_times({ orders, value: formatNumber(result.timesValue, 1) });
  return said(result, m.lenses_two({ first, second }));
}

function said(result: AuditPeriodResult, words: string): string {
  return result.by === 'profit' ? underAssumption(words, result) : words;
}
