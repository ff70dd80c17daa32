import { formatInteger, formatMoney, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { LensResult, Narration } from './definition.ts';
import { interval, notReadyWords } from './telling.ts';

/** Why a figure of the value models is not drawn, in three sentences; null when it is. */
export function valueSilence(result: LensResult): Narration['notReady'] {
  switch (result.status === 'ready' ? undefined : result.reason?.code) {
    case 'clv-customers':
      return { what: m.lenses_value_customers_what(), why: m.lenses_value_small_why(), next: m.lenses_value_small_next() };
    case 'clv-repeaters':
      return { what: m.lenses_value_repeaters_what(), why: m.lenses_value_small_why(), next: m.lenses_value_small_next() };
    case 'clv-fit':
      return { what: m.lenses_value_fit_what(), why: m.lenses_value_fit_why(), next: m.lenses_value_fit_next() };
    case 'clv-spend':
      return { what: m.lenses_value_spend_what(), why: m.lenses_value_spend_why(), next: m.lenses_value_spend_next() };
    case 'clv-few-amounts':
      return { what: m.lenses_value_few_amounts_what(), why: m.lenses_value_few_amounts_why(), next: m.lenses_value_small_next() };
    case 'clv-same-amounts':
      return { what: m.lenses_value_same_amounts_what(), why: m.lenses_value_same_amounts_why(), next: m.lenses_value_same_amounts_next() };
    case 'clv-endless-mean':
      return { what: m.lenses_value_spend_what(), why: m.lenses_value_endless_why(), next: m.lenses_value_spend_next() };
    case 'clv-no-margin':
      return { what: m.lenses_value_no_margin_what(), why: m.lenses_value_no_margin_why(), next: m.lenses_value_no_margin_next() };
    case 'clv-no-amounts':
      return { what: m.lenses_amount_what(), why: m.lenses_value_amount_why(), next: m.lenses_amount_next() };
    default:
      return notReadyWords(result);
  }
}

/** Why the models of codes `regular` and `opportunities` are not in a picture of counts or weeks. */
export function absentWords(codes: readonly string[]): string[] {
  const words: Record<string, () => string> = { regular: m.lenses_absent_regular, opportunities: m.lenses_absent_opportunities };
  return codes.flatMap((code) => (words[code] ? [words[code]()] : []));
}

/** Probabilities of several models as one range, "61–73%". */
export function percentRange(values: readonly number[]): string {
  const text = (value: number) => formatPercent(value);
  const [low, high] = ends(values);
  return interval(text(low).replace(/\s?%$/, text(low) === text(high) ? text(low).slice(-1) : ''), text(high));
}

/** Money of several models as one range. */
export function moneyRange(values: readonly number[], currency: string | null): string {
  const [low, high] = ends(values).map((value) => formatMoney(value, currency)) as [string, string];
  return low === high ? low : m.lenses_from_to({ low, high });
}

/** Numbers of several models as one range. */
export function numberRange(values: readonly number[], write: (value: number) => string): string {
  const [low, high] = ends(values);
  return interval(write(low), write(high));
}

function ends(values: readonly number[]): [number, number] {
  return [values.reduce((a, b) => Math.min(a, b), Infinity), values.reduce((a, b) => Math.max(a, b), -Infinity)];
}

/** Horizon and discounting of a value, as one setting (C14). */
export function termsSetting(years: number | null, annualRate: number): string {
  const rate = formatPercent(annualRate, 1);
  return years === null ? m.lenses_value_terms_ever({ rate }) : m.lenses_value_terms({ years: formatInteger(years), rate });
}

/** The literature of the value models. */
export const valueCitations = {
  bgNbd: 'Fader, P. S., Hardie, B. G. S. & Lee, K. L. 2005. “Counting your customers” the easy way. Marketing Science 24(2), 275–284.',
  mbgNbd:
    'Batislam, E. P., Denizel, M. & Filiztekin, A. 2007. Empirical validation and comparison of models for customer base analysis. International Journal of Research in Marketing 24(3), 201–209.',
  paretoNbd:
    'Schmittlein, D. C., Morrison, D. G. & Colombo, R. 1987. Counting your customers: who are they and what will they do next? Management Science 33(1), 1–24.',
  regular:
    'Platzer, M. & Reutterer, T. 2016. Ticking away the moments: timing regularity helps to better predict customer activity. Marketing Science 35(5), 779–799.',
  bgBb: 'Fader, P. S., Hardie, B. G. S. & Shang, J. 2010. Customer-base analysis in a discrete-time noncontractual setting. Marketing Science 29(6), 1086–1108.',
  isoValue:
    'Fader, P. S., Hardie, B. G. S. & Lee, K. L. 2005. RFM and CLV: using iso-value curves for customer base analysis. Journal of Marketing Research 42(4), 415–430.',
  gammaGamma: 'Fader, P. S. & Hardie, B. G. S. 2013. The Gamma-Gamma model of monetary value. brucehardie.com/notes/025.',
} as const;
