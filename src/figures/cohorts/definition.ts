import { formatInteger, formatMoney, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { Figure, FigurePoint, FigureRow } from '../definition.ts';
import { ageName, everyone, lastDay, monthsName } from '../linked.ts';
import { textWidth } from '../labels.ts';
import { at } from '../rows.ts';
import { customers } from '../words.ts';
import { cellText } from './cells.ts';
import { type CohortsOptions, isChosen, layout, marginsOf } from './layout.ts';
import { plotCohorts } from './plot.ts';

/** The triangle of calendar cohorts, oldest on top, by age; diagonals are the calendar. Rows: cohort, age, calendar, n, active, value, low, high, partial. */
export const cohorts: Figure<CohortsOptions> = {
  id: 'cohorts',
  plot: plotCohorts,
  describe(rows, options, { currency }) {
    const later = rows.filter((row) => (at(row, 'age') ?? 0) > 0 && row.partial !== true && at(row, 'value') !== null);
    if (later.length === 0) return m.figures_nothing();
    const pick = (better: (a: number, b: number) => boolean) =>
      later.reduce((best, row) => (better(at(row, 'value')!, at(best, 'value')!) ? row : best));
    const [highest, lowest] = [pick((a, b) => a > b), pick((a, b) => a < b)];
    return m.figures_cohorts_text({
      cohorts: formatInteger(options.cohorts.length),
      highest: valueText(options, at(highest, 'value')!, currency),
      highestCell: cellName(highest, options),
      lowest: valueText(options, at(lowest, 'value')!, currency),
      lowestCell: cellName(lowest, options),
    });
  },
  table(rows, options) {
    const format =
      options.measure === 'retention' ? ('percent' as const) : options.measure === 'orders' ? ('number' as const) : ('money' as const);
    return {
      columns: [
        { key: 'name', title: m.figures_cohort(), align: 'left', format: 'text' },
        { key: 'period', title: m.figures_age(), align: 'right', format: 'integer' },
        { key: 'when', title: m.figures_cohorts_calendar(), align: 'left', format: 'text' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
        { key: 'active', title: m.figures_customers_ordering(), align: 'right', format: 'integer' },
        { key: 'value', title: measureName(options), align: 'right', format },
        { key: 'low', title: m.figures_low(), align: 'right', format },
        { key: 'high', title: m.figures_high(), align: 'right', format },
        { key: 'complete', title: m.figures_cohorts_complete(), align: 'left', format: 'text' },
      ],
      rows: rows.map((row) => ({
        ...row,
        name: monthsName(String(row.cohort), options.months),
        when: monthsName(String(row.calendar), options.months),
        period: (at(row, 'age') ?? 0) + 1,
        complete: row.partial === true ? m.figures_no() : m.figures_yes(),
      })),
    };
  },
  points(rows, options, { currency }) {
    const { rowOf, ages, calendars, height } = layout(rows, options);
    const { chosen, months } = options;
    const nothing = { cohort: everyone, age: everyone, calendar: everyone };
    const half = { x: 0.5, y: 0.5 };
    const days = (from: string) => ({ from, to: lastDay(from, months) });
    const link = (from: string) => `${from}/${lastDay(from, months)}`;
    const known = { column: 'start_known', is: true };
    const only = { cohort: chosen.age === null && chosen.calendar === null, age: chosen.cohort === null && chosen.calendar === null };
    const heads: FigurePoint[] = options.cohorts.map(({ cohort, n }) => ({
      grid: { row: rowOf(cohort), column: -1 },
      x: 0,
      y: rowOf(cohort) + 0.5,
      label: [m.figures_cohorts_row({ cohort: monthsName(cohort, months) }), customers(n)].join('\n'),
      sets: { ...nothing, cohort: link(cohort) },
      chosen: only.cohort && chosen.cohort === cohort,
      customers: { table: 'customer_months', where: [{ column: 'first_order', ...days(cohort) }, known] },
    }));
    const columns: FigurePoint[] = ages.map((age) => ({
      grid: { row: height, column: age },
      x: age + 0.5,
      y: height + 0.5,
      half,
      label: m.figures_cohorts_column({ age: ageName(ageMonths(age, months)) }),
      sets: { ...nothing, age: only.age && chosen.age === age ? everyone : ageLink(age, months) },
    }));
    const diagonals: FigurePoint[] = calendars.map(({ calendar, x }) => ({
      grid: { row: -1, column: x - 1 },
      x,
      y: -0.35,
      half: { x: 0.45, y: 0.35 },
      label: m.figures_cohorts_diagonal({ when: monthsName(calendar, months) }),
      sets: { ...nothing, calendar: link(calendar) },
      chosen: chosen.calendar === calendar && chosen.cohort === null,
      customers: { table: 'customer_months', where: [{ column: 'month', ...days(calendar) }, { column: 'orders', from: 1 }, known] },
    }));
    const cells: FigurePoint[] = rows.flatMap((row) => {
      const [cohort, calendar, age] = [String(row.cohort), String(row.calendar), at(row, 'age') ?? 0];
      if (rowOf(cohort) < 0 || at(row, 'value') === null) return [];
      return {
        grid: { row: rowOf(cohort), column: age },
        x: age + 0.5,
        y: rowOf(cohort) + 0.5,
        half,
        label: cellWords(row, options, currency),
        sets: { cohort: link(cohort), age: ageLink(age, months), calendar: link(calendar) },
        chosen: isChosen(row, chosen) && chosen.cohort !== null && chosen.age !== null,
        customers: {
          table: 'customer_months' as const,
          where: [{ column: 'first_order', ...days(cohort) }, { column: 'month', ...days(calendar) }, { column: 'orders', from: 1 }, known],
        },
      };
    });
    return [...heads, ...columns, ...diagonals, ...cells];
  },
  back({ chosen }) {
    const any = chosen.cohort !== null || chosen.age !== null || chosen.calendar !== null;
    return any ? { cohort: everyone, age: everyone, calendar: everyone } : null;
  },
  room(rows, options, { width }) {
    if (width >= 560) return null;
    const texts = rows.flatMap((row) => (at(row, 'value') === null ? [] : cellText(options.measure, at(row, 'value')!)));
    const each = Math.ceil(Math.max(16, ...texts.map((text) => textWidth(text, 11))) + 7);
    const { left, right } = marginsOf(options, true);
    const wanted = left + right + each * layout(rows, options).columns;
    return wanted > width ? { width: wanted, fixed: left } : null;
  },
};

function ageMonths(age: number, months: number): { from: number; to: number } {
  return { from: age * months, to: (age + 1) * months - 1 };
}

function ageLink(age: number, months: number): string {
  const { from, to } = ageMonths(age, months);
  return `${from}/${to}`;
}

function cellName(row: FigureRow, { months }: CohortsOptions): string {
  return m.figures_cohorts_cell({
    cohort: monthsName(String(row.cohort), months),
    age: ageName(ageMonths(at(row, 'age') ?? 0, months)),
    when: monthsName(String(row.calendar), months),
  });
}

function cellWords(row: FigureRow, options: CohortsOptions, currency: string | null): string {
  const text = (key: string): string => valueText(options, at(row, key) ?? 0, currency);
  const value =
    at(row, 'low') === null ? text('value') : m.figures_with_interval({ value: text('value'), low: text('low'), high: text('high') });
  return [
    cellName(row, options),
    `${measureName(options)}: ${value}`,
    m.figures_cohorts_active({ active: formatInteger(at(row, 'active') ?? 0), n: formatInteger(at(row, 'n') ?? 0) }),
    ...(row.partial === true ? [m.figures_cohorts_partial()] : []),
  ].join('\n');
}

function measureName({ measure }: CohortsOptions): string {
  return {
    retention: m.figures_share_ordered,
    orders: m.figures_orders_per_customer,
    amount: m.figures_amount_per_customer,
    profit: m.figures_profit_per_customer,
    cumulated: m.figures_cumulated_per_customer,
  }[measure]();
}

function valueText({ measure }: CohortsOptions, value: number, currency: string | null): string {
  if (measure === 'retention') return formatPercent(value, value < 0.1 && value > 0 ? 1 : 0);
  return measure === 'orders' ? formatNumber(value, 2) : formatMoney(value, currency);
}
