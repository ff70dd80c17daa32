import { formatInteger, formatMoney } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { share, span } from '#figures/words.ts';
import { actionReasons } from '../action-words.ts';
import type { Lens } from '../definition.ts';
import { type WinBackOptions, type WinBackResult, analyse } from './analyse.ts';
import { calledLines, narrate } from './narrate.ts';

/** Which lost customers are worth a call? */
export const winBack: Lens<WinBackOptions, WinBackResult> = {
  id: 'win-back',
  title: m.lenses_win_back_title,
  statistics: ['profile', 'win_back', 'win_back_curve', 'contact_outcomes'],
  defaults: { cost: null },
  analyse,
  narrate,
  figure: (result) => {
    const known = result.customers.some(({ expected }) => expected !== null);
    return {
      figure: 'ranking',
      rows: result.customers.map((one) => ({
        id: one.id,
        stage: one.exitFrom,
        value: known ? one.chance * Math.max(0, one.value ?? 0) : one.chance,
        second: null,
        note: [share(one.chance), ...actionReasons(one.reasons)].join(m.lenses_comma()),
        reasons: actionReasons(one.reasons).join(m.lenses_comma()),
        chance: one.chance,
        worth: one.value,
        expected: one.expected,
        away: span(one.periods, result.period),
        orders: one.orders,
        lastOrder: one.lastOrder,
      })),
      options: {
        title: known ? m.lenses_win_back_bars() : m.lenses_win_back_bars_chance(),
        format: known ? 'money' : 'percent',
        line:
          known && result.cost !== null
            ? { value: result.cost, words: m.lenses_win_back_line_cost({ cost: formatMoney(result.cost, result.currency) }) }
            : null,
        nobody: m.lenses_win_back_nobody(),
        columns: [
          { key: 'id', title: m.lenses_column_customer(), align: 'left', format: 'text' },
          { key: 'expected', title: m.lenses_column_expected(), align: 'right', format: 'money' },
          { key: 'chance', title: m.lenses_column_chance(), align: 'right', format: 'percent' },
          { key: 'worth', title: m.lenses_column_second_value(), align: 'right', format: 'money' },
          { key: 'reasons', title: m.lenses_column_reasons(), align: 'left', format: 'text' },
          { key: 'away', title: m.lenses_column_away(), align: 'left', format: 'text' },
          { key: 'orders', title: m.lenses_column_orders(), align: 'right', format: 'integer' },
          { key: 'lastOrder', title: m.lenses_column_last_order(), align: 'left', format: 'text' },
        ],
        panel:
          result.curve.length < 2
            ? null
            : {
                kind: 'curve',
                title: m.lenses_win_back_panel(),
                xTitle: m.lenses_win_back_panel_x(),
                yTitle: m.lenses_win_back_panel_y(),
                xEnd: span(result.curve.length, result.period),
                points: result.curve.map(({ periods, share: value, low, high, atRisk }) => ({
                  x: periods,
                  y: value,
                  low,
                  high,
                  words: m.lenses_win_back_point({
                    away: span(periods, result.period),
                    share: share(value),
                    low: share(low),
                    high: share(high),
                    n: formatInteger(atRisk),
                  }),
                })),
                lines: calledLines(result),
              },
      },
    };
  },
  covers: ['S2-16', 'S2-34'],
  sources: ['Kaplan & Meier 1958', 'Stauss & Friege 1999'],
};
