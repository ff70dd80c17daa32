import { dayCount, monthDays } from './calendar.ts';
import type { Person } from './people.ts';
import { expectedDirectCost } from './relations.ts';
import { expectedBasket, expectedOrders } from './shopping.ts';

/** ages that the truth is told for */
export const truthAges = 36;

export interface TruthAge {
  age: number;
  /** customers whose month of that age is complete */
  n: number;
  orders: number;
  amount: number;
  profit: number;
}

/** The mean orders, amount and profit per customer at each age that the generating process expects, over the customers whose month is complete. */
export function expectedCurve(people: readonly Person[]): TruthAge[] {
  return Array.from({ length: truthAges }, (_, age) => {
    const sum = { n: 0, orders: 0, amount: 0, profit: 0 };
    for (const who of people) {
      if (who.origin + (age + 1) * monthDays > dayCount) continue;
      sum.n += 1;
      sum.profit -= expectedDirectCost(who, age);
      const first = Math.ceil(who.origin + age * monthDays);
      const end = Math.ceil(who.origin + (age + 1) * monthDays);
      for (let day = first; day < end; day++) {
        const orders = day === who.origin ? 1 : 1 - Math.exp(-expectedOrders(who, day));
        const { amount, cogs } = expectedBasket(who, day);
        sum.orders += orders;
        sum.amount += orders * amount;
        sum.profit += orders * (amount - cogs);
      }
    }
    return { age, n: sum.n, orders: sum.orders / sum.n, amount: sum.amount / sum.n, profit: sum.profit / sum.n };
  });
}

/** The curve as CSV rows. */
export function curveRows(people: readonly Person[]): string[][] {
  return expectedCurve(people).map(({ age, n, orders, amount, profit }) => [
    String(age),
    String(n),
    orders.toFixed(4),
    amount.toFixed(2),
    profit.toFixed(2),
  ]);
}

/** What each customer truly is, as CSV rows. */
export function personRows(people: readonly Person[]): string[][] {
  return people.map((who) => [
    who.id,
    who.pattern,
    who.bond,
    who.attachment.toFixed(1),
    who.scale.toFixed(3),
    who.rise.toFixed(2),
    who.pattern === 'one-time' || who.pattern === 'early-miscarriage' ? '' : who.fall.toFixed(2),
    who.again?.age.toFixed(2) ?? '',
    who.again?.months.toFixed(2) ?? '',
  ]);
}
