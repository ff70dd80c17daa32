import { warningRules } from '#schema/thresholds.ts';
import { wilson } from '#numeric/wilson.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { count, money } from './reading.ts';

/** The chance that acting adds: measured against a control group, or assumed; never read off who was called without one (C20). */
export interface Uplift {
  value: number;
  low: number | null;
  high: number | null;
  source: 'measured' | 'assumed' | 'chosen';
  /** customers called and in the control group, and how many of each ordered; null where nobody was called */
  called: { n: number; kept: number } | null;
  control: { n: number; kept: number } | null;
}

/** What an action adds and costs. Cost in currency units; null where neither a contact has a cost nor an amount is known. */
export interface ActionTerms {
  uplift: Uplift;
  cost: number | null;
  costSource: 'measured' | 'assumed' | 'chosen';
}

/**
 * What acting for a purpose adds and costs, from statistic `contact_outcomes`. The difference of treated and control counts as an effect when both have 30 customers or more;
 * its 95 % interval is Newcombe's hybrid score interval. Numbers a person has chosen go first. Source: Newcombe 1998, method 10.
 */
export function termsOf(statistics: StatisticTables, purpose: 'retention' | 'winback', uplift: unknown, cost: unknown): ActionTerms {
  const rows = statistics.contact_outcomes ?? [];
  const arm = (name: string) => {
    const row = rows.find((one) => one.purpose === purpose && one.arm === name);
    return row ? { n: count(row, 'n'), kept: Math.min(count(row, 'kept'), count(row, 'n')), cost: money(row, 'cost') } : null;
  };
  const [treated, control, plain] = [arm('treated'), arm('control'), arm('none')];
  const called = treated ?? plain;
  const paid = [treated, plain].flatMap((one) => (one && one.cost !== null && one.cost > 0 ? [one.cost] : []))[0];
  const year = money(
    rows.find((one) => one.purpose === 'base'),
    'cost',
  );
  const chosenCost = finite(cost);
  const ends = { called: called && { n: called.n, kept: called.kept }, control: control && { n: control.n, kept: control.kept } };
  return {
    uplift: { ...upliftOf(treated, control, finite(uplift)), ...ends },
    cost: chosenCost ?? paid ?? (year === null ? null : Math.max(0, year) * warningRules.costShare),
    costSource: chosenCost !== null ? 'chosen' : paid !== undefined ? 'measured' : 'assumed',
  };
}

type Arm = { n: number; kept: number } | null;

function upliftOf(treated: Arm, control: Arm, chosen: number | null): Pick<Uplift, 'value' | 'low' | 'high' | 'source'> {
  if (chosen !== null) return { value: Math.min(1, Math.max(-1, chosen)), low: null, high: null, source: 'chosen' };
  if (!treated || !control || Math.min(treated.n, control.n) < warningRules.leastArm)
    return { value: warningRules.uplift, low: null, high: null, source: 'assumed' };
  const [p, q] = [treated.kept / treated.n, control.kept / control.n];
  const [a, b] = [wilson(treated.kept, treated.n)!, wilson(control.kept, control.n)!];
  return {
    value: p - q,
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low),
    source: 'measured',
  };
}

function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
