import { poissonWeight, weightKey } from '#numeric/poisson-weight.ts';
import type { Table } from '#table/table.ts';

/** One customer's complete periods: order-days, amount and profit (whole ten-thousandths) of each age. */
export interface CustomerPeriods {
  customerId: string;
  complete: number;
  orders: ArrayLike<number>;
  amount: ArrayLike<number>;
  profit: ArrayLike<number>;
}

type Sums = Record<'n' | 'orders' | 'amount' | 'profit', Float64Array>;

const fields = ['orders', 'amount', 'profit'] as const;

/**
 * Bootstrap sums by relationship age: in each replicate every customer weighs Poisson(1), drawn from (seed, customer, replicate), so
 * customers are resampled, not orders. Sums are of whole numbers and exact below 2^53.
 */
export class Replicates {
  readonly #seed: number;
  readonly #count: number;
  readonly #ages: Sums[] = [];
  readonly #weights: Float64Array;

  constructor(seed: number, count: number) {
    this.#seed = seed;
    this.#count = count;
    this.#weights = new Float64Array(count);
  }

  /** Adds a customer; one without a complete period changes nothing. */
  add(customer: CustomerPeriods): void {
    if (customer.complete === 0) return;
    const key = weightKey(this.#seed, customer.customerId);
    for (let replicate = 0; replicate < this.#count; replicate++) this.#weights[replicate] = poissonWeight(key, replicate);
    while (this.#ages.length < customer.complete) this.#ages.push(this.#emptySums());
    // n is kept at the last complete age only and summed backwards at the end
    this.#accumulate(this.#ages[customer.complete - 1]!.n, 1);
    for (let age = 0; age < customer.complete; age++) {
      for (const field of fields) {
        const value = customer[field][age] ?? 0;
        if (value !== 0) this.#accumulate(this.#ages[age]![field], value);
      }
    }
  }

  /** Rows (replicate, age, n, orders, amount, profit) ordered by replicate and age; amount and profit null when the file has no amounts. */
  table(hasAmount: boolean): Table {
    const rows = this.#count * this.#ages.length;
    const columns = {
      replicate: new Float64Array(rows),
      age: new Float64Array(rows),
      n: new Float64Array(rows),
      orders: new Float64Array(rows),
    };
    const money = { amount: new Float64Array(rows), profit: new Float64Array(rows) };
    let row = 0;
    for (let replicate = 0; replicate < this.#count; replicate++) {
      let n = this.#ages.reduce((sum, age) => sum + age.n[replicate]!, 0);
      this.#ages.forEach((sums, age) => {
        columns.replicate[row] = replicate;
        columns.age[row] = age;
        columns.n[row] = n;
        n -= sums.n[replicate]!;
        columns.orders[row] = sums.orders[replicate]!;
        money.amount[row] = sums.amount[replicate]!;
        money.profit[row] = sums.profit[replicate]!;
        row++;
      });
    }
    const nothing = new Array<null>(rows).fill(null);
    const all = { ...columns, amount: hasAmount ? money.amount : nothing, profit: hasAmount ? money.profit : nothing };
    return { rowCount: rows, columns: Object.entries(all).map(([name, values]) => ({ name, kind: 'number', values })) };
  }

  #emptySums(): Sums {
    const zeros = (): Float64Array => new Float64Array(this.#count);
    return { n: zeros(), orders: zeros(), amount: zeros(), profit: zeros() };
  }

  #accumulate(sums: Float64Array, value: number): void {
    const weights = this.#weights;
    for (let replicate = 0; replicate < weights.length; replicate++) sums[replicate]! += weights[replicate]! * value;
  }
}
