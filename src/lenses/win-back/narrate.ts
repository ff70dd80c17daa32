import { formatInteger, formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { customers, span } from '#figures/words.ts';
import { calledWords, costSetting } from '../action-words.ts';
import type { Narration } from '../definition.ts';
import { footOf, notReadyWords, shareWithin, unallocatedLine, underAssumption, warningTexts } from '../telling.ts';
import type { WinBackResult } from './analyse.ts';

/** How many lost customers come back by themselves or called, and how many of them are worth a call. */
export function narrate(result: WinBackResult): Narration {
  const left = excludedLine(result);
  const called = calledWords(result.uplift);
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_win_back_silent(),
    subtitle: m.lenses_win_back_subtitle({ span: span(result.horizon, result.period) }),
    foot: footOf(result, left, called, unallocatedLine(result)),
    warnings: warningTexts(result),
    notReady:
      result.reason?.code === 'few-lost'
        ? {
            what: m.lenses_few_lost_what({ have: customers(result.lost) }),
            why: m.lenses_few_lost_why({ need: customers(Number(result.reason.parameters.need ?? 0)) }),
            next: m.lenses_few_lost_next(),
          }
        : notReadyWords(result),
    method: {
      definition: m.lenses_win_back_definition(),
      formula: m.lenses_win_back_formula(),
      settings: [
        result.secondLife.assumed
          ? m.lenses_setting_second_assumed()
          : m.lenses_setting_second_measured({ ratio: formatNumber(result.secondLife.ratio), customers: customers(result.secondLife.n) }),
        ...costSetting(result, result.currency),
        m.lenses_setting_discount(),
      ],
      caveats: [m.lenses_caveat_return_chance(), m.lenses_caveat_no_control(), m.lenses_caveat_value_formula()],
      citations: [
        'Kaplan, E. L. & Meier, P. 1958. Nonparametric estimation from incomplete observations. JASA 53, 457–481.',
        'Stauss, B. & Friege, C. 1999. Regaining service customers: costs and benefits of regain management. Journal of Service Research 1(4), 347–361.',
      ],
      statistics: ['profile', 'win_back', 'win_back_curve', 'contact_outcomes'],
    },
  };
}

function headline(result: WinBackResult): string {
  const first = m.lenses_win_back_headline({
    share: shareWithin(result.share, result.shareLow, result.shareHigh),
    lost: customers(result.lost),
  });
  const known = result.customers.some(({ expected }) => expected !== null);
  if (!known) return first;
  const gain = result.customers.reduce((sum, { expected }) => sum + Math.max(0, expected ?? 0), 0);
  const second =
    result.worth === 0
      ? m.lenses_win_back_none_worth()
      : m.lenses_win_back_worth({ customers: customers(result.worth), gain: formatMoney(gain, result.currency) });
  return underAssumption(m.lenses_two({ first, second }), result);
}

function excludedLine({ excluded }: WinBackResult): string | null {
  const of = (reason: string) => formatInteger(excluded.find((one) => one.reason === reason)?.n ?? 0);
  return excluded.some(({ n }) => n > 0)
    ? m.lenses_win_back_excluded({ unpaid: of('unpaid'), fraud: of('fraud'), refused: of('opt-out') })
    : null;
}

/** What stands beside the curve of returns. */
export function calledLines(result: WinBackResult): string[] {
  return [
    m.lenses_win_back_line_returned({ n: formatInteger(result.returned), lost: formatInteger(result.lost) }),
    result.secondLife.assumed
      ? m.lenses_win_back_line_second_assumed()
      : m.lenses_win_back_line_second({ ratio: formatNumber(result.secondLife.ratio) }),
  ];
}
