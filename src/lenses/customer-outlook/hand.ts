import type { DrawnCustomer } from './outlook.ts';

/** What a hand may do on the line of purchases. */
export type Move =
  | { kind: 'add'; day: number }
  | { kind: 'move'; from: number; to: number }
  | { kind: 'remove'; day: number }
  | { kind: 'today'; day: number };

/**
 * The customer after a move, or the same object where it changes nothing: purchases stay between the day after the first and today, two on one day are one
 * (a move onto a taken day stops beside it), and today stays between the last purchase and the right end.
 */
export function moved(customer: DrawnCustomer, move: Move, span: number): DrawnCustomer {
  const { purchases, today } = customer;
  if (move.kind === 'today') {
    const day = Math.min(span, Math.max(move.day, purchases[purchases.length - 1] ?? 0, 1));
    return day === today ? customer : { purchases, today: day };
  }
  if (move.kind === 'remove') return { today, purchases: purchases.filter((day) => day !== move.day) };
  const others = move.kind === 'move' ? purchases.filter((day) => day !== move.from) : purchases;
  const wanted = Math.min(today, Math.max(1, move.kind === 'move' ? move.to : move.day));
  const free = freeDay(others, wanted, move.kind === 'move' ? Math.sign(move.from - move.to) || 1 : 1, today);
  if (free === null || (move.kind === 'move' && free === move.from)) return customer;
  return { today, purchases: [...others, free].sort((a, b) => a - b) };
}

/** The wanted day when nothing was bought on it, else the nearest free one, first on the side that `side` says; null when every day is taken. */
function freeDay(taken: readonly number[], wanted: number, side: number, today: number): number | null {
  const used = new Set(taken);
  const fits = (day: number) => day >= 1 && day <= today && !used.has(day);
  for (let away = 0; away <= today; away++) {
    if (fits(wanted + side * away)) return wanted + side * away;
    if (fits(wanted - side * away)) return wanted - side * away;
  }
  return null;
}

/** The day of a purchase that was moved: of the days of the new customer the one that the old had not. */
export function landed(before: DrawnCustomer, after: DrawnCustomer): number | null {
  return after.purchases.find((day) => !before.purchases.includes(day)) ?? null;
}
