import { fitRegular } from '#models/purchases/bg-cnbd-k/definition.ts';
import { bgCnbdK } from '#models/purchases/bg-cnbd-k/process.ts';
import { fitProcess, type ProcessFit, valuesOf } from '#models/purchases/fit.ts';
import type { Histories } from '#models/purchases/histories.ts';
import { processes } from '#models/purchases/index.ts';
import type { PurchaseProcess } from '#models/purchases/process.ts';
import { valueRules } from '#schema/thresholds.ts';
import { historiesOf, membersOf, type Part, type Sample, type ValueBase } from './value-base.ts';

interface Settled {
  process: PurchaseProcess;
  values: readonly number[];
  fit: ProcessFit;
  /** order of the gaps of a process of regular timing; 1: no more regular than chance, and the process is the MBG/NBD */
  k?: number;
}

/** A process fitted to a part of the base. */
export interface Fitted extends Settled {
  histories: Histories;
  /** for each member of the part its place among the histories */
  place: Int32Array;
}

/** The processes of continuous time and random timing. */
export const continuous: readonly PurchaseProcess[] = processes.filter(({ discrete }) => !discrete);

/** The process of regular timing; its k is chosen with the fit. */
const regular = bgCnbdK(1).id;

/** Fits remembered: the statistics of one base ask for the same ones, one after the other. */
const most = 24;
const known = new Map<string, Settled>();

/** Why a part of the base is too small to fit (rule M09), null when it is not. */
export function refusalOf(base: ValueBase | null, sample: Sample): string | null {
  if (!base) return 'clv-customers';
  const rows = membersOf(base, sample);
  if (rows.length * base.weight < valueRules.leastCustomers) return 'clv-customers';
  return rows.filter((i) => base[sample].x[i]! > 0).length * base.weight < valueRules.leastRepeaters ? 'clv-repeaters' : null;
}

/**
 * Every model of continuous time fitted to a part of the base that is not refused, in the order of lists, the one of regular timing last; the same histories are
 * fitted once. Throws CodedError `model/stopped`.
 */
export function fits(base: ValueBase, sample: Sample, signal: { readonly aborted: boolean }): Fitted[] {
  const [part, members] = [base[sample], membersOf(base, sample)];
  const plain = continuous.map((process) => fitted(process, base, sample, signal));
  const timed = historiesOf(part, members, base.weight, true);
  const settled = remembered(`${regular} ${contentOf(timed.histories)}`, () => regularFit(timed.histories, signal));
  return [...plain, { ...settled, ...timed }];
}

/** The models of `fits` that say something of their own: without the one of regular timing where it is the MBG/NBD again. */
export function distinctFits(base: ValueBase, sample: Sample, signal: { readonly aborted: boolean }): Fitted[] {
  return fits(base, sample, signal).filter(({ k }) => k !== 1);
}

/** The fit of a process to a part of the base that is not refused; the same histories are fitted once. Throws CodedError `model/stopped`. */
export function fitted(process: PurchaseProcess, base: ValueBase, sample: Sample, signal: { readonly aborted: boolean }): Fitted {
  return fittedTo(process, base[sample], membersOf(base, sample), base.weight, signal);
}

/** Whether a process looks at the regularity of the gaps. */
export function isRegular({ id }: PurchaseProcess): boolean {
  return id === regular;
}

/** A process fitted to rows of histories, each standing for `weight` customers; the same histories are fitted once. Throws CodedError `model/stopped`. */
export function fittedTo(
  process: PurchaseProcess,
  part: Part,
  rows: readonly number[],
  weight: number,
  signal: { readonly aborted: boolean },
): Fitted {
  const compressed = historiesOf(part, rows, weight, false);
  const settled = remembered(`${process.id} ${contentOf(compressed.histories)}`, () => {
    const fit = fitProcess(process, compressed.histories, { signal });
    return { process, values: valuesOf(process, fit.estimates), fit };
  });
  return { ...settled, ...compressed };
}

/** The k is chosen on so many histories at most: it is a whole number, and its likelihoods lie far apart long before. */
const rowsForOrder = 5000;

function regularFit(histories: Histories, signal: { readonly aborted: boolean }): Settled {
  const every = Math.ceil(histories.x.length / rowsForOrder);
  const some = (column: Float64Array) => column.filter((_, i) => i % every === 0);
  const { x, tx, T, weight, logGaps } = histories;
  const part = { x: some(x), tx: some(tx), T: some(T), weight: some(weight), logGaps: some(logGaps!) };
  const chosen = fitRegular(part, { signal });
  const process = bgCnbdK(chosen.k);
  const fit = every === 1 ? chosen.fit : fitProcess(process, histories, { from: valuesOf(process, chosen.fit.estimates), signal });
  return { process, values: valuesOf(process, fit.estimates), fit, k: chosen.k };
}

function remembered(key: string, make: () => Settled): Settled {
  const before = known.get(key);
  if (before) return before;
  const made = make();
  if (known.size >= most) known.delete(known.keys().next().value!);
  known.set(key, made);
  return made;
}

/** The number of histories and two hashes (MurmurHash3, 32 bits) of their bits. `historiesOf` sorts them, so the order of rows does not matter. */
function contentOf({ x, tx, T, weight, logGaps }: Histories): string {
  const columns = [x, tx, T, weight, ...(logGaps ? [logGaps] : [])];
  const hashes = [0, 0x9747b28c].map((seed) =>
    columns.reduce((hash, { buffer, byteOffset, length }) => hashed(new Uint32Array(buffer, byteOffset, 2 * length), hash), seed),
  );
  return `${x.length} ${hashes.join(' ')}`;
}

function hashed(words: Uint32Array, seed: number): number {
  const turned = (bits: number, by: number): number => (bits << by) | (bits >>> (32 - by));
  let hash = seed;
  for (const word of words) {
    const mixed = Math.imul(turned(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
    hash = (Math.imul(turned(hash ^ mixed, 13), 5) + 0xe6546b64) | 0;
  }
  return hash;
}
