import { formatInteger, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureRow } from '../definition.ts';
import { at } from '../rows.ts';
import { asPeriod, share, span, stageName } from '../words.ts';
import { type PatternIncidenceOptions, plotIncidence, ways } from './plot.ts';

/** Shares of relationships that have ended, by the stage from which they ended, with bands and the numbers at risk below. Rows: periods, atRisk, lasting, and of E, F, S each the share, Low and High. */
export const patternIncidence: Figure<PatternIncidenceOptions> = {
  id: 'pattern-incidence',
  plot: plotIncidence,
  describe(rows, options) {
    const last = rows[rows.length - 1];
    if (!last) return m.figures_nothing();
    return m.figures_pattern_text({
      span: span(at(last, 'periods') ?? 0, asPeriod(options.period)),
      parts: ways
        .map((stage) => `${m.figures_ended_from({ stage: stageName(stage) })} ${share(at(last, stage) ?? 0)}`)
        .join(m.figures_comma()),
      lasting: share(at(last, 'lasting') ?? 0),
      n: formatInteger(at(last, 'atRisk') ?? 0),
    });
  },
  table(rows) {
    return {
      columns: [
        { key: 'periods', title: m.figures_within_column(), align: 'right', format: 'integer' },
        { key: 'atRisk', title: m.figures_at_risk(), align: 'right', format: 'integer' },
        ...ways.flatMap((stage) => [
          { key: stage, title: m.figures_ended_from({ stage: stageName(stage) }), align: 'right' as const, format: 'percent' as const },
          { key: `${stage}Low`, title: m.figures_low(), align: 'right' as const, format: 'percent' as const },
          { key: `${stage}High`, title: m.figures_high(), align: 'right' as const, format: 'percent' as const },
        ]),
        { key: 'lasting', title: m.figures_lasting(), align: 'right', format: 'percent' },
      ],
      rows,
    };
  },
  points(rows, options) {
    const each = rows.map((row) => ({ x: at(row, 'periods') ?? 0, y: at(row, 'E') ?? 0, label: label(row, options) }));
    const last = rows[rows.length - 1];
    if (!last) return each;
    const ends = ways.map((stage) => ({
      x: at(last, 'periods') ?? 0,
      y: at(last, stage) ?? 0,
      label: sentence(last, stage),
      customers: {
        table: 'episodes' as const,
        where: [
          { column: 'ended', is: true },
          { column: 'exit_from', is: stage },
          { column: 'start_known', is: true },
        ],
      },
    }));
    return [...each, ...ends];
  },
};

function sentence(row: FigureRow, stage: (typeof ways)[number]): string {
  const percent = (key: string) => formatPercent(at(row, key) ?? at(row, stage) ?? 0, 1);
  return m.figures_ended_from_band({
    stage: stageName(stage),
    value: percent(stage),
    low: percent(`${stage}Low`),
    high: percent(`${stage}High`),
  });
}

function label(row: FigureRow, { period }: PatternIncidenceOptions): string {
  return [
    m.figures_within_span({ span: span(at(row, 'periods') ?? 0, asPeriod(period)) }),
    m.figures_at_risk_n({ n: formatInteger(at(row, 'atRisk') ?? 0) }),
    ...ways.map((stage) => sentence(row, stage)),
  ].join('\n');
}
