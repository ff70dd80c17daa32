import * as Plot from '@observablehq/plot';
import type { Markish, PlotOptions } from '@observablehq/plot';
import { formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { FigureContext, FigureRow } from '../definition.ts';
import { fadingStroke, firmness } from '../fade.ts';
import { type Span, ageTicks, axisTitles, frame, pixel, remark, roundDomain, valueAxis } from '../frame.ts';
import { type NamedCurve, placeLabels, stagger, textWidth } from '../labels.ts';
import { at } from '../rows.ts';
import { stageToken } from '../stages.ts';
import { ageAxis, perPeriod, stageName, stageShort } from '../words.ts';
import { type Measure, type StageCurveOptions, type Zone, measureName } from './measures.ts';

const tokens: Record<Measure, string> = { amount: 'stage-stable', profit: 'gain', orders: 'stage-formation' };
const rowHeight = 15;

/** Stage washes with their names over the frame, then bands, theory and fading curves with their names on them. */
export function plotStageCurve(rows: FigureRow[], options: StageCurveOptions, context: FigureContext): PlotOptions {
  const phone = context.width < 480;
  const last = Math.max(1, at(rows[rows.length - 1] ?? {}, 'age') ?? 1);
  const values = rows.flatMap((row) => [
    ...options.measures.flatMap((k) => [at(row, k), at(row, `${k}Low`), at(row, `${k}High`)]),
    at(row, 'theory'),
  ]);
  const domain = roundDomain(
    values.filter((value): value is number => value !== null),
    phone ? 5 : 7,
  );
  const marginLeft = 56;
  const x: Span = { domain: [0, last], range: [marginLeft, context.width - 12] };
  const names = zoneNames(options.zones, x, phone);
  const nameRows = Math.max(1, ...names.map((name) => name.row + 1));
  const marginTop = 22 + nameRows * rowHeight;
  const marginBottom = 44 + (options.remark ? 18 : 0);
  const height = marginTop + marginBottom + (phone ? 190 : 250);
  const y: Span = { domain, range: [height - marginBottom, marginTop] };
  const money = options.measures.some((measure) => measure !== 'orders');
  const unit = m.figures_axis_per_customer({
    unit: money ? (currencySign(context) ?? m.terms_money()) : m.terms_orders(),
    per: perPeriod(options.period),
  });
  return {
    ...frame(context, { height, marginTop, marginBottom, marginLeft, marginRight: 12 }),
    x: { domain: x.domain, axis: null },
    y: { domain: y.domain, axis: null },
    marks: [
      ...washes(options.zones, last, context),
      ...valueAxis(context, phone ? 5 : 7, (value) =>
        money && Math.abs(domain[1]) >= 10 ? formatMoney(value, null) : formatNumber(value),
      ),
      Plot.axisX(ageTicks(last, context.width), {
        tickSize: 0,
        tickPadding: 6,
        label: null,
        fill: context.color('ink-3'),
        tickFormat: (age: number) => String(age + 1),
      }),
      Plot.ruleY([0], { stroke: context.color('line-strong') }),
      ...options.measures.flatMap((measure) => curve(rows, measure, x, context)),
      Plot.line(
        rows.filter((row) => row.theory !== null && row.theory !== undefined),
        { x: 'age', y: 'theory', stroke: context.color('ink-2'), strokeWidth: 1, strokeDasharray: '3 3', curve: 'monotone-x' },
      ),
      ...nameMarks(names, marginTop, x, y, context),
      ...curveNames(rows, options.measures, x, y, context),
      ...axisTitles(context, { y: `↑ ${unit}`, x: `${ageAxis(options.period)} →` }, { top: marginTop, bottom: 40, left: 4 - marginLeft }),
      ...remark(context, options.remark, { left: 4 - marginLeft, dy: marginBottom - 4 }),
    ],
  };
}

function currencySign({ currency, locale }: FigureContext): string | null {
  if (!currency) return null;
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** Half a period before its first age a stage begins: the point of an age stands for the whole period. */
function edges(zone: Zone, last: number): { x1: number; x2: number } {
  return { x1: Math.max(0, zone.from - 0.5), x2: Math.min(last, zone.to - 0.5) };
}

function washes(zones: readonly Zone[], last: number, context: FigureContext): Markish[] {
  return zones.flatMap((zone) => {
    const place = edges(zone, last);
    const wash = Plot.rect([place], { x1: 'x1', x2: 'x2', fill: context.color(`${stageToken[zone.stage]}-wash`) });
    return place.x1 > 0
      ? [wash, Plot.ruleX([place.x1], { stroke: context.color(stageToken[zone.stage]), strokeOpacity: 0.5, strokeDasharray: '1 3' })]
      : [wash];
  });
}

function zoneNames(
  zones: readonly Zone[],
  x: Span,
  phone: boolean,
): { left: number; width: number; row: number; words: string; zone: Zone }[] {
  const items = zones.map((zone) => {
    const words = phone ? stageShort(zone.stage) : stageName(zone.stage);
    return { zone, words, left: pixel(x, edges(zone, x.domain[1]).x1) + 2, width: textWidth(words, 12) };
  });
  return stagger(items, { left: x.range[0], right: x.range[1], gap: 8 });
}

function nameMarks(names: ReturnType<typeof zoneNames>, marginTop: number, x: Span, y: Span, context: FigureContext): Markish[] {
  const invert = (px: number): number => x.domain[0] + ((px - x.range[0]) / (x.range[1] - x.range[0])) * (x.domain[1] - x.domain[0]);
  return names.flatMap(({ left, row, words, zone }) => {
    const fill = context.color(stageToken[zone.stage]);
    const at = { x: invert(left), y: y.domain[1] };
    const leader =
      row === 0
        ? []
        : [Plot.text([at], { x: invert(pixel(x, edges(zone, x.domain[1]).x1)), y: 'y', text: () => '╵', fill, dy: -6, fontSize: 10 })];
    return [
      Plot.text([at], {
        x: 'x',
        y: 'y',
        text: () => words,
        dy: -(5 + row * rowHeight),
        textAnchor: 'start',
        lineAnchor: 'bottom',
        fill,
        fontWeight: 600,
        fontSize: 12,
      }),
      ...leader,
    ];
  });
}

function curve(rows: FigureRow[], measure: Measure, x: Span, context: FigureContext): Markish[] {
  const known = rows.filter((row) => at(row, measure) !== null);
  if (known.length === 0) return [];
  const color = context.color(tokens[measure]);
  const most = at(known[0]!, 'n') ?? 0;
  const stops = known.map((row) => ({ x: pixel(x, at(row, 'age') ?? 0), opacity: firmness(at(row, 'n') ?? 0, most) }));
  const banded = known.filter((row) => at(row, `${measure}Low`) !== null && at(row, `${measure}High`) !== null);
  return [
    fadingStroke(context.document, `fade-${measure}`, color, stops),
    Plot.areaY(banded, { x: 'age', y1: `${measure}Low`, y2: `${measure}High`, fill: color, fillOpacity: 0.16, curve: 'monotone-x' }),
    Plot.lineY(known, {
      x: 'age',
      y: measure,
      stroke: known.length > 1 ? `url(#fade-${measure})` : color,
      strokeWidth: 2,
      curve: 'monotone-x',
    }),
    Plot.dot(known, { x: 'age', y: measure, r: 2, fill: color, fillOpacity: (row: FigureRow) => firmness(at(row, 'n') ?? 0, most) }),
  ];
}

function curveNames(rows: FigureRow[], measures: readonly Measure[], x: Span, y: Span, context: FigureContext): Markish[] {
  const curves = measures.map((measure): NamedCurve & { measure: Measure } => ({
    measure,
    words: measureName(measure),
    points: rows.flatMap((row) => {
      const value = at(row, measure);
      const px = (key: string) => pixel(y, at(row, key) ?? value ?? 0);
      return value === null
        ? []
        : [{ x: pixel(x, at(row, 'age') ?? 0), y: px(measure), low: px(`${measure}Low`), high: px(`${measure}High`) }];
    }),
  }));
  const box = { left: x.range[0], top: y.range[1], width: x.range[1] - x.range[0], height: y.range[0] - y.range[1] };
  const drawn = curves.filter((one) => one.points.length > 0);
  return placeLabels(drawn, box).map((label, i) =>
    Plot.text([label.words], {
      frameAnchor: 'top-left',
      dx: label.x - x.range[0],
      dy: label.y - y.range[1],
      textAnchor: 'middle',
      lineAnchor: 'middle',
      fill: context.color(tokens[drawn[i]!.measure]),
      stroke: context.color('paper'),
      strokeWidth: 3,
      strokeOpacity: 0.75,
      fontWeight: 600,
      fontSize: 12,
    }),
  );
}
