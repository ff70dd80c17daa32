import * as Plot from '@observablehq/plot';
import type { Markish, RenderFunction } from '@observablehq/plot';
import { formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { FigureContext, FigureRow } from '../definition.ts';
import { textWidth } from '../labels.ts';
import { element } from '../patterns.ts';
import { at } from '../rows.ts';
import { type CohortsOptions, isChosen } from './layout.ts';

/** A texture for what is not complete. */
export function hatch(context: FigureContext): RenderFunction {
  return () => {
    const defs = element(context.document, 'defs', {});
    const pattern = element(context.document, 'pattern', {
      id: 'cohorts-partial',
      width: '6',
      height: '6',
      patternUnits: 'userSpaceOnUse',
    });
    pattern.append(
      element(context.document, 'path', { d: 'M-1 1l2 -2M0 6l6 -6M5 7l2 -2', stroke: context.color('paper'), 'stroke-width': '1.6' }),
    );
    defs.append(pattern);
    return defs;
  };
}

/** Colour strength 0..1 of a value; the first period, in which everyone ordered, does not set the scale. */
export function strength(rows: readonly FigureRow[]): (value: number) => number {
  const most = strongest(rows);
  return (value) => Math.min(1, Math.abs(value) / most);
}

/** The value at full strength. */
function strongest(rows: readonly FigureRow[]): number {
  const later = rows.filter((row) => (at(row, 'age') ?? 0) > 0);
  return Math.max(...(later.length > 0 ? later : rows).map((row) => Math.abs(at(row, 'value') ?? 0)), 1e-9);
}

export interface CellSize {
  width: number;
  rowHeight: number;
  strong: (value: number) => number;
  options: CohortsOptions;
}

/** A cell: shade, texture where it is cut, and its number where it has room. */
export function cellMarks(row: FigureRow, y: number, { width, rowHeight, strong, options }: CellSize, context: FigureContext): Markish[] {
  const value = at(row, 'value');
  if (value === null) return [];
  const x = at(row, 'age') ?? 0;
  const [depth, grey, back] = [strong(value), (at(row, 'n') ?? 0) < 30, !isChosen(row, options.chosen)];
  const box = { x1: x, x2: x + 1, y1: y, y2: y + 1, inset: width > 8 ? 0.75 : 0.25 };
  const words = cellText(options.measure, value);
  const most = options.measure === 'retention' ? 20 : 26;
  const fits = width >= most && rowHeight >= 16 && textWidth(words, 11) + 4 < width;
  const firm = (0.06 + depth * (grey ? 0.45 : 0.88)) * (back ? 0.3 : 1);
  return [
    Plot.rect([0], { ...box, fill: context.color('sunken') }),
    Plot.rect([0], { ...box, fill: context.color(value < 0 ? 'loss' : 'gain'), fillOpacity: firm }),
    ...(row.partial === true ? [Plot.rect([0], { ...box, fill: 'url(#cohorts-partial)', fillOpacity: 0.75 })] : []),
    ...(fits
      ? [
          Plot.text([words], {
            x: x + 0.5,
            y: y + 0.5,
            fill: context.color(firm > 0.72 && row.partial !== true ? 'paper' : back ? 'ink-3' : 'ink'),
            fontSize: 11,
            fontVariant: 'tabular-nums',
            ...(row.partial === true ? { stroke: context.color('paper'), strokeWidth: 3 } : {}),
          }),
        ]
      : []),
  ];
}

/** A value as short as it can be read. */
export function cellText(measure: CohortsOptions['measure'], value: number): string {
  if (measure === 'retention') return formatPercent(value).replace(/\s?%$/, '');
  return measure === 'orders' ? formatNumber(value, 1) : formatMoney(value, null);
}

/** The scale of the shades, and what hatching and pale cells mean where they occur and there is room to say it. */
export function scaleKey(
  rows: readonly FigureRow[],
  { options, left, bottom }: { options: CohortsOptions; left: number; bottom: number },
  context: FigureContext,
): RenderFunction {
  return (_, __, ___, dimensions) => {
    const group = element(context.document, 'g', { 'font-size': '11', 'text-anchor': 'start', fill: context.color('ink-3') });
    const room = (context.seen ?? context.width) - 110;
    const top = dimensions.height - bottom - 12;
    const most = strongest(rows);
    const values = rows.map((row) => at(row, 'value') ?? 0);
    let x = left;
    const text = (words: string): void => {
      const label = element(context.document, 'text', { x: String(x), y: String(top + 9.5) });
      label.textContent = words;
      group.append(label);
      x += textWidth(words, 11) + 5;
    };
    const box = (paint: Record<string, string>): void => {
      const place = { x: String(x), y: String(top), width: '13', height: '11' };
      group.append(element(context.document, 'rect', { ...place, fill: context.color('sunken') }));
      group.append(element(context.document, 'rect', { ...place, ...paint }));
      x += 14;
    };
    const shades = [0.2, 0.4, 0.6, 0.8, 1].map((depth) => ({ 'fill-opacity': String(0.06 + depth * 0.88) }));
    if (values.some((value) => value < 0)) {
      text(cellKeyText(options, -most));
      for (const shade of shades.toReversed()) box({ fill: context.color('loss'), ...shade });
      x += 4;
    }
    text(cellKeyText(options, 0));
    for (const shade of shades) box({ fill: context.color('gain'), ...shade });
    x += 4;
    text(`${values.some((value) => Math.abs(value) > most) ? '≥ ' : ''}${cellKeyText(options, most)}`);
    const also = (words: string, paint: Record<string, string>[]): void => {
      if (x + 30 + textWidth(words, 11) > room) return;
      x += 10;
      for (const one of paint) {
        box(one);
        x -= 14;
      }
      x += 18;
      text(words);
    };
    const shade = { fill: context.color('gain'), 'fill-opacity': '0.6' };
    if (rows.some((row) => row.partial === true)) also(m.figures_cohorts_cut(), [shade, { fill: 'url(#cohorts-partial)' }]);
    if (rows.some((row) => (at(row, 'n') ?? 0) < 30)) also(m.figures_cohorts_pale(), [{ ...shade, 'fill-opacity': '0.3' }]);
    return group;
  };
}

function cellKeyText({ measure }: CohortsOptions, value: number): string {
  return measure === 'retention' ? formatPercent(value) : cellText(measure, value);
}
