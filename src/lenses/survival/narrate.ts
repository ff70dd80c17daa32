import { customers, span } from '#figures/words.ts';
import { formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Narration } from '../definition.ts';
import { footOf, interval, notReadyWords, shareWithin, warningTexts } from '../telling.ts';
import type { SurvivalCurve, SurvivalResult } from './analyse.ts';

/** The name of a curve: everybody, a group, a cohort, or the others. */
export function nameOf({ name, rest }: SurvivalCurve, { by }: SurvivalResult): string {
  if (rest) return m.lenses_survival_rest();
  if (name === null) return m.lenses_survival_everybody();
  return by === 'none' || by === 'cohort' ? m.figures_cohorts_row({ cohort: name }) : name;
}

/** The name where there is little room: the months of a cohort alone, nine letters at most. */
export function shortOf(curve: SurvivalCurve): string {
  if (curve.rest) return m.lenses_survival_rest_short();
  const name = curve.name ?? m.lenses_survival_everybody_short();
  return name.length > 9 ? `${name.slice(0, 8)}…` : name;
}

/** How long half of the customers stay, or how many are left at the end; and whether groups differ by more than chance. */
export function narrate(result: SurvivalResult): Narration {
  const { contractual, projection, startUnknown, returned, left } = result;
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_survival_silent(),
    subtitle: [
      contractual ? m.lenses_survival_subtitle_contract() : m.lenses_survival_subtitle_silent(),
      m.lenses_survival_subtitle_band(),
      ...(projection ? [m.lenses_survival_subtitle_theory()] : []),
    ].join(' · '),
    foot: footOf(
      result,
      m.lenses_survival_ends({ n: formatInteger(result.curves.reduce((sum, { ended }) => sum + ended, 0)) }),
      left > 0 ? m.lenses_survival_left({ n: formatInteger(left) }) : null,
    ),
    warnings: warningTexts(result),
    notReady: notReady(result),
    method: {
      definition: contractual ? m.lenses_survival_definition_contract() : m.lenses_survival_definition_silent(),
      formula: m.lenses_survival_formula(),
      settings: [
        contractual
          ? m.lenses_survival_setting_contract({ unit: span(1, result.unit) })
          : m.lenses_setting_period({ period: span(1, result.period) }),
        m.lenses_survival_setting_interval(),
        m.lenses_setting_stops_at_twenty(),
        ...(startUnknown > 0 ? [m.lenses_survival_setting_unknown({ n: formatInteger(startUnknown) })] : []),
        ...(returned > 0 ? [m.lenses_survival_setting_returned({ n: formatInteger(returned) })] : []),
        ...(result.logRank ? [tested(result.logRank)] : []),
        ...(projection ? [projected(projection)] : contractual ? [m.lenses_survival_setting_no_theory()] : []),
      ],
      caveats: [
        contractual ? m.lenses_survival_caveat_contract() : m.lenses_survival_caveat_silent(),
        m.lenses_caveat_heterogeneity(),
        m.lenses_survival_caveat_groups(),
      ],
      citations: [
        'Kaplan, E. L. & Meier, P. 1958. Nonparametric estimation from incomplete observations. JASA 53, 457–481.',
        'Kalbfleisch, J. D. & Prentice, R. L. 1980. The Statistical Analysis of Failure Time Data. Wiley. (Intervals on the log-log scale.)',
        'Mantel, N. 1966. Evaluation of survival data and two new rank order statistics. Cancer Chemotherapy Reports 50, 163–170.',
        'Fader, P. S. & Hardie, B. G. S. 2007. How to project customer retention. Journal of Interactive Marketing 21(1), 76–90.',
        'Fader, P. S., Hardie, B. G. S., Liu, Y., Davin, J. & Steenburgh, T. 2018. “How to project customer retention” revisited. Journal of Interactive Marketing 43, 1–16.',
      ],
      statistics: ['profile', 'lives'],
    },
  };
}

function headline(result: SurvivalResult): string {
  const { curves } = result;
  if (curves.length === 1) return result.age && result.point ? lasting(result) : median(curves[0]!, result);
  const at = atAge(result);
  const lives = comparedLives(result);
  return at === null ? lives : m.lenses_survival_both({ first: at, second: lives });
}

