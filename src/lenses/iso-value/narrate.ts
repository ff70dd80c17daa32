import { formatInteger, formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { processLook } from '#figures/process-words.ts';
import type { Narration } from '../definition.ts';
import { cohortSettings, footOf, moneyWithin, ofCohort, warningTexts } from '../telling.ts';
import { termsSetting, valueCitations, valueSilence } from '../value-words.ts';
import type { IsoValueResult } from './analyse.ts';

/** What the mean customer is worth, and what frequency without recency is worth. */
export function narrate(result: IsoValueResult): Narration {
  const { years, annualRate, worth, currency } = result;
  const words = { model: processLook(result.model).name, observed: formatInteger(result.T) };
  const spent = m.lenses_iso_spend({
    spend: formatMoney(worth.mean * worth.multiple, currency),
    margin: formatPercent(worth.margin, 1),
  });
  return {
    headline: result.status === 'ready' ? ofCohort(result.cohort, headline(result)) : m.lenses_iso_silent(),
    subtitle: result.status === 'ready' ? m.lenses_iso_subtitle(words) : m.lenses_iso_title(),
    foot: footOf(result, words.model, spent, termsSetting(years, annualRate)),
    warnings: warningTexts(result),
    notReady: valueSilence(result),
    method: {
      definition: m.lenses_iso_definition(),
      formula: m.lenses_iso_formula(),
      settings: [
        termsSetting(years, annualRate),
        spent,
        m.lenses_iso_setting_multiple({ multiple: formatNumber(worth.multiple) }),
        m.lenses_recency_setting_time(words),
        m.lenses_recency_setting_dots(),
        m.lenses_value_delta(),
        ...cohortSettings(result.cohort),
      ],
      caveats: [m.lenses_value_caveat_independence(), m.lenses_value_caveat_parameters(), m.lenses_value_caveat_sunk()],
      citations: [valueCitations.isoValue, valueCitations.gammaGamma],
      statistics: ['profile', 'history_grid', 'purchase_fits', 'value_facts'],
    },
  };
}

function headline({ mean, paradox, currency }: IsoValueResult): string {
  const first = m.lenses_iso_mean({ value: moneyWithin(mean.value, mean.low, mean.high, currency) });
  if (!paradox) return m.lenses_two({ first, second: m.lenses_recency_no_paradox() });
  const second = m.lenses_iso_paradox({
    silent: formatInteger(paradox.silent),
    few: formatInteger(paradox.few),
    many: formatInteger(paradox.many),
    fewValue: formatMoney(paradox.fewValue, currency),
    manyValue: formatMoney(paradox.manyValue, currency),
  });
  return m.lenses_two({ first, second });
}
