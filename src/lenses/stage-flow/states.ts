import { formatDate } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { stages } from '#figures/stages.ts';
import { span, stageName } from '#figures/words.ts';
import type { StageFlowResult } from './analyse.ts';

/** What the flow figure needs beside the moves: states from top to bottom, their words, and the customers behind the last bars. */
export function flowOptions(result: StageFlowResult): Record<string, unknown> {
  const order = ['new', 'early', ...stages];
  return {
    order,
    names: {
      new: m.lenses_state_new(),
      early: m.lenses_state_early(),
      ...Object.fromEntries(stages.map((stage) => [stage, stageName(stage)])),
    },
    moments: momentsOf(result),
    ...(result.span === 'period'
      ? {}
      : {
          last: Object.fromEntries(
            ['early', ...stages].map((state) => [
              state,
              {
                table: 'customer_state',
                where:
                  state === 'early'
                    ? [{ column: 'early', is: true }]
                    : [
                        { column: 'stage', is: state },
                        { column: 'early', is: false },
                      ],
              },
            ]),
          ),
        }),
  };
}

function momentsOf({ span: kind, asOf, period, moves }: StageFlowResult): string[] {
  if (kind === 'period') return [m.lenses_stage_flow_one(), m.lenses_stage_flow_next({ time: span(1, period) })];
  if (!asOf) return [];
  const moments = Math.max(0, ...moves.map(({ step }) => step + 1));
  return Array.from({ length: moments + 1 }, (_, i) =>
    formatDate(`${Number(asOf.slice(0, 4)) - (moments - i)}${asOf.slice(4).replace('02-29', '02-28')}`),
  );
}
