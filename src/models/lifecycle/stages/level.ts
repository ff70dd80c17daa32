import { welchLower } from '#numeric/welch.ts';
import { stageThresholds } from '#schema/thresholds.ts';
import type { LevelKind } from './history.ts';
import type { Ledger } from './ledger.ts';
import { binomialAtLeast, binomialAtMost } from './p-values.ts';

/** The level of a relationship against its own best, and the evidence for growth and for a drop. */
export class Level {
  /** mean of the last short window over the best long window so far; and with one order more */
  l = 1;
  lPlus = 1;
  /** NaN while the windows are not there */
  pGrowth = NaN;
  /** NaN where the level is not below 0.60, for then the drop is not asked for */
  pDrop = NaN;
  private kind: LevelKind = 'orders';
  private ledger: Ledger;
  private episodeStart = 0;
  private windowStart = 0;
  private b = 0;
  /** weights of amount and profit in the level */
  private amountScale = 1;
  private profitScale = 0;
  private best = -Infinity;
  private bestSeen = 0;
  private basis = -Infinity;
  private basisEnd = -1;
  private basisSeen = 0;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }

  /** Begins a customer. */
  start(kind: LevelKind): void {
    const { ledger } = this;
    this.kind = kind !== 'orders' && !ledger.hasAmounts ? 'orders' : kind === 'amount+profit' && !ledger.hasProfits ? 'amount' : kind;
    this.windowStart = -1;
  }

  /** Measures kept period `t`: the episode starts with kept period `episodeStart`, windows may start with `windowStart`, the rhythm is `b`. */
  measure(t: number, episodeStart: number, windowStart: number, b: number): void {
    if (windowStart !== this.windowStart || b !== this.b || this.kind === 'amount+profit') this.forget();
    this.episodeStart = episodeStart - 1;
    this.windowStart = windowStart;
    this.b = b;
    this.l = this.lPlus = 1;
    this.pGrowth = this.pDrop = NaN;
    this.scale(t);
    const { ledger } = this;
    const first = windowStart - 1;
    const last = ledger.back(t, stageThresholds.shortWindow * b);
    if (ledger.back(t, stageThresholds.longWindow * b) < first || last < first) return;
    this.followBest(t, last, first);
    const sum = this.sum(last, t);
    const weight = ledger.clock[t]! - ledger.clock[last]!;
    const yOne = this.sum(this.episodeStart, t) / Math.max(1, ledger.orders[t]! - ledger.orders[this.episodeStart]!);
    this.l = this.best > 0 ? sum / weight / this.best : 0;
    this.lPlus = sum === 0 || this.best <= 0 ? 0 : (sum + yOne) / weight / this.best;
    const before = Math.max(first, ledger.back(last, stageThresholds.shortWindow * b));
    const recent = ledger.orders[t]! - ledger.orders[last]!;
    const both = ledger.orders[t]! - ledger.orders[before]!;
    this.pGrowth = both === 0 ? 1 : binomialAtLeast(recent, both, 0.5);
    if (this.l < stageThresholds.declineLevel) this.pDrop = this.basisEnd < 0 ? 1 : this.drop(t, last);
  }

  private forget(): void {
    this.best = this.basis = -Infinity;
    this.bestSeen = this.basisSeen = 0;
    this.basisEnd = -1;
  }

  /** Sum of the level over the kept periods from + 1 .. to. */
  private sum(from: number, to: number): number {
    const { ledger } = this;
    if (this.kind === 'orders') return ledger.orders[to]! - ledger.orders[from]!;
    const amount = ledger.amounts[to]! - ledger.amounts[from]!;
    return this.kind === 'amount' ? amount : amount * this.amountScale + (ledger.profits[to]! - ledger.profits[from]!) * this.profitScale;
  }

  /** Amount and profit each relative to their own mean over the episode, half and half; amount alone where profit is not positive. */
  private scale(t: number): void {
    if (this.kind !== 'amount+profit') return;
    const { ledger, episodeStart } = this;
    const periods = ledger.clock[t]! - ledger.clock[episodeStart]!;
    const amount = (ledger.amounts[t]! - ledger.amounts[episodeStart]!) / periods;
    const profit = (ledger.profits[t]! - ledger.profits[episodeStart]!) / periods;
    const both = amount > 0 && profit > 0;
    this.amountScale = both ? 1 / (2 * amount) : 1;
    this.profitScale = both ? 1 / (2 * profit) : 0;
  }

  /** The best long window ending by `t`, and the best one ending by `before`, carried on from the last period where nothing changed. */
  private followBest(t: number, before: number, first: number): void {
    const { ledger } = this;
    const length = stageThresholds.longWindow * this.b;
    const basisFrom = Math.max(this.basisSeen, first);
    for (let end = Math.min(Math.max(this.bestSeen, first), basisFrom) + 1; end <= t; end++) {
      const start = ledger.back(end, length);
      if (start < first) continue;
      const mean = this.sum(start, end) / (ledger.clock[end]! - ledger.clock[start]!);
      if (mean > this.best) this.best = mean;
      if (end > basisFrom && end <= before && mean >= this.basis) [this.basis, this.basisEnd] = [mean, end];
    }
    this.bestSeen = t;
    this.basisSeen = Math.max(this.basisSeen, before);
  }

  /** How probable so few orders (and so small ones, where amounts exist) are, had nothing changed since the best long window. */
  private drop(t: number, last: number): number {
    const { ledger, basisEnd } = this;
    const basisStart = ledger.back(basisEnd, stageThresholds.longWindow * this.b);
    const recent = ledger.orders[t]! - ledger.orders[last]!;
    const then = ledger.orders[basisEnd]! - ledger.orders[basisStart]!;
    const weight = ledger.clock[t]! - ledger.clock[last]!;
    const all = weight + ledger.clock[basisEnd]! - ledger.clock[basisStart]!;
    const pOrders = recent + then === 0 ? 1 : binomialAtMost(recent, recent + then, ledger.even ? 1 / 3 : weight / all);
    if (this.kind === 'orders') return pOrders;
    const now = this.logMoments(last, t);
    const before = this.logMoments(basisStart, basisEnd);
    const pValues = ledger.hasOrderAmounts && now.n >= 3 && before.n >= 3 ? welchLower(now, before) : 1;
    return Math.min(1, 2 * Math.min(pOrders, pValues));
  }

  private logMoments(from: number, to: number): { n: number; mean: number; variance: number } {
    const { ledger } = this;
    const n = ledger.logCount[to]! - ledger.logCount[from]!;
    if (n < 2) return { n, mean: 0, variance: 0 };
    const sum = ledger.logSum[to]! - ledger.logSum[from]!;
    const variance = (ledger.logSquares[to]! - ledger.logSquares[from]! - (sum * sum) / n) / (n - 1);
    return { n, mean: Math.round((sum / n) * 1e9) / 1e9, variance: variance > 1e-12 ? variance : 0 };
  }
}
