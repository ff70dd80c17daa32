import { m } from '#i18n/messages.ts';
import type { Stage } from '../stages.ts';
import type { Period } from '../words.ts';

export type Measure = 'amount' | 'profit' | 'orders';

/** A stretch of ages whose typical stage is one; `to` is the first age of the next. */
export interface Zone {
  stage: Stage;
  from: number;
  to: number;
}

export type StageCurveOptions = {
  period: Period;
  /** which curves, the leading one first */
  measures: Measure[];
  zones: Zone[];
  /** words under the figure about what it leaves out, or null */
  remark: string | null;
};

/** The name of a curve. */
export function measureName(measure: Measure): string {
  return { amount: m.terms_amount, profit: m.terms_profit, orders: m.terms_orders }[measure]();
}
