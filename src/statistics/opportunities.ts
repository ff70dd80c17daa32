import { bgBb } from '#models/purchases/bg-bb/process.ts';
import { opportunityRules } from '#schema/thresholds.ts';
import { columnOf, rowsOf } from '#table/rows.ts';
import type { Table } from '#table/table.ts';
import { type Fitted, fittedTo } from './fitted.ts';
import { membersOf, type Part, type ValueBase } from './value-base.ts';

/** The calibration of a base in whole opportunities to buy, for the model that counts them, and what came after it. */
export interface Opportunities {
  /** quarter, month or week, whichever the rule takes */
  unit: string;
  /** opportunities after the split */
  ahead: number;
  /** opportunities with a purchase, up to the last of them, and in all; by row of the base */
  part: Part;
  /** opportunities with a purchase after the split, by row of the base */
  came: Float64Array;
  /** purchases of the calibration in an opportunity with a purchase, in the mean: turns expected opportunities into purchases */
  per: number;
  /** no opportunity of the file holds two purchases, so that counting one is counting the other */
  single: boolean;
}

/** Reads the tables of the queries `opportunitySummary` and `opportunityScale`. Null where nothing comes after the split, or nobody bought again in the calibration. */
export function opportunitiesOf(base: ValueBase, summary: Table, scale: Table): Opportunities | null {
  const [row] = rowsOf(scale);
  if (!row) return null;
  const column = (name: string): Float64Array => {
    const { values } = columnOf(summary, name);
    return Float64Array.from({ length: base.rows }, (_, i) => (values[i] === null ? NaN : Number(values[i])));
  };
  const [x, bought, fullest] = [column('x_n'), column('bought'), column('most')];
  const members = membersOf(base, 'calibration');
  const sum = (of: Float64Array) => members.reduce((total, i) => total + of[i]!, 0);
  const buying = sum(x);
  if (!(buying > 0)) return null;
  return {
    unit: String(row.unit),
    ahead: Number(row.ahead),
    part: { x, tx: column('t_n'), T: column('n'), logGaps: new Float64Array(base.rows) },
    came: column('x_ahead'),
    per: sum(bought) / buying,
    single: members.every((i) => fullest[i] === 1),
  };
}

/** BG/BB fitted to the calibration; null where nobody has been observed for enough opportunities. Throws CodedError `model/stopped`. */
export function opportunityFit(base: ValueBase, { part }: Opportunities, signal: { readonly aborted: boolean }): Fitted | null {
  const members = membersOf(base, 'calibration');
  if (!members.some((i) => part.T[i]! >= opportunityRules.least)) return null;
  return fittedTo(bgBb, part, members, base.weight, signal);
}
