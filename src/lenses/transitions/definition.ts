import { formatMoney } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { markovRules } from '#schema/thresholds.ts';
import { stageOrder } from '#schema/stage-moves.ts';
import { stageToken } from '#figures/stages.ts';
import { span, stageName, stageShort } from '#figures/words.ts';
import type { Lens } from '../definition.ts';
import { type TransitionsOptions, type TransitionsResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Where does a customer of each stage stand a period later, and what is one worth? */
export const transitions: Lens<TransitionsOptions, TransitionsResult> = {
  id: 'transitions',
  title: m.lenses_transitions_title,
  statistics: ['profile', 'transitions', 'stage_flow_spread', 'stage_value'],
  defaults: { discount: markovRules.discount, horizon: markovRules.horizon, timing: 'start', young: 'counted' },
  choices: { timing: ['start', 'middle', 'end'], young: ['counted', 'left-out'] },
  analyse,
  narrate,
  figure: (result) => {
    const places = stageOrder.map((stage) => ({
      key: stage,
      label: stageName(stage),
      short: stageShort(stage),
      token: stageToken[stage],
    }));
    const priced = result.outlook.filter(({ value }) => value !== null);
    return {
      figure: 'matrix',
      rows: result.cells.map(({ from, to, n, of, probability, low, high }) => ({
        row: from,
        column: to,
        value: probability,
        n,
        of,
        low,
        high,
      })),
      options: {
        rows: places,
        columns: places,
        rowTitle: m.lenses_transitions_now(),
        columnTitle: m.lenses_transitions_next({ period: span(1, result.period) }),
        cellTitle: m.lenses_transitions_probability(),
        countTitle: m.lenses_transitions_moves(),
        empty: m.lenses_transitions_impossible(),
        aside:
          priced.length > 0
            ? {
                title: m.lenses_transitions_worth(),
                cells: priced.map(({ stage, value }) => ({ row: stage, text: formatMoney(value!.value, result.currency) })),
              }
            : null,
        customers: { table: 'customer_state', row: 'stage', words: m.lenses_transitions_choose() },
      },
    };
  },
  covers: ['S0-12', 'S0-24', 'S0-25'],
  sources: ['Pfeifer & Carraway 2000', 'Anderson & Goodman 1957'],
};
