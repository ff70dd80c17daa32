import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { FigureTable } from '#figures/definition.ts';
import { share } from '#figures/words.ts';
import { actionReasons, decisionShort, decisionWords } from '../action-words.ts';
import type { Lens } from '../definition.ts';
import { type WarningsOptions, type WarningsResult, analyse } from './analyse.ts';
import { narrate, trialLines } from './narrate.ts';

/** Who is likely to decline next, why, and does it pay to act? */
export const warnings: Lens<WarningsOptions, WarningsResult> = {
  id: 'warnings',
  title: m.lenses_warnings_title,
  statistics: ['profile', 'warnings', 'warning_fit', 'contact_outcomes'],
  defaults: { uplift: null, cost: null, show: 'warned' },
  choices: { show: ['warned', 'declining'] },
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'ranking',
    rows: (result.show === 'declining' ? result.declining : result.customers).map((one) => ({
      id: one.id,
      stage: one.stage,
      value: byValue(result) ? one.stake : one.score,
      second: null,
      note: [...(one.score === null ? [] : [share(one.score)]), decisionShort(one.act), ...actionReasons(one.reasons)].join(
        m.lenses_comma(),
      ),
      reasons: actionReasons(one.reasons).join(m.lenses_comma()),
      decision: decisionWords(one.decision),
      score: one.score,
      points: one.points,
      level: one.level,
      gap: one.gap,
      profit: one.profit,
      worth: one.value,
      stake: one.stake,
      gain: one.gain,
      lastOrder: one.lastOrder,
    })),
    options: {
      title: titleOf(result),
      format: byValue(result) ? 'money' : 'percent',
      line: null,
      columns: columns(),
      nobody: m.lenses_warnings_nobody(),
      panel:
        result.calibration.length < 3 || result.basis === 'points'
          ? null
          : {
              kind: 'calibration',
              title: m.lenses_warnings_panel(),
              xTitle: m.lenses_warnings_panel_x(),
              yTitle: m.lenses_warnings_panel_y(),
              xEnd: share(Math.max(...result.calibration.map(({ expected }) => expected))),
              points: result.calibration.map(({ expected, observed, low, high, n }) => ({
                x: expected,
                y: observed,
                low,
                high,
                words: m.lenses_warnings_point({
                  expected: share(expected),
                  observed: share(observed),
                  low: share(low),
                  high: share(high),
                  n: formatInteger(n),
                }),
              })),
              lines: trialLines(result),
            },
    },
  }),
  covers: ['S2-16', 'S2-33'],
  sources: ['Allison 1982', 'Singer & Willett 1993'],
};

/** The bars are money where the value is known, else the score. */
function byValue({ show, customers, declining }: WarningsResult): boolean {
  return (show === 'declining' ? declining : customers).some(({ stake }) => stake !== null);
}

function titleOf(result: WarningsResult): string {
  if (byValue(result)) return result.show === 'declining' ? m.lenses_warnings_bars_declining() : m.lenses_warnings_bars_stake();
  return result.basis === 'model' ? m.lenses_warnings_bars() : m.lenses_warnings_bars_points();
}

function columns(): FigureTable['columns'] {
  const column = (key: string, title: string, format: FigureTable['columns'][number]['format']) => ({
    key,
    title,
    align: format === 'text' ? ('left' as const) : ('right' as const),
    format,
  });
  return [
    column('id', m.lenses_column_customer(), 'text'),
    column('stage', m.terms_stage(), 'text'),
    column('score', m.lenses_column_score(), 'percent'),
    column('points', m.lenses_column_points(), 'integer'),
    column('reasons', m.lenses_column_reasons(), 'text'),
    column('gap', m.lenses_column_gap(), 'number'),
    column('lastOrder', m.lenses_column_last_order(), 'text'),
    column('profit', m.lenses_column_profit_year(), 'money'),
    column('worth', m.lenses_column_value(), 'money'),
    column('stake', m.lenses_column_stake(), 'money'),
    column('gain', m.lenses_column_gain(), 'money'),
    column('decision', m.lenses_column_decision(), 'text'),
  ];
}
