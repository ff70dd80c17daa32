import { readFileSync } from 'node:fs';
import { compress, type Histories, type HistoryRow } from '#models/purchases/histories.ts';
import { historiesOf } from './histories-of.ts';
import { referenceFile } from './reference-data.ts';

/** A customer of the CDNOW tenth sample: weeks, the holdout count x* of the 39 weeks after. */
export interface Customer extends HistoryRow {
  id: string;
  held: number;
  /** mean spend of the repeat purchases, dollars; 0 without any */
  spend: number;
}

const cells = (path: string): string[][] =>
  readFileSync(referenceFile(path), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.replaceAll('"', '').split(','));

/** The unrounded summary (R package BTYD). */
export function cdnowCustomers(): Customer[] {
  return cells('cdnow/cdnow_cbs_btyd.csv').map(([id, x, tx, T, held, spend]) => ({
    id: id!,
    x: Number(x),
    tx: Number(tx),
    T: Number(T),
    held: Number(held),
    spend: Number(spend),
  }));
}

/** The summary with times rounded to two decimals (package lifetimes). */
export function cdnowRounded(): Histories {
  return compress(cells('cdnow/cdnow_customers_summary.csv').map(([, x, tx, T]) => ({ x: Number(x), tx: Number(tx), T: Number(T) })))
    .histories;
}

/** Repeat purchases up to the end of each week 1..78. */
export function cdnowTracking(): number[] {
  return cells('cdnow/cdnow_cum_tracking_weekly.csv').map(([, sum]) => Number(sum));
}

/** The calibration histories with the logarithms of the gaps, in weeks, out of the log of purchases. */
export function cdnowLog(): Histories {
  const purchases = cells('cdnow/cdnowElog.csv').map(([, id, date]) => ({ id: id!, day: dayOf(date!) }));
  return compress(historiesOf(purchases, dayOf('19970930'))).histories;
}

function dayOf(date: string): number {
  return Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00Z`) / 86_400_000;
}
