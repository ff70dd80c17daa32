/** A move between two states, by their places. */
export interface Move {
  from: number;
  to: number;
}

/** The states of a model and the moves that its mask allows. The last state is the end: no orders, and no way back. */
export interface Shape {
  names: readonly string[];
  /** states that order: all but the last */
  living: number;
  /** the first so many states have rising order rates; the one after them is decline, separated by the mask */
  rising: number;
  /** in the order of rows, staying included */
  moves: readonly Move[];
}

function shape(names: readonly string[], rising: number, legal: Readonly<Record<string, readonly string[]>>): Shape {
  const moves = names.flatMap((name, from) => (legal[name] ?? []).map((to): Move => ({ from, to: names.indexOf(to) })));
  return { names, living: names.length - 1, rising, moves };
}

/** Requirement C1 for hidden stages: exploration, formation, stable, decline, and an end that nobody comes back from within the history. */
export const fourStages = shape(['E', 'F', 'S', 'D', 'T'], 3, {
  E: ['E', 'F', 'D'],
  F: ['F', 'S', 'D'],
  S: ['S', 'D'],
  D: ['F', 'D', 'T'],
  T: ['T'],
});

/** The rival: exploration and formation are one state. */
export const threeStages = shape(['E', 'S', 'D', 'T'], 2, { E: ['E', 'S', 'D'], S: ['S', 'D'], D: ['E', 'D', 'T'], T: ['T'] });
