interface Corner {
  x: number[];
  value: number;
}

/**
 * Minimises a function of a few numbers without derivatives; returns the best point and its value.
 * `steps` are the sizes of the first simplex along each axis; values of the function that are not finite count as infinitely bad.
 * Ends when the simplex is smaller than `tolerance` in value and place, or after `iterations`.
 * Source: Nelder & Mead 1965, coefficients 1, 2, 1/2, 1/2.
 */
export function minimise(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  steps: readonly number[],
  options: { iterations?: number; tolerance?: number } = {},
): Corner {
  const { iterations = start.length * 400, tolerance = 1e-10 } = options;
  const at = (x: number[]): Corner => {
    const value = f(x);
    return { x, value: Number.isFinite(value) ? value : Infinity };
  };
  const simplex = [at([...start]), ...start.map((_, axis) => at(start.map((v, i) => (i === axis ? v + steps[i]! : v))))];
  const size = start.length;
  for (let i = 0; i < iterations; i++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0]!;
    const worst = simplex[size]!;
    if (worst.value - best.value <= tolerance * (1 + Math.abs(best.value)) && spread(simplex) <= tolerance ** 0.5) break;
    const centre = start.map((_, axis) => simplex.slice(0, size).reduce((sum, corner) => sum + corner.x[axis]!, 0) / size);
    const along = (factor: number) => at(centre.map((c, axis) => c + factor * (c - worst.x[axis]!)));
    const reflected = along(1);
    if (reflected.value < best.value) {
      const expanded = along(2);
      simplex[size] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex[size - 1]!.value) {
      simplex[size] = reflected;
    } else {
      const contracted = along(reflected.value < worst.value ? 0.5 : -0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) simplex[size] = contracted;
      else for (let j = 1; j <= size; j++) simplex[j] = at(simplex[j]!.x.map((v, axis) => (v + best.x[axis]!) / 2));
    }
  }
  return simplex.sort((a, b) => a.value - b.value)[0]!;
}

function spread(simplex: readonly Corner[]): number {
  const best = simplex[0]!.x;
  return Math.max(...simplex.flatMap((corner) => corner.x.map((v, axis) => Math.abs(v - best[axis]!) / (1 + Math.abs(best[axis]!)))));
}
