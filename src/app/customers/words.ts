import type { Prospect } from '#customers/customers.ts';
import type { CustomerCondition, CustomerFilter } from '#figures/definition.ts';
import { rungName } from '#figures/ladder-words.ts';
import { type Stage, stages } from '#figures/stages.ts';
import { plural, stageName } from '#figures/words.ts';
import { formatDate, formatInteger, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';

type Value = string | number | boolean | null;

const tiers: Record<string, () => string> = {
  top: m.app_customers_tier_top,
  big: m.app_customers_tier_big,
  medium: m.app_customers_tier_medium,
  small: m.app_customers_tier_small,
  inactive: m.app_customers_tier_inactive,
};

const columns: Record<string, () => string> = {
  customer_id: m.app_customers_id,
  stage: m.terms_stage,
  early: m.app_customers_column_early,
  ended: m.app_customers_column_ended,
  age: m.app_customers_column_age,
  start_known: m.app_customers_column_start_known,
  profit_bin: m.app_customers_column_profit_bin,
  attachment: m.terms_attachment,
  recency: m.app_customers_column_recency,
  repeat: m.app_customers_column_repeat,
  exit_from: m.app_customers_column_exit_from,
  last_stage: m.app_customers_column_last_stage,
  episode: m.app_customers_column_episode,
  tier: m.app_customers_tier,
  rung: m.figures_rung,
  segment: m.app_customers_segment,
  orders: m.terms_orders,
  amount: m.terms_amount,
  profit: m.terms_profit,
  first_order: m.app_customers_first_order,
  last_order: m.app_customers_last_order,
  month: m.app_customers_column_month,
  p_alive: m.app_customers_p_alive,
  clv: m.lenses_clv_title,
  profit_12: m.figures_profit_year,
};

/** Columns that count from 0 and are read from 1. */
const counted = ['age', 'profit_bin'];

/** The name of a value tier; a dash where it is unknown. */
export function tierName(tier: string | null): string {
  return tier === null ? '–' : (tiers[tier]?.() ?? tier);
}

/** The name of a stage, or that it is too early to say; a dash for customers without an order. */
export function stageOf(stage: string | null, early: boolean | null): string {
  if (early === true) return m.app_customers_early();
  return stage !== null && isStage(stage) ? stageName(stage) : '–';
}

/** Since when somebody was known before the first order, and whether that fell silent. */
export function prospectWords({ firstContact, contacts, silent, stage }: Prospect): string {
  const [date, n] = [formatDate(firstContact), formatInteger(contacts)];
  if (stage === 'E') return m.app_customers_prospect_since({ date, n });
  return m.app_customers_prospect_silent({ date, n, periods: formatInteger(silent) });
}

/** So many customers, in words. */
export function customersWords(n: number): string {
  return plural(n, m.app_customers_count_one, m.app_customers_count)({ n: formatInteger(n) });
}

/** What a filter asks, one sentence piece a condition; a column without a name in words keeps its own. */
export function conditionsOf({ where, and }: CustomerFilter): string[] {
  const own = where.map((condition) =>
    m.app_customers_conditions({ column: columns[condition.column]?.() ?? condition.column, value: range(condition) }),
  );
  return and ? [...own, ...conditionsOf(and)] : own;
}

function range({ column, is, among, from, to, above, below }: CustomerCondition): string {
  if (is !== undefined) return valueOf(column, is);
  if (among !== undefined) return m.app_customers_among({ n: formatInteger(among.length) });
  if (from !== undefined && below !== undefined)
    return m.app_customers_from_below({ from: valueOf(column, from), below: valueOf(column, below) });
  if (above !== undefined) return m.app_customers_above({ from: valueOf(column, above) });
  if (below !== undefined) return m.app_customers_below({ to: valueOf(column, below) });
  if (from !== undefined && to !== undefined) return m.app_customers_between({ from: valueOf(column, from), to: valueOf(column, to) });
  return from !== undefined
    ? m.app_customers_from({ from: valueOf(column, from) })
    : m.app_customers_until({ to: valueOf(column, to ?? null) });
}

function valueOf(column: string, value: Value): string {
  if (value === null) return m.app_customers_unknown();
  if (typeof value === 'boolean') return value ? m.app_customers_yes() : m.app_customers_no();
  if (typeof value === 'number') return formatNumber(counted.includes(column) ? value + 1 : value);
  if (column === 'tier') return tierName(value);
  if (column === 'rung') return rungName(value);
  if (['stage', 'exit_from', 'last_stage'].includes(column) && isStage(value)) return stageName(value);
  return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(value) : value;
}

function isStage(text: string): text is Stage {
  return (stages as readonly string[]).includes(text);
}
