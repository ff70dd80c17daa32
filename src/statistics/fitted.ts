import { fitProcess, type ProcessFit, valuesOf } from '#models/purchases/fit.ts';
import { customersIn, type Histories } from '#models/purchases/histories.ts';
import { processes } from '#models/purchases/index.ts';
import type { PurchaseProcess } from '#models/purchases/process.ts';
import { valueRules } from '#schema/thresholds.ts';
import { historiesOf, membersOf, type Sample, type ValueBase } from './value-base.ts';

/** A process fitted to a part of the base. */
export interface Fitted {
  process: PurchaseProcess;
  values: readonly number[];
  fit: ProcessFit;
  histories: Histories;
}

/** The processes that weeks can be given to: those of continuous time. */
export const continuous: readonly PurchaseProcess[] = processes.filter(({ discrete }) => !discrete);

/** Fits remembered: the statistics of one base ask for the same ones, one after the other. */
const most = 24;
const known = new Map<string, Fitted>();

/** Why a part of the base is too small to fit (rule M09), null when it is not. */
export function refusalOf(base: ValueBase | null, sample: Sample): string | null {
  if (!base) return 'clv-customers';
  const rows = membersOf(base, sample);
  if (rows.length * base.weight < valueRules.leastCustomers) return 'clv-customers';
  return rows.filter((i) => base[sample].x[i]! > 0).length * base.weight < valueRules.leastRepeaters ? 'clv-repeaters' : null;
}

/** The fit of a process to a part of the base that is not refused; the same histories are fitted once. Throws CodedError `model/stopped`. */
export function fitted(process: PurchaseProcess, base: ValueBase, sample: Sample, signal: { readonly aborted: boolean }): Fitted {
  const { histories } = historiesOf(base[sample], membersOf(base, sample), base.weight, isRegular(process));
  const key = `${process.id} ${contentOf(histories)}`;
  const before = known.get(key);
  if (before) return before;
  const fit = fitProcess(process, histories, { signal });
  const made = { process, values: valuesOf(process, fit.estimates), fit, histories };
  if (known.size >= most) known.delete(known.keys().next().value!);
  known.set(key, made);
  return made;
}

/** Whether a process looks at the regularity of the gaps. */
export function isRegular({ id }: PurchaseProcess): boolean {
  return id.includes('cnbd-k');
}

/** Two sums over the numbers of the histories in the order of their rows; different histories share them only by a rare chance. */
function contentOf(histories: Histories): string {
  let [a, b] = [0, 1];
  const { x, tx, T, weight, logGaps } = histories;
  for (let i = 0; i < x.length; i++) {
    const row = x[i]! * 3.1 + tx[i]! * 7.7 + T[i]! * 13.3 + weight[i]! * 0.37 + (logGaps?.[i] ?? 0);
    a += row;
    b = (b * 1.000_003 + row * ((i % 97) + 1)) % 1e9;
  }
  return `${x.length} ${customersIn(histories)} ${a} ${b}`;
}
