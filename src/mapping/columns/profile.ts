import { nextTurn } from '#base/turn.ts';
import { currencyMark } from './currency.ts';
import { datePatterns } from './dates/kinds.ts';

/** What the values of one column look like, from a sample spread over the whole file. Shares are of the filled values. */
export interface ColumnProfile {
  source: string;
  rows: number;
  filled: number;
  distinct: number;
  dates: number;
  /** numbers that are dates if the name says so: serials, epochs, months alone */
  dateNumbers: number;
  numbers: number;
  integers: number;
  emails: number;
  /** written as a percentage, or between 0 and 1 */
  rates: number;
  /** largest and smallest number, 0 when there is none */
  largest: number;
  smallest: number;
  /** every filled value is a whole number ending in `.0` */
  floatIds: boolean;
  samples: string[];
  /** different filled values in lower case, the first 200 */
  words: string[];
}

// eslint-disable-next-line no-restricted-syntax -- put together from our own constants, not from data
const dateOf = (pattern: string): RegExp => new RegExp(pattern.replace('(?i)', ''), 'iu');
const weak: readonly string[] = ['serial', 'epoch', 'month'];
const dates = Object.entries(datePatterns).flatMap(([kind, pattern]) => (weak.includes(kind) ? [] : [dateOf(pattern)]));
const dateNumbers = [datePatterns.serial, datePatterns.epoch, datePatterns.month].map(dateOf);
const number = new RegExp(
  // eslint-disable-next-line no-restricted-syntax -- put together from our own constant, not from data
  `^(?:\\(?红字\\)?)?[-+−(]?\\s*${currencyMark}\\s*[-+−(]?\\s*(\\d[\\d.,'’\\s]*|[.,]\\d+)([eE][-+]?\\d+)?\\s*(${currencyMark}|%)\\s*[)\\-−]?(\\s*[CD]R\\.?)?$`,
  'u',
);
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The profile of a column by sampled values as written. */
export function profileOf(source: string, values: readonly string[]): ColumnProfile {
  const steps = profiling(source, values);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same for a page that must draw meanwhile: each step is a task of its own. */
export async function profileInTurns(source: string, values: readonly string[]): Promise<ColumnProfile> {
  const steps = profiling(source, values);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await nextTurn();
  }
}

function* profiling(source: string, values: readonly string[]): Generator<void, ColumnProfile> {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '');
  const bares = filled.map(bare);
  const shareOf = (values: readonly string[]) => (filled.length === 0 ? 0 : values.length / filled.length);
  const share = (test: (value: string) => boolean) => shareOf(filled.filter(test));
  yield;
  const dated = shareOf(bares.filter((value) => dates.some((date) => date.test(value))));
  yield;
  const dateLike = shareOf(bares.filter((value) => dateNumbers.some((date) => date.test(value))));
  const written = bares.filter((value) => number.test(value));
  const amounts = written.map(roughNumber);
  yield;
  return {
    source,
    rows: values.length,
    filled: filled.length,
    distinct: new Set(filled).size,
    dates: dated,
    dateNumbers: dateLike,
    numbers: shareOf(written),
    integers: share((value) => /^[-+]?\d+$/.test(value)),
    emails: share((value) => email.test(value)),
    rates: share((value) => /%$/.test(value) || (/^[01]?[.,]?\d*$/.test(value) && Math.abs(roughNumber(value)) <= 1)),
    largest: amounts.reduce((most, value) => Math.max(most, value), 0),
    smallest: amounts.reduce((least, value) => Math.min(least, value), 0),
    floatIds: filled.length > 0 && filled.every((value) => /^\d+\.0$/.test(value)),
    samples: [...new Set(filled)].slice(0, 3),
    words: [...new Set(filled.map((value) => value.toLowerCase()))].slice(0, 200),
  };
}

/** The value without what programs put around it. */
function bare(value: string): string {
  const plain = /^[!-~]*$/.test(value) ? value : value.normalize('NFKC');
  return plain.replace(/^(?:="(.*)"|'(.*))$/, '$1$2');
}

/** A number for judging magnitude only; the last separator is taken for the decimal mark. */
function roughNumber(value: string): number {
  const digits = value
    .replace(/[^\d.,]/g, '')
    .replace(/[.,](?=.*[.,])/g, '')
    .replace(',', '.');
  return (Number(digits) || 0) * (/^\(|[-−]/.test(value) ? -1 : 1);
}
