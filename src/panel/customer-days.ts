import type { CustomerHistory } from '#models/lifecycle/stages/history.ts';
import type { SeasonClock } from './season-clock.ts';
import type { CustomerPeriods } from './replicates.ts';

/** The days of one customer at a time, gathered into what the stage machine and the replicates read. Money in whole ten-thousandths. */
export class CustomerDays {
  /** the customer's number in the stream; −1 before the first */
  place = -1;
  /** complete periods at the as-of date */
  complete = 0;
  /** false where the relationship may be older than the file; its ages are not the true ones */
  startKnown = true;
  readonly #h: number;
  readonly #hasAmount: boolean;
  #customerId = '';
  #origin = 0;
  #days: number[] = [];
  #orderDays: number[] = [];
  #orderAmounts: number[] = [];
  #amounts: number[] = [];
  #profits: number[] = [];
  #contracts: { day: number; openItems: number }[] = [];

  readonly #clock: SeasonClock | null;

  constructor(periodDays: number, hasAmount: boolean, clock: SeasonClock | null = null) {
    this.#clock = clock;
    this.#h = periodDays;
    this.#hasAmount = hasAmount;
  }

  /** Begins another customer. */
  start(place: number, customerId: string, complete: number, startKnown: boolean): void {
    this.place = place;
    this.startKnown = startKnown;
    this.complete = complete;
    this.#customerId = customerId;
    this.#days = [];
    this.#orderDays = [];
    this.#orderAmounts = [];
    this.#amounts = [];
    this.#profits = [];
    this.#contracts = [];
  }

  /** A day (since 1970-01-01) with the amount of its order, and amount and profit of everything on it; days ascend. */
  add(day: number, isOrder: boolean, sale: number, amount: number, profit: number): void {
    if (isOrder) {
      if (this.#orderDays.length === 0) this.#origin = day;
      this.#orderDays.push(day);
      this.#orderAmounts.push(sale);
    }
    this.#days.push(day);
    this.#amounts.push(amount);
    this.#profits.push(profit);
  }

  /** The day (since 1970-01-01) on which a contract ended without renewal; days ascend. */
  endContract(day: number, openItems: number): void {
    this.#contracts.push({ day, openItems });
  }

  /** The last day (since 1970-01-01) that lies wholly or partly in period t (1 = first). */
  lastDayOf(t: number): number {
    return Math.ceil(this.#origin + t * this.#h) - 1;
  }

  /** What the stage machine reads. */
  history(): CustomerHistory {
    const money = this.#hasAmount;
    return {
      periods: this.complete,
      orders: this.#orderDays.map((day) => (day - this.#origin) / this.#h),
      orderAmounts: money ? this.#orderAmounts : null,
      amounts: money ? this.#byAge(this.#days, this.#amounts) : null,
      profits: money ? this.#byAge(this.#days, this.#profits) : null,
      ...(this.#clock ? { weights: this.#weights(this.#clock) } : {}),
      contracts: this.#contracts.map(({ day, openItems }) => ({ period: this.#ageOf(day) + 1, openItems })),
    };
  }

  /** What the replicates read. */
  periods(): CustomerPeriods {
    return {
      customerId: this.#customerId,
      complete: this.complete,
      orders: this.#byAge(
        this.#orderDays,
        this.#orderDays.map(() => 1),
      ),
      amount: this.#byAge(this.#days, this.#amounts),
      profit: this.#byAge(this.#days, this.#profits),
    };
  }

  /** The seasonal weight of each complete period. */
  #weights(clock: SeasonClock): Float64Array {
    return Float64Array.from({ length: this.complete }, (_, t) =>
      clock.weight(this.#origin + t * this.#h, this.#origin + (t + 1) * this.#h),
    );
  }

  #ageOf(day: number): number {
    return Math.max(0, Math.floor((day - this.#origin) / this.#h));
  }

  #byAge(days: readonly number[], values: readonly number[]): Float64Array {
    const sums = new Float64Array(this.complete);
    days.forEach((day, index) => {
      const age = this.#ageOf(day);
      if (age < sums.length) sums[age]! += values[index]!;
    });
    return sums;
  }
}
