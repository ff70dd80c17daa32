/** Where two lines cut a plane of customers. */
export interface Split {
  x: number;
  y: number;
}

/** One customer of a value matrix: current value, outlook, and the ends of what is known of the outlook. */
export interface Placed {
  x: number;
  y: number;
  low: number;
  high: number;
  /** money of the last year in any unit */
  amount: number;
  profit: number;
}

/** The four fields, current value first: above the line is high. */
export const quadrants = ['high-high', 'high-low', 'low-high', 'low-low'] as const;
export type Quadrant = (typeof quadrants)[number];

/** The field of a customer; on a line counts as below it. */
export function quadrantOf({ x, y }: { x: number; y: number }, split: Split): Quadrant {
  return `${x > split.x ? 'high' : 'low'}-${y > split.y ? 'high' : 'low'}`;
}

/** The ways to draw the lines of a matrix. */
export const splits = ['median', 'benchmark', 'zero'] as const;
export type SplitName = (typeof splits)[number];

/** Whether what is known of the outlook lies on both sides of its line, so that the customer may belong to the field above or below (C16). */
export function isBorderline({ low, high }: Placed, { y }: Split): boolean {
  return low <= y && high > y;
}

/** The fields of a customer by the lines in the order of `splits`, parted by strokes, those where it is borderline with a tilde: `high-low/high-high~/low-low`. */
export function fieldsText(one: Placed, lines: Readonly<Record<SplitName, Split>>): string {
  return splits.map((split) => `${quadrantOf(one, lines[split])}${isBorderline(one, lines[split]) ? '~' : ''}`).join('/');
}

/** What such a text says of one way to draw the lines; null for anything that is none. */
export function fieldOf(text: unknown, split: SplitName): { field: Quadrant; borderline: boolean } | null {
  const part = typeof text === 'string' ? text.split('/')[splits.indexOf(split)] : undefined;
  const field = quadrants.find((one) => part === one || part === `${one}~`);
  return field && part ? { field, borderline: part.endsWith('~') } : null;
}

/** The lines of a matrix: the medians; the means, the benchmark of the theory; or `zero`. Medians of an even number are the lower ones, so that they are somebody's. */
export function splitsOf(customers: readonly Placed[], zero: Split): Record<SplitName, Split> {
  const mean = (of: (one: Placed) => number) => customers.reduce((sum, one) => sum + of(one), 0) / Math.max(1, customers.length);
  const median = (of: (one: Placed) => number) => Float64Array.from(customers, of).sort()[Math.max(0, (customers.length - 1) >> 1)] ?? 0;
  const both = (how: typeof mean): Split => ({ x: how(({ x }) => x), y: how(({ y }) => y) });
  return { median: both(median), benchmark: both(mean), zero };
}

export interface QuadrantTotal {
  quadrant: Quadrant;
  n: number;
  amount: number;
  profit: number;
  /** customers whose interval crosses the line of the outlook */
  borderline: number;
}

/** Customers, money and borderline cases of every field; fields without a customer are there with zeros. */
export function totalsOf(customers: readonly Placed[], split: Split): QuadrantTotal[] {
  const totals = new Map(quadrants.map((quadrant) => [quadrant, { quadrant, n: 0, amount: 0, profit: 0, borderline: 0 }]));
  for (const one of customers) {
    const total = totals.get(quadrantOf(one, split))!;
    total.n += 1;
    total.amount += one.amount;
    total.profit += one.profit;
    if (isBorderline(one, split)) total.borderline += 1;
  }
  return [...totals.values()];
}

/** Signed square root: spreads money of very different size over an axis and keeps its sign. */
export function spreadMoney(value: number): number {
  return Math.sign(value) * Math.sqrt(Math.abs(value));
}

/** Customers joined in squares of a grid over both axes as they are drawn; each square stands at the mean of its customers. */
export function squaresOf(
  customers: readonly Placed[],
  along: number,
  onAxis: { x: (value: number) => number; y: (value: number) => number },
): (Pick<Placed, 'x' | 'y' | 'amount' | 'profit'> & { n: number })[] {
  const placed = customers.map((one) => ({ one, px: onAxis.x(one.x), py: onAxis.y(one.y) }));
  const range = (of: (point: (typeof placed)[number]) => number) => {
    const [low, high] = placed.reduce(([a, b], point) => [Math.min(a, of(point)), Math.max(b, of(point))], [Infinity, -Infinity]);
    return (value: number) => (high > low ? Math.min(along - 1, Math.floor(((value - low) / (high - low)) * along)) : 0);
  };
  const [column, row] = [range(({ px }) => px), range(({ py }) => py)];
  const squares = new Map<number, { x: number; y: number; amount: number; profit: number; n: number }>();
  for (const { one, px, py } of placed) {
    const key = column(px) * along + row(py);
    const square = squares.get(key) ?? { x: 0, y: 0, amount: 0, profit: 0, n: 0 };
    squares.set(key, {
      x: square.x + one.x,
      y: square.y + one.y,
      amount: square.amount + one.amount,
      profit: square.profit + one.profit,
      n: square.n + 1,
    });
  }
  return [...squares.values()].map((square) => ({ ...square, x: square.x / square.n, y: square.y / square.n }));
}
