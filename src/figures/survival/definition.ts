import { formatInteger, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureRow } from '../definition.ts';
import { at } from '../rows.ts';
import { share, span } from '../words.ts';
import { plotSurvival, type SurvivalFigureOptions } from './plot.ts';

/** Step curves of who is still there, with bands, the median, a theory and the numbers at risk below. Rows: kind (curve, theory), group (place in names), time, atRisk, ended, value, low, high. */
export const survival: Figure<SurvivalFigureOptions> = {
  id: 'survival',
  plot: plotSurvival,
  describe(rows, { names, unit }) {
    const parts = names.flatMap((name, group) => {
      const own = rows.filter((row) => row.kind === 'curve' && row.group === group);
      const last = own[own.length - 1];
      return last ? [m.figures_survival_part({ name, value: share(at(last, 'value') ?? 0), span: span(at(last, 'time') ?? 0, unit) })] : [];
    });
    return parts.length === 0 ? m.figures_nothing() : m.figures_survival_text({ parts: parts.join(m.figures_comma()) });
  },
  table(rows, options) {
    return {
      columns: [
        { key: 'name', title: m.figures_group(), align: 'left', format: 'text' },
        { key: 'time', title: m.figures_time(), align: 'right', format: 'integer' },
        { key: 'atRisk', title: m.figures_at_risk(), align: 'right', format: 'integer' },
        { key: 'ended', title: m.figures_ended(), align: 'right', format: 'integer' },
        { key: 'value', title: m.figures_survival_share(), align: 'right', format: 'percent' },
        { key: 'low', title: m.figures_low(), align: 'right', format: 'percent' },
        { key: 'high', title: m.figures_high(), align: 'right', format: 'percent' },
      ],
      rows: rows.map((row) => ({ ...row, name: nameOf(row, options) })),
    };
  },
  points(rows, options) {
    return rows
      .filter((row) => row.kind === 'curve')
      .map((row) => ({ x: at(row, 'time') ?? 0, y: at(row, 'value') ?? 0, label: label(row, options) }));
  },
};

function nameOf(row: FigureRow, { names, theory }: SurvivalFigureOptions): string {
  if (row.kind === 'theory') return theory === 'bdw' ? m.figures_survival_theory_bdw() : m.figures_survival_theory_sbg();
  return names[at(row, 'group') ?? 0] ?? '';
}

function label(row: FigureRow, options: SurvivalFigureOptions): string {
  const percent = (key: string): string => formatPercent(at(row, key) ?? 0, 1);
  const value =
    at(row, 'low') === null
      ? percent('value')
      : m.figures_with_interval({ value: percent('value'), low: percent('low'), high: percent('high') });
  return [
    m.figures_survival_after({ name: nameOf(row, options), span: span(at(row, 'time') ?? 0, options.unit) }),
    m.figures_survival_lasting({ value }),
    m.figures_at_risk_n({ n: formatInteger(at(row, 'atRisk') ?? 0) }),
  ].join('\n');
}