/** What is left of each of the first two curves at the end of the chosen age; null where none is chosen, or a curve has ended before. */
function atAge(result: SurvivalResult): string | null {
  const [first, second] = result.points;
  if (!first || !second) return null;
  const words = [first, second].map((point, i) =>
    m.lenses_survival_group({
      name: nameOf(result.curves[i]!, result),
      median: `[[accent:${shareWithin(point.survival, point.low, point.high)}]]`,
    }),
  );
  return m.lenses_survival_at_age({ after: span(first.time, result.unit), words: words.join(m.figures_comma()) });
}

function comparedLives(result: SurvivalResult): string {
  const { curves, logRank } = result;
  const words = curves
    .slice(0, 2)
    .map((curve) => m.lenses_survival_group({ name: nameOf(curve, result), median: medianText(curve, result) }))
    .join(m.figures_comma());
  if (!logRank) return m.lenses_survival_untested({ words });
  return logRank.differ ? m.lenses_survival_differ({ words }) : m.lenses_survival_alike({ words });
}

function median(curve: SurvivalCurve, result: SurvivalResult): string {
  if (curve.median === null) return result.point ? lasting(result) : m.lenses_survival_silent();
  const words = { after: `[[accent:${medianText(curve, result)}]]` };
  return result.contractual ? m.lenses_survival_half_contract(words) : m.lenses_survival_half_silent(words);
}

function lasting({ point, unit, contractual }: SurvivalResult): string {
  const words = { after: span(point!.time, unit), value: `[[accent:${shareWithin(point!.survival, point!.low, point!.high)}]]` };
  return contractual ? m.lenses_survival_lasting_contract(words) : m.lenses_survival_lasting_silent(words);
}

/** "14 months (12–16)"; "more than 30 months" where half are still there. */
function medianText(curve: SurvivalCurve, { unit }: SurvivalResult): string {
  const last = curve.steps[curve.steps.length - 1]?.time ?? 0;
  if (curve.median === null) return m.lenses_survival_beyond({ after: span(last, unit) });
  const { medianLow: low, medianHigh: high } = curve;
  const value = span(curve.median, unit);
  if (low === null || (high !== null && low === high)) return value;
  return m.lenses_within({
    value,
    interval: high === null ? m.lenses_or_later({ age: formatInteger(low) }) : interval(formatInteger(low), formatInteger(high)),
  });
}

function tested({ chiSquare, degrees, p }: NonNullable<SurvivalResult['logRank']>): string {
  return m.lenses_survival_setting_logrank({
    statistic: formatNumber(chiSquare, 1),
    degrees: formatInteger(degrees),
    p: p < 0.001 ? '< 0.001' : `= ${formatNumber(p, 3)}`,
  });
}

function projected({ model, estimates }: NonNullable<SurvivalResult['projection']>): string {
  const values = Object.entries(estimates)
    .map(([name, value]) => `${{ alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ' }[name] ?? name} = ${formatNumber(value, 3)}`)
    .join(m.figures_comma());
  return model === 'sbg' ? m.lenses_survival_setting_sbg({ values }) : m.lenses_survival_setting_bdw({ values });
}

function notReady(result: SurvivalResult): Narration['notReady'] {
  const { status, reason } = result;
  if (status === 'ready') return null;
  if (reason?.code === 'few-ends') {
    return {
      what: m.lenses_survival_few_what({ have: formatInteger(Number(reason.parameters.have)) }),
      why: m.lenses_survival_few_why({ need: formatInteger(Number(reason.parameters.need)) }),
      next: m.lenses_survival_few_next(),
    };
  }
  if (reason?.code === 'no-lives') {
    return {
      what: m.lenses_survival_no_lives_what({ customers: customers(Number(reason.parameters.customers)) }),
      why: m.lenses_survival_no_lives_why(),
      next: m.lenses_survival_few_next(),
    };
  }
  if (reason?.code === 'no-groups') {
    const columns = { segment: m.lenses_survival_by_segment, source: m.lenses_survival_by_source, region: m.lenses_survival_by_region };
    const column = columns[reason.parameters.by as keyof typeof columns]?.() ?? m.lenses_survival_by_cohort();
    return {
      what: m.lenses_survival_groups_what({ column }),
      why: m.lenses_survival_groups_why(),
      next: m.lenses_survival_groups_next({ column }),
    };
  }
  return notReadyWords(result);
}
