/** A column with its different values once, and which of them each row has: what stands in it is computed once a value in place of once a row. */
export interface Coded {
  values: Float64Array;
  at: Int32Array;
}

const known = new WeakMap<Float64Array, Coded>();

/** A column in coded form; remembered as long as the column lives, which must not change. */
export function coded(column: Float64Array): Coded {
  const before = known.get(column);
  if (before) return before;
  const places = new Map<number, number>();
  const at = new Int32Array(column.length);
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    let place = places.get(value);
    if (place === undefined) places.set(value, (place = places.size));
    at[i] = place;
  }
  const code = { values: Float64Array.from(places.keys()), at };
  known.set(column, code);
  return code;
}
