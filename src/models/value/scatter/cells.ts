/** Customers at two coordinates each, as columns. */
export interface Points {
  ids: readonly string[];
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

/** Customers who stand near one another: their places in the input, and the rectangle that holds them (its upper edges excluded). */
export interface ScatterCell {
  members: number[];
  /** null for a customer who stands alone in the list because customers are few */
  bounds: { x: [number, number]; y: [number, number] } | null;
}

/**
 * Customers for a scatter: each one while there are at most `singles`, else the cells of a grid of about `across` by `down` that is even in signed
 * square roots, so that a few large customers do not press all others together. No cell straddles zero on either axis. In the order of the input, or of
 * the cells by x and y. Values are whole numbers; edges are rounded up to whole numbers.
 */
export function scatterCells({ ids, x, y }: Points, singles: number, across: number, down: number): ScatterCell[] {
  if (ids.length <= singles) return ids.map((_, index) => ({ members: [index], bounds: null }));
  const [wide, high] = [stepOf(x, across), stepOf(y, down)];
  const cells = new Map<string, { column: number; row: number; members: number[] }>();
  for (let index = 0; index < ids.length; index++) {
    const [column, row] = [Math.floor(root(x[index]!) / wide), Math.floor(root(y[index]!) / high)];
    const key = `${column} ${row}`;
    const cell = cells.get(key);
    if (cell) cell.members.push(index);
    else cells.set(key, { column, row, members: [index] });
  }
  const edge = (place: number, step: number): number => Math.ceil(Math.sign(place) * (place * step) ** 2 - 1e-6);
  return [...cells.values()]
    .toSorted((a, b) => a.column - b.column || a.row - b.row)
    .map(({ column, row, members }) => ({
      members,
      bounds: { x: [edge(column, wide), edge(column + 1, wide)], y: [edge(row, high), edge(row + 1, high)] },
    }));
}

function root(value: number): number {
  return Math.sign(value) * Math.sqrt(Math.abs(value));
}

function stepOf(values: ArrayLike<number>, cells: number): number {
  let [least, most] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    least = Math.min(least, root(values[index]!));
    most = Math.max(most, root(values[index]!));
  }
  return (most - least) / cells || 1;
}
