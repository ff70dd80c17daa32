import { formatDate, formatInteger, formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { isoAfter } from '#figures/customer-outlook/layout.ts';
import { customers } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, warningTexts } from '../telling.ts';
import { moneyRange, numberRange, percentRange, termsSetting, valueCitations, valueSilence } from '../value-words.ts';
import type { CustomerOutlookResult } from './analyse.ts';

/** What the models say of the customer who is drawn. */
export function narrate(result: CustomerOutlookResult): Narration {
  const { worth, terms, years, annualRate, cohort } = result;
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_outlook_silent(),
    subtitle: m.lenses_outlook_subtitle(),
    foot: footOf({ ...result, asOf: null }, ...(result.status === 'ready' ? drawn(result) : [])),
    warnings: warningTexts(result),
    notReady: valueSilence(result),
    method: {
      definition: m.lenses_outlook_definition({ customers: customers(result.n) }),
      formula: m.lenses_outlook_formula(),
      settings: [
        cohort === null ? m.lenses_outlook_setting_start() : m.lenses_outlook_setting_cohort({ cohort }),
        termsSetting(years, annualRate),
        m.lenses_value_delta(),
        worth?.assumed ? m.lenses_outlook_setting_assumed() : m.lenses_outlook_setting_spend(),
        m.lenses_outlook_setting_weeks({ weeks: formatInteger(terms.weeks) }),
      ],
      caveats: [m.lenses_value_caveat_one_time(), m.lenses_value_caveat_parameters(), m.lenses_value_caveat_no_season()],
      citations: [valueCitations.bgNbd, valueCitations.mbgNbd, valueCitations.paretoNbd],
      statistics: ['profile', 'history_grid', 'purchase_fits', 'value_facts'],
    },
  };
}

/** From when to when the customer is drawn, and on which terms the values are. */
function drawn({ worth, currency, years, annualRate, cohort, start, customer }: CustomerOutlookResult): (string | null)[] {
  return [
    m.lenses_outlook_drawn({ first: formatDate(start), today: formatDate(isoAfter(start, customer.today)) }),
    cohort === null ? null : m.lenses_outlook_of_cohort({ cohort }),
    ...(worth
      ? [
          m.lenses_outlook_worth({ spend: formatMoney(worth.spend, currency), margin: formatPercent(worth.margin, 1) }),
          termsSetting(years, annualRate),
        ]
      : []),
  ];
}

function headline({ numbers, terms, years, currency }: CustomerOutlookResult): string {
  const words = {
    alive: percentRange(numbers.map(({ alive }) => alive)),
    expected: numberRange(
      numbers.map(({ expected }) => expected),
      (value) => formatNumber(value, value < 10 ? 1 : 0),
    ),
    weeks: formatInteger(terms.weeks),
  };
  const values = numbers.flatMap(({ residual }) => residual ?? []);
  if (values.length === 0) return m.lenses_outlook_headline(words);
  return m.lenses_outlook_headline_value({ ...words, value: moneyRange(values, currency), years: formatInteger(years) });
}
