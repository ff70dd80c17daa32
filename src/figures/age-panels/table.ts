import { m } from '#i18n/messages.ts';
import type { FigureRow, FigureTable } from '../definition.ts';
import { at } from '../rows.ts';
import type { AgePanel, AgePanelsOptions } from './options.ts';

/** One panel: a row for every age of every curve. */
export function tableBySeries(rows: readonly FigureRow[], { panels, series, seriesTitle }: AgePanelsOptions): FigureTable {
  const names = new Map(series.map(({ id, name }) => [id, name]));
  const format = panels[0]?.format ?? 'number';
  return {
    columns: [
      { key: 'name', title: seriesTitle, align: 'left', format: 'text' },
      { key: 'period', title: m.figures_age(), align: 'right', format: 'integer' },
      { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
      { key: 'value', title: panels[0]?.title ?? m.figures_value(), align: 'right', format },
      { key: 'low', title: m.figures_low(), align: 'right', format },
      { key: 'high', title: m.figures_high(), align: 'right', format },
    ],
    rows: rows.map((row) => ({ ...row, name: names.get(String(row.series)) ?? '', period: (at(row, 'age') ?? 0) + 1 })),
  };
}

/** Several panels of one curve: a row for every age, each panel with its value and interval in its own unit. */
export function tableByAge(rows: readonly FigureRow[], { panels }: AgePanelsOptions): FigureTable {
  const ages = [...new Set(rows.map((row) => at(row, 'age') ?? 0))].sort((a, b) => a - b);
  const column = (key: string, title: string, format: AgePanel['format'] | 'integer') => ({ key, title, align: 'right' as const, format });
  return {
    columns: [
      column('period', m.figures_age(), 'integer'),
      column('n', m.terms_customers(), 'integer'),
      ...panels.flatMap(({ id, title, format }) => [
        column(id, title, format),
        column(`${id}-low`, m.figures_low(), format),
        column(`${id}-high`, m.figures_high(), format),
      ]),
    ],
    rows: ages.map((age) => {
      const own = rows.filter((row) => at(row, 'age') === age);
      const cells = own.flatMap((row) => {
        const id = String(row.panel);
        return [[id, at(row, 'value')] as const, [`${id}-low`, at(row, 'low')] as const, [`${id}-high`, at(row, 'high')] as const];
      });
      return { period: age + 1, n: Math.min(...own.map((row) => at(row, 'n') ?? 0)), ...Object.fromEntries(cells) };
    }),
  };
}
