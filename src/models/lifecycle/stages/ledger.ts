import { stageThresholds } from '#schema/thresholds.ts';
import type { CustomerHistory } from './history.ts';

const sums = ['clock', 'orders', 'placed', 'active', 'amounts', 'profits', 'logCount', 'logSum', 'logSquares'] as const;

/**
 * A history as running sums over its kept periods, in buffers that the next customer reuses.
 * Index k is the sum over the kept periods 1..k; periods observed for less than half are left out and their orders, amounts and profits go to the next kept one.
 */
export class Ledger {
  /** kept periods */
  kept = 0;
  /** weights are all 1: the clock is the period number */
  even = true;
  /** order days with a time, and the running count of orders over the kept periods */
  orderCount = 0;
  hasAmounts = false;
  hasProfits = false;
  hasOrderAmounts = false;
  /** original period number of each kept period (1 = first) */
  period = new Int32Array(0);
  clock = new Float64Array(0);
  orders = new Float64Array(0);
  /** running count of order days that count at least once: those have a time */
  placed = new Float64Array(0);
  active = new Float64Array(0);
  amounts = new Float64Array(0);
  profits = new Float64Array(0);
  /** number, sum and sum of squares of ln(order amount) above 0, relative to the first such amount */
  logCount = new Float64Array(0);
  logSum = new Float64Array(0);
  logSquares = new Float64Array(0);
  /** clock time of each order day */
  orderTime = new Float64Array(0);

  /** Reads a history into the buffers. */
  read(history: CustomerHistory): void {
    this.reserve(history.periods, history.orders.length);
    this.hasAmounts = history.amounts !== null;
    this.hasProfits = history.amounts !== null && history.profits !== null;
    this.hasOrderAmounts = history.orderAmounts !== null;
    this.keep(history);
    this.placeOrders(history);
    this.sumMoney(history);
  }

  private reserve(periods: number, orders: number): void {
    if (this.clock.length < periods + 1) {
      const size = periods + 1 + 32;
      this.period = new Int32Array(size);
      for (const name of sums) this[name] = new Float64Array(size);
    }
    if (this.orderTime.length < orders) this.orderTime = new Float64Array(orders * 2);
  }

  private keep({ periods, weights }: CustomerHistory): void {
    this.kept = 0;
    this.even = true;
    for (let t = 1; t <= periods; t++) {
      const weight = weights === undefined ? 1 : weights[t - 1]!;
      if (weight < stageThresholds.smallestExposure) {
        this.even = false;
        continue;
      }
      if (weight !== 1) this.even = false;
      const k = ++this.kept;
      this.period[k] = t;
      this.clock[k] = this.clock[k - 1]! + weight;
    }
  }

  private placeOrders({ orders, orderAmounts, orderWeights }: CustomerHistory): void {
    this.orderCount = 0;
    let origin: number | null = null;
    let k = 1;
    let [weighed, count, sum, squares] = [0, 0, 0, 0];
    this.resetSums();
    for (let i = 0; i < orders.length; i++) {
      const time = orders[i]!;
      const t = Math.floor(time) + 1;
      while (k <= this.kept && this.period[k]! < t) this.close(k++, weighed, count, sum, squares);
      if (k > this.kept) break;
      const weight = orderWeights === undefined ? 1 : orderWeights[i]!;
      if (weight === 0) continue;
      weighed += weight;
      const into = this.period[k] === t ? time - (t - 1) : 0;
      this.orderTime[this.orderCount++] = this.even ? time : this.clock[k - 1]! + into * (this.clock[k]! - this.clock[k - 1]!);
      const amount = orderAmounts === null ? 0 : orderAmounts[i]!;
      if (amount > 0) {
        origin ??= Math.log(amount);
        const log = Math.log(amount) - origin;
        count += weight;
        sum += weight * log;
        squares += weight * log * log;
      }
    }
    for (; k <= this.kept; k++) this.close(k, weighed, count, sum, squares);
  }

  private resetSums(): void {
    for (const name of sums) this[name][0] = 0;
  }

  private close(k: number, orders: number, count: number, sum: number, squares: number): void {
    this.orders[k] = orders;
    this.placed[k] = this.orderCount;
    this.active[k] = this.active[k - 1]! + (orders > this.orders[k - 1]! ? 1 : 0);
    this.logCount[k] = count;
    this.logSum[k] = sum;
    this.logSquares[k] = squares;
  }

  private sumMoney({ amounts, profits }: CustomerHistory): void {
    if (amounts === null) return;
    let t = 0;
    for (let k = 1; k <= this.kept; k++) {
      let amount = this.amounts[k - 1]!;
      let profit = this.profits[k - 1]!;
      for (; t < this.period[k]!; t++) {
        amount += amounts[t]!;
        if (profits !== null) profit += profits[t]!;
      }
      this.amounts[k] = amount;
      this.profits[k] = profit;
    }
  }

  /** The end index of the shortest run of kept periods before `end` that measures at least `length`; below 0 when there are too few. */
  back(end: number, length: number): number {
    if (this.even) return end - length;
    for (let k = end - 1; k >= 0; k--) if (this.clock[end]! - this.clock[k]! >= length - 1e-9) return k;
    return -1;
  }
}
