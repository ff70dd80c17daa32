import { fitProcess } from '#models/purchases/fit.ts';
import { compress, customersIn, type Histories, rescale } from '#models/purchases/histories.ts';
import { bgNbd } from '#models/purchases/bg-nbd/process.ts';
import { paretoNbd } from '#models/purchases/pareto-nbd/process.ts';
import type { PurchaseProcess } from '#models/purchases/process.ts';
import { minimise } from '#numeric/minimise.ts';
import { random } from '#numeric/random.ts';
import { exponential, gamma } from '#numeric/variates.ts';

/**
 * npm run bench clv: the fit of BG/NBD and Pareto/NBD to 2,357, 23,570 and 1,000,000 simulated customers (seeded; parameters of the CDNOW sample, days, 39 weeks), with
 * analytic slopes on unique histories, against the same likelihood climbed by a plain Nelder-Mead on one row a customer in the same process. A row of a million
 * customers is so slow there that its time is a few evaluations times the number that the smaller base needed; the report says where.
 */
const sizes = [2_357, 23_570, 1_000_000];
/** Customers up to whom the plain search runs to its end. */
const wholeSearch = 23_570;
const evaluationsTimed = 3;

/** One row a customer, in weeks: first purchases in the first twelve weeks, observed to the end of the 39th; dropout as BG/NBD has it. */
function customers(n: number): Histories {
  const draw = random(n);
  const column = () => new Float64Array(n);
  const [x, tx, T, weight] = [column(), column(), column(), column().fill(1)];
  for (let i = 0; i < n; i++) {
    const [rate, leaves, stays] = [gamma(draw, 0.243) / (4.414 * 7), gamma(draw, 0.793), gamma(draw, 2.426)];
    const days = 272 - Math.floor(draw() * 84);
    let [time, last, count] = [0, 0, 0];
    do {
      time += exponential(draw, rate);
      if (!(time < days)) break;
      const day = Math.ceil(time);
      if (day > last) count += 1;
      last = day;
    } while (draw() > leaves / (leaves + stays));
    [x[i], tx[i], T[i]] = [count, last / 7, days / 7];
  }
  return { x, tx, T, weight };
}

function unique({ x, tx, T }: Histories): Histories {
  const rows = function* () {
    for (let i = 0; i < x.length; i++) yield { x: x[i]!, tx: tx[i]!, T: T[i]! };
  };
  return compress(rows()).histories;
}

/** Nelder-Mead on ln parameters of the same likelihood: time, value at the top, evaluations. `only` times so many evaluations. */
function plain(
  process: PurchaseProcess,
  rows: Histories,
  only: number | null,
): { milliseconds: number; value: number; evaluations: number } {
  const factor = 10 / rows.T.reduce((most, one) => Math.max(most, one), 0);
  const scaled = rescale(rows, factor);
  const start = process.start[0]!.map(Math.log);
  let evaluations = 0;
  const down = (at: readonly number[]): number => {
    evaluations += 1;
    return -process.logLikelihood(scaled, at.map(Math.exp)) / rows.x.length;
  };
  const started = performance.now();
  if (only !== null) {
    for (let k = 0; k < only; k++) down(start.map((value) => value + k * 0.01));
    return { milliseconds: performance.now() - started, value: NaN, evaluations };
  }
  const top = minimise(
    down,
    start,
    start.map(() => 0.5),
  );
  const value = -down(top.x) * rows.x.length;
  return {
    milliseconds: performance.now() - started,
    value: value + rows.x.reduce((sum, n) => sum + n, 0) * Math.log(factor),
    evaluations,
  };
}

for (const process of [bgNbd, paretoNbd]) {
  let needed = 0;
  const warming = customers(sizes[0]!);
  fitProcess(process as PurchaseProcess, unique(warming));
  plain(process as PurchaseProcess, warming, 10);
  for (const n of sizes) {
    const rows = customers(n);
    const compressing = performance.now();
    const histories = unique(rows);
    const fitting = performance.now();
    const fit = fitProcess(process as PurchaseProcess, histories);
    const done = performance.now();
    const whole = n <= wholeSearch;
    const other = plain(process as PurchaseProcess, rows, whole ? null : evaluationsTimed);
    if (whole) needed = other.evaluations;
    const slow = whole ? other.milliseconds : (other.milliseconds / other.evaluations) * needed;
    console.log(
      `${process.id.padEnd(11)} ${n.toLocaleString('en').padStart(10)} customers ${histories.x.length.toLocaleString('en').padStart(8)} unique  ` +
        `compress ${(fitting - compressing).toFixed(0).padStart(6)} ms  fit ${(done - fitting).toFixed(0).padStart(6)} ms  ` +
        `plain Nelder-Mead ${slow.toFixed(0).padStart(8)} ms${whole ? '' : ` (${evaluationsTimed} evaluations × ${needed})`}  ` +
        `${(slow / (done - fitting)).toFixed(1)} times the fit, ${(slow / (done - compressing)).toFixed(1)} times both  ` +
        `ln L ${fit.logLikelihood.toFixed(3)}${whole ? `, plain ${other.value.toFixed(3)}` : ''}  n ${customersIn(histories)}`,
    );
  }
}
