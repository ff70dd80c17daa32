import { hmmRules } from '#schema/thresholds.ts';

/** One customer: orders in each complete period since the first order, and the driving forces at work in it as bits. */
export interface History {
  orders: ArrayLike<number>;
  forces?: ArrayLike<number>;
}

/** Histories that are alike stand once, with their number. Position 0, the period of the first order, holds no observation: all are in exploration then. */
export interface Sequences {
  /** observed moves of each sequence, and where they begin in the flat arrays */
  lengths: Int32Array;
  starts: Int32Array;
  weights: Float64Array;
  /** orders after each move, cut at `mostOrders` */
  counts: Uint8Array;
  /** place in `patterns` of the forces in the period before each move */
  patternOf: Uint8Array;
  /** 0/1 of every force, by pattern */
  patterns: readonly (readonly number[])[];
  /** share of the moves under each pattern */
  patternShares: readonly number[];
  customers: number;
  moves: number;
  longest: number;
}

/** Histories as sequences; those of one period say nothing and are left out. `forces` is the number of bits that are read; 0 leaves forces aside. */
export function sequencesOf(histories: readonly History[], forces: number): Sequences {
  const found = new Map<string, { history: History; length: number; n: number }>();
  const used = new Set<number>();
  const codeOf = ({ forces: bits }: History, t: number): number => (forces > 0 ? (bits?.[t] ?? 0) & ((1 << forces) - 1) : 0);
  for (const history of histories) {
    const length = Math.min(history.orders.length, hmmRules.longest) - 1;
    if (length < 1) continue;
    let key = '';
    for (let t = 1; t <= length; t++) {
      const code = codeOf(history, t - 1);
      used.add(code);
      key += String.fromCharCode(Math.min(hmmRules.mostOrders, history.orders[t]!) * 256 + code);
    }
    const same = found.get(key);
    if (same) same.n++;
    else found.set(key, { history, length, n: 1 });
  }
  const codes = [...used].sort((a, b) => a - b);
  const list = [...found.values()];
  const total = list.reduce((sum, { length }) => sum + length, 0);
  const flat = { counts: new Uint8Array(total), patternOf: new Uint8Array(total) };
  const shares = codes.map(() => 0);
  const starts = new Int32Array(list.length);
  let place = 0;
  list.forEach(({ history, length, n }, i) => {
    starts[i] = place;
    for (let t = 1; t <= length; t++, place++) {
      flat.counts[place] = Math.min(hmmRules.mostOrders, history.orders[t]!);
      flat.patternOf[place] = codes.indexOf(codeOf(history, t - 1));
      shares[flat.patternOf[place]!]! += n;
    }
  });
  const moves = list.reduce((sum, { length, n }) => sum + length * n, 0);
  return {
    ...flat,
    starts,
    lengths: Int32Array.from(list, ({ length }) => length),
    weights: Float64Array.from(list, ({ n }) => n),
    patterns: codes.map((code) => Array.from({ length: forces }, (_, bit) => (code >> bit) & 1)),
    patternShares: shares.map((n) => n / moves),
    customers: list.reduce((sum, { n }) => sum + n, 0),
    moves,
    longest: Math.max(0, ...list.map(({ length }) => length)),
  };
}
