import { formatInteger, formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { valueMatrixRules } from '#schema/thresholds.ts';
import { fieldName } from '#figures/value-matrix/quadrants.ts';
import { customers, share } from '#figures/words.ts';
import type { Narration } from '../definition.ts';
import { footOf, interval, ofCohort, underAssumption, unallocatedLine, warningTexts } from '../telling.ts';
import { valueCitations, valueSilence } from '../value-words.ts';
import type { ValueMatrixResult } from './analyse.ts';

/** What the four fields earn, and whether staying and earning go together. */
export function narrate(result: ValueMatrixResult): Narration {
  const { by, split, lines, currency, borderline, cohort } = result;
  const tenure = by === 'tenure';
  const splitWords = { median: m.lenses_split_median, benchmark: m.lenses_split_benchmark, zero: m.lenses_split_zero }[split]();
  const at = m.lenses_split_at({
    outlook: tenure ? share(lines.x) : formatMoney(lines.x, currency),
    profit: formatMoney(lines.y, currency),
  });
  const left = unallocatedLine(result);
  return {
    headline: result.status === 'ready' ? underAssumption(ofCohort(cohort, headline(result)), result) : m.lenses_value_matrix_silent(),
    subtitle: [
      tenure ? m.lenses_value_matrix_subtitle_tenure() : m.lenses_value_matrix_subtitle_potential(),
      splitWords,
      ...(cohort === null ? [] : [m.lenses_value_matrix_lines_all()]),
    ].join(' · '),
    foot: footOf(
      result,
      ...(result.status === 'ready'
        ? [
            result.everyone !== null ? m.lenses_value_matrix_sample({ n: formatInteger(result.everyone) }) : null,
            at,
            borderline > 0 ? m.lenses_value_matrix_borderline({ customers: customers(borderline) }) : null,
            tenure ? correlation(result) : sources(result),
          ]
        : []),
    ),
    warnings: [...warningTexts(result), ...blurred(result)],
    notReady: silence(result),
    method: {
      definition: tenure ? m.lenses_value_matrix_definition_tenure() : m.lenses_value_matrix_definition_potential(),
      formula: tenure ? m.lenses_value_matrix_formula_tenure() : m.lenses_value_matrix_formula_potential(),
      settings: [
        splitWords,
        at,
        ...(cohort === null ? [] : [m.lenses_value_matrix_setting_cohort({ cohort })]),
        m.lenses_value_matrix_setting_borderline(),
        ...(tenure ? [m.lenses_value_matrix_setting_rho()] : [sources(result), m.lenses_value_matrix_setting_wallet()]),
        ...(left ? [left] : []),
      ],
      caveats: [
        ...(tenure
          ? [m.lenses_value_matrix_caveat_tenure(), m.lenses_value_matrix_caveat_rho()]
          : [m.lenses_value_matrix_caveat_potential(), m.lenses_value_matrix_caveat_cross_sell()]),
        m.lenses_value_matrix_caveat_lines(),
        m.lenses_value_matrix_caveat_luck(),
        m.lenses_caveat_new_customers(),
      ],
      citations: [
        'Reinartz, W. & Kumar, V. 2002. The mismanagement of customer loyalty. Harvard Business Review 80(7), 86–94.',
        m.lenses_value_matrix_citation(),
        valueCitations.mbgNbd,
      ],
      statistics: ['profile', 'value_facts', 'value_matrix'],
    },
  };
}

/** That most customers may belong to the field beside theirs, where they may. */
function blurred({ status, borderline, n }: ValueMatrixResult): string[] {
  if (status !== 'ready' || borderline <= valueMatrixRules.mostBorderline * n) return [];
  return [m.lenses_value_matrix_warning_borderline({ share: share(borderline / n) })];
}

function silence(result: ValueMatrixResult): Narration['notReady'] {
  if (result.status === 'ready' || result.reason?.code !== 'potential-missing') return valueSilence(result);
  return { what: m.lenses_potential_what(), why: m.lenses_potential_why(), next: m.lenses_potential_next() };
}

function headline(result: ValueMatrixResult): string {
  const { totals, by, currency, n } = result;
  const total = totals.reduce((sum, { profit }) => sum + profit, 0);
  const field = (id: string) => totals.find((one) => one.id === id) ?? { n: 0, profit: 0 };
  const part = (profit: number) => (total > 0 ? share(profit / total) : formatMoney(profit, currency));
  const [best, next] = [field('high-high'), field('low-high')];
  return (by === 'tenure' ? m.lenses_value_matrix_headline_tenure : m.lenses_value_matrix_headline_potential)({
    best: fieldName(by, 'high-high'),
    bestShare: share(best.n / Math.max(1, n)),
    profit: part(best.profit),
    next: fieldName(by, 'low-high'),
    nextShare: share(next.n / Math.max(1, n)),
    nextProfit: formatMoney(next.profit, currency),
  });
}

/** Whether loyalty pays, beside what was published. */
function correlation({ loyalty, published }: ValueMatrixResult): string | null {
  if (!loyalty) return null;
  const number = (value: number | null) => (value === null ? null : formatNumber(value));
  const rho = m.lenses_within({ value: formatNumber(loyalty.value), interval: interval(number(loyalty.low), number(loyalty.high)) });
  const words = { within: m.lenses_rho_within, below: m.lenses_rho_below, above: m.lenses_rho_above, undecided: m.lenses_rho_undecided };
  return words[published ?? 'undecided']({ rho });
}

/** Which sources of growth are known, and of how many. */
function sources({ sources: { wallet, crossSell, referral } }: ValueMatrixResult): string {
  const known = [
    ...(wallet > 0 ? [m.lenses_source_wallet()] : []),
    ...(crossSell > 0 ? [m.lenses_source_cross_sell()] : []),
    ...(referral > 0 ? [m.lenses_source_referral()] : []),
  ];
  const missing = [
    ...(wallet > 0 ? [] : [m.lenses_source_wallet_missing()]),
    ...(crossSell > 0 ? [] : [m.lenses_source_cross_sell_missing()]),
    ...(referral > 0 ? [] : [m.lenses_source_referral_missing()]),
  ];
  const first = m.lenses_sources_known({ names: known.join(m.lenses_comma()) });
  return missing.length === 0
    ? first
    : m.lenses_two({ first, second: m.lenses_sources_missing({ names: missing.join(m.lenses_comma()) }) });
}
