import { formatDate, formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigurePoint, FigureRow } from '../definition.ts';
import { frame, pixel } from '../frame.ts';
import { stagePatterns } from '../patterns.ts';
import { at } from '../rows.ts';
import type { Stage } from '../stages.ts';
import { measureText, stageName } from '../words.ts';
import { type Layout, isPeriod, layoutOf, runsOf, timeOf } from './layout.ts';
import { calendar, laneMarks, profitMarks, strip } from './marks.ts';
import { eventName, eventWords, marginName, reasonName } from './words.ts';

/** What points and words take from the layout does not depend on the width. */
const anyWidth = 720;

/**
 * One customer over the calendar: stages on top, orders by amount, refunds, contacts, complaints and referrals in lanes, cumulative profit below.
 * Rows, of kind period: from, until, stage, early, reason, margin, cumulative; of any other kind (an event): date, amount, detail. First to last.
 */
export const customerTimeline: Figure<Record<string, never>> = {
  id: 'customer-timeline',
  plot(rows, _options, context) {
    const layout = layoutOf(rows, context.width);
    const { height, x } = layout;
    return {
      ...frame(context, { height, marginTop: 0, marginBottom: 0, marginLeft: x.range[0], marginRight: 16 }),
      x: { type: 'linear', domain: x.domain, range: x.range, axis: null },
      y: { type: 'linear', domain: [0, height], range: [0, height], axis: null },
      r: { type: 'identity' },
      marks: [
        stagePatterns(context),
        ...calendar(layout, context),
        ...strip(rows, layout, context),
        ...layout.lanes.flatMap((lane) => laneMarks(rows, lane, layout, context)),
        ...profitMarks(rows, layout, context),
      ],
    };
  },
  describe(rows, _options, { currency }) {
    if (rows.length === 0) return m.figures_nothing();
    const { domain } = layoutOf(rows, anyWidth).x;
    const day = (time: number): string => formatDate(new Date(time).toISOString().slice(0, 10));
    const count = (kind: string): string => formatInteger(rows.filter((row) => row.kind === kind).length);
    const end = rows.filter(isPeriod).reduce<number | null>((last, row) => at(row, 'cumulative') ?? last, null);
    return m.figures_timeline_text({
      first: day(domain[0]),
      last: day(domain[1]),
      stages:
        runsOf(rows)
          .flatMap(({ stage }) => (stage ? [stageName(stage as Stage)] : []))
          .join(m.figures_comma()) || '–',
      orders: count('order'),
      contacts: count('contact'),
      complaints: count('complaint'),
      profit: end === null ? m.figures_timeline_no_profit() : m.figures_timeline_profit({ profit: measureText('profit', end, currency) }),
    });
  },
  table(rows) {
    return {
      columns: [
        { key: 'date', title: m.figures_date(), align: 'left', format: 'text' },
        { key: 'event', title: m.figures_event(), align: 'left', format: 'text' },
        { key: 'amount', title: m.terms_money(), align: 'right', format: 'money' },
        { key: 'detail', title: m.figures_event_detail(), align: 'left', format: 'text' },
      ],
      rows: rows
        .filter((row) => !isPeriod(row))
        .map((row) => ({ date: row.date ?? null, event: eventName(row.kind), amount: at(row, 'amount'), detail: row.detail ?? null })),
    };
  },
  points(rows, _options, { currency }) {
    const layout = layoutOf(rows, anyWidth);
    return [...stagePoints(rows, layout), ...eventPoints(rows, layout, currency), ...profitPoints(rows, layout, currency)];
  },
};

function stagePoints(rows: readonly FigureRow[], { strip: { top, bottom } }: Layout): FigurePoint[] {
  return runsOf(rows).flatMap(({ stage, early, from, until, last }) => {
    if (stage === null) return [];
    const words = m.figures_stage_reason({
      stage: early ? m.figures_stage_early({ stage: stageName(stage as Stage) }) : stageName(stage as Stage),
      from: formatDate(String(from)),
      to: formatDate(String(until)),
      reason: reasonName(last.reason),
      margin: marginName(last.margin),
    });
    return [{ x: (timeOf(from) + timeOf(until, true)) / 2, y: (top + bottom) / 2, label: words }];
  });
}

function eventPoints(rows: readonly FigureRow[], layout: Layout, currency: string | null): FigurePoint[] {
  return rows.flatMap((row) => {
    const lane = layout.lanes.find(({ kinds }) => kinds.includes(String(row.kind)));
    return lane ? [{ x: timeOf(row.date), y: lane.y, label: eventWords(row, currency) }] : [];
  });
}

function profitPoints(rows: readonly FigureRow[], { profit }: Layout, currency: string | null): FigurePoint[] {
  if (!profit) return [];
  return rows.filter(isPeriod).flatMap((row) => {
    const value = at(row, 'cumulative');
    if (value === null) return [];
    const words = m.figures_profit_until({ profit: measureText('profit', value, currency), date: formatDate(String(row.until)) });
    return [{ x: timeOf(row.until, true), y: pixel(profit.span, value), label: `${m.terms_cumulative_profit()}\n${words}` }];
  });
}
