/**
 * The solution of A·x = b for a small square matrix (rows), by Gaussian elimination with partial pivoting; null when A is singular to working precision.
 * Neither input is changed. Source: Golub & Van Loan 2013, algorithm 3.4.1.
 */
export function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] | null {
  const columns = solveAll(
    a,
    b.map((value) => [value]),
  );
  return columns && columns.map(([value]) => value!);
}

/** The inverse of a small square matrix (rows); null when it is singular to working precision. */
export function invert(a: readonly (readonly number[])[]): number[][] | null {
  return solveAll(
    a,
    a.map((_, i) => a.map((__, j) => Number(i === j))),
  );
}

function solveAll(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] | null {
  const size = a.length;
  const rows = a.map((row, i) => [...row, ...b[i]!]);
  const largest = Math.max(0, ...a.flat().map(Math.abs));
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let i = column + 1; i < size; i++) if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i;
    if (!(Math.abs(rows[pivot]![column]!) > largest * 1e-14)) return null;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const top = rows[column]!;
    for (let i = column + 1; i < size; i++) {
      const row = rows[i]!;
      const factor = row[column]! / top[column]!;
      if (factor !== 0) for (let j = column; j < row.length; j++) row[j]! -= factor * top[j]!;
    }
  }
  for (let i = size - 1; i >= 0; i--) {
    const row = rows[i]!;
    for (let j = size; j < row.length; j++) {
      for (let k = i + 1; k < size; k++) row[j]! -= row[k]! * rows[k]![j]!;
      row[j]! /= row[i]!;
    }
  }
  return rows.map((row) => row.slice(size));
}
