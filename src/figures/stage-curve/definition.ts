import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureRow } from '../definition.ts';
import { at, atAge } from '../rows.ts';
import { stages } from '../stages.ts';
import { ageAxis, asPeriod, measureText, nthPeriod, numbered, perPeriod, share, span, stageName } from '../words.ts';
import { type Measure, type StageCurveOptions, measureName } from './measures.ts';
import { plotStageCurve } from './plot.ts';

/** Means by relationship age with bands, the stages as places behind them, the theory dashed. Rows: age, n, each measure with Low and High, theory, E, F, S, D, T. */
export const stageCurve: Figure<StageCurveOptions> = {
  id: 'stage-curve',
  plot: plotStageCurve,
  describe(rows, options, { currency }) {
    const measure = options.measures[0] ?? 'orders';
    const peak = rows.reduce<FigureRow | null>(
      (best, row) => ((at(row, measure) ?? -Infinity) > (best ? (at(best, measure) ?? -Infinity) : -Infinity) ? row : best),
      null,
    );
    if (!peak) return m.figures_nothing();
    const period = asPeriod(options.period);
    const zones = options.zones.map((zone) => m.figures_zone({ stage: stageName(zone.stage), from: zone.from + 1 }));
    return m.figures_stage_curve_text({
      measures: options.measures.map(measureName).join(m.figures_comma()),
      axis: ageAxis(period),
      last: formatInteger((at(rows[rows.length - 1]!, 'age') ?? 0) + 1),
      measure: measureName(measure),
      peak: measureText(measure, at(peak, measure), currency),
      per: perPeriod(period),
      age: span((at(peak, 'age') ?? 0) + 1, period),
      zones: zones.join(m.figures_comma()),
    });
  },
  table(rows, options) {
    const format = (measure: Measure) => (measure === 'orders' ? 'number' : 'money') as 'number' | 'money';
    return {
      columns: [
        { key: 'age', title: ageAxis(asPeriod(options.period)), align: 'right', format: 'integer' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        ...options.measures.flatMap((measure) => [
          { key: measure, title: measureName(measure), align: 'right' as const, format: format(measure) },
          { key: `${measure}Low`, title: m.figures_low(), align: 'right' as const, format: format(measure) },
          { key: `${measure}High`, title: m.figures_high(), align: 'right' as const, format: format(measure) },
        ]),
        ...stages.map((stage) => ({ key: stage, title: stageName(stage), align: 'right' as const, format: 'percent' as const })),
      ],
      rows: rows.map(numbered),
    };
  },
  points(rows, options, { currency }) {
    const period = asPeriod(options.period);
    return rows.map((row) => {
      const values = options.measures.map((measure) =>
        m.figures_value_band({
          name: measureName(measure),
          value: measureText(measure, at(row, measure), currency),
          low: measureText(measure, at(row, `${measure}Low`), currency),
          high: measureText(measure, at(row, `${measure}High`), currency),
        }),
      );
      const likely = stages
        .filter((stage) => (at(row, stage) ?? 0) >= 0.05)
        .map((stage) => `${stageName(stage)} ${share(at(row, stage) ?? 0)}`);
      const age = at(row, 'age') ?? 0;
      const label = [`${nthPeriod(age, period)} · n = ${formatInteger(at(row, 'n') ?? 0)}`, ...values, likely.join(' · ')].join('\n');
      return { x: age, y: at(row, options.measures[0] ?? 'orders') ?? 0, label, customers: atAge(age) };
    });
  },
};
