/**
 * The part of every factor in the change of a product: the mean of what changing it alone brings, over all orders in which the factors can change. The parts add up to the
 * change exactly, none depends on an order, and factors may be zero or negative. Sources: Shapley 1953; Sun 1998 (Ecological Modelling 108); Shorrocks 2013 (Journal of Economic Inequality 11).
 */
export function productParts(before: readonly number[], now: readonly number[]): number[] {
  const k = before.length;
  const weights = Array.from({ length: k }, (_, size) => (factorial(size) * factorial(k - size - 1)) / factorial(k));
  return before.map((_, factor) => {
    let part = 0;
    for (let set = 0; set < 2 ** k; set++) {
      if (set & (1 << factor)) continue;
      let [others, size] = [1, 0];
      for (let i = 0; i < k; i++) {
        const moved = (set & (1 << i)) !== 0;
        if (moved) size++;
        if (i !== factor) others *= moved ? now[i]! : before[i]!;
      }
      part += weights[size]! * others * (now[factor]! - before[factor]!);
    }
    return part;
  });
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
