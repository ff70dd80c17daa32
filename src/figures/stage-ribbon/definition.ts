import * as Plot from '@observablehq/plot';
import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigureRow } from '../definition.ts';
import { ageTicks, axisTitles, frame } from '../frame.ts';
import { stageFill, stagePatterns } from '../patterns.ts';
import { at } from '../rows.ts';
import { stageKey } from '../stage-key.ts';
import { type Stage, stages } from '../stages.ts';
import { type Period, ageAxis, span, stageName } from '../words.ts';

export type StageRibbonOptions = {
  period: Period;
};

const stageOf = (row: FigureRow): Stage => row.stage as Stage;

/** One line a customer over relationship age, coloured and textured by stage, like paths together. Rows: place, customer_id, from, to (ages, the last one included), stage, early; one row a stay in a stage. */
export const stageRibbon: Figure<StageRibbonOptions> = {
  id: 'stage-ribbon',
  plot(rows, { period }, context) {
    const lines = Math.max(1, ...rows.map((row) => (at(row, 'place') ?? 0) + 1));
    const last = Math.max(1, ...rows.map((row) => (at(row, 'to') ?? 0) + 1));
    const each = Math.max(2, Math.min(14, Math.round(420 / lines)));
    const key = stageKey(context, 8);
    const marginTop = key.height + 10;
    const size = { height: marginTop + 44 + each * lines, marginTop, marginBottom: 44, marginLeft: 8, marginRight: 8 };
    const gap = each > 5 ? 0.12 : 0.04;
    return {
      ...frame(context, size),
      x: { domain: [0, last], axis: null },
      y: { domain: [0, lines], reverse: true, axis: null },
      marks: [
        stagePatterns(context),
        ...stages.flatMap((stage) =>
          [0, 1].map((early) =>
            Plot.rect(
              rows.filter((row) => stageOf(row) === stage && (row.early === 1) === (early === 1)),
              {
                x1: 'from',
                x2: (row: FigureRow) => (at(row, 'to') ?? 0) + 1,
                y1: (row: FigureRow) => (at(row, 'place') ?? 0) + gap,
                y2: (row: FigureRow) => (at(row, 'place') ?? 0) + 1 - gap,
                fill: stageFill(stage),
                fillOpacity: early ? 0.45 : 1,
              },
            ),
          ),
        ),
        ...key.marks,
        Plot.axisX(
          ageTicks(last - 1, context.width).map((age) => age + 1),
          { tickSize: 0, tickPadding: 6, label: null, fill: context.color('ink-3'), tickFormat: (age: number) => formatInteger(age) },
        ),
        ...axisTitles(context, { x: `${ageAxis(period)} →` }, { top: 0, bottom: 40, left: 0 }),
      ],
    };
  },
  describe(rows) {
    const paths = pathsOf(rows);
    if (paths.length === 0) return m.figures_nothing();
    const reached = paths.filter(({ cells }) => cells.some((row) => stageOf(row) === 'S')).length;
    const ended = paths.filter(({ cells }) => stageOf(cells.at(-1)!) === 'T').length;
    return m.figures_stage_ribbon_text({ n: formatInteger(paths.length), stable: formatInteger(reached), ended: formatInteger(ended) });
  },
  table(rows) {
    const number = (key: string, title: string) => ({ key, title, align: 'right' as const, format: 'integer' as const });
    return {
      columns: [
        { key: 'customer_id', title: m.terms_customer(), align: 'left', format: 'text' },
        { key: 'name', title: m.terms_stage(), align: 'left', format: 'text' },
        number('first', m.figures_from_age()),
        number('last', m.figures_to_age()),
      ],
      rows: rows.map((row) => ({
        ...row,
        name: row.early === 1 ? m.figures_stage_early({ stage: stageName(stageOf(row)) }) : stageName(stageOf(row)),
        first: (at(row, 'from') ?? 0) + 1,
        last: (at(row, 'to') ?? 0) + 1,
      })),
    };
  },
  points(rows, { period }) {
    return pathsOf(rows).map(({ customer, cells }) => ({
      x: ((at(cells[0]!, 'from') ?? 0) + (at(cells.at(-1)!, 'to') ?? 0) + 1) / 2,
      y: (at(cells[0]!, 'place') ?? 0) + 0.5,
      label: [customer, ...cells.map((row) => m.figures_stage_stay({ stage: stageName(stageOf(row)), time: stay(row, period) }))].join(
        '\n',
      ),
      customers: { table: 'customer_state' as const, where: [{ column: 'customer_id', is: customer }] },
    }));
  },
};

function stay(row: FigureRow, period: Period): string {
  return span((at(row, 'to') ?? 0) - (at(row, 'from') ?? 0) + 1, period);
}

/** The rows of each customer, in the order of lines; the two parts of exploration are one stay in words. */
function pathsOf(rows: readonly FigureRow[]): { customer: string; cells: FigureRow[] }[] {
  const found = new Map<string, FigureRow[]>();
  for (const row of rows) {
    const id = String(row.customer_id);
    const cells = found.get(id) ?? [];
    const before = cells.at(-1);
    if (before && before.stage === row.stage) cells[cells.length - 1] = { ...before, to: row.to ?? null };
    else cells.push(row);
    found.set(id, cells);
  }
  return [...found].map(([customer, cells]) => ({ customer, cells }));
}
