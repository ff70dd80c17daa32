/** A rectangle in pixels; y grows downwards. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The width of words in a system sans, estimated from above so that labels stay apart where fonts differ. */
export function textWidth(words: string, size = 12): number {
  let em = 0;
  for (const letter of words)
    em += letter.codePointAt(0)! > 0x2e7f ? 1 : /[\s.,:;|ilj'()]/.test(letter) ? 0.36 : /[A-ZMW%@mw]/.test(letter) ? 0.78 : 0.6;
  return em * size * 1.06;
}

/** The area that two boxes share, in square pixels. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Words that stand in a row over the frame, each wanted at its `left`; those that would touch go one row up. `row` 0 is nearest to the frame. */
export function stagger<Item extends { left: number; width: number }>(
  items: readonly Item[],
  limits: { left: number; right: number; gap: number },
): (Item & { row: number })[] {
  const ends: number[] = [];
  return items.map((item) => {
    const left = Math.max(limits.left, Math.min(item.left, limits.right - item.width));
    let row = ends.findIndex((end) => end + limits.gap <= left);
    if (row < 0) row = ends.length;
    ends[row] = left + item.width;
    return { ...item, left, row };
  });
}

/** A curve in pixels with the half-height of its band at each point, and the words that name it. */
export interface NamedCurve {
  words: string;
  points: { x: number; y: number; low: number; high: number }[];
}

export interface PlacedLabel {
  words: string;
  /** centre of the words */
  x: number;
  y: number;
  box: Box;
}

/**
 * A place for the name of every curve, above or below one of its points: on no other label, off all bands where that is possible, inside the frame.
 * Curves are named in their order; each takes the place with the smallest cost, near its highest point when costs are equal.
 */
export function placeLabels(curves: readonly NamedCurve[], frame: Box, size = 12): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const curve of curves) {
    const width = textWidth(curve.words, size);
    const height = size * 1.3;
    let best: { cost: number; label: PlacedLabel } | null = null;
    const top = Math.min(...curve.points.map((point) => point.y));
    for (const point of curve.points) {
      for (const side of [-1, 1]) {
        const edge = side < 0 ? Math.min(point.y, point.high) : Math.max(point.y, point.low);
        const x = Math.max(frame.left + width / 2, Math.min(point.x, frame.left + frame.width - width / 2));
        const y = Math.max(frame.top + height / 2, Math.min(edge + side * (height / 2 + 4), frame.top + frame.height - height / 2));
        const box = { left: x - width / 2, top: y - height / 2, width, height };
        const cost = crowding(box, curves, placed) + (point.y - top) * 0.4 + (side > 0 ? 12 : 0);
        if (!best || cost < best.cost) best = { cost, label: { words: curve.words, x, y, box } };
      }
    }
    if (best) placed.push(best.label);
  }
  return placed;
}

/** What a box covers: other labels weigh a hundred times as much as bands. */
function crowding(box: Box, curves: readonly NamedCurve[], placed: readonly PlacedLabel[]): number {
  const words = placed.reduce(
    (sum, other) =>
      sum + overlap(box, { left: other.box.left - 8, top: other.box.top - 3, width: other.box.width + 16, height: other.box.height + 6 }),
    0,
  );
  let bands = 0;
  for (const { points } of curves) {
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1]!, points[i]!];
      const tops = Math.min(a.high, b.high, a.y, b.y) - 2;
      const bottoms = Math.max(a.low, b.low, a.y, b.y) + 2;
      bands += overlap(box, { left: a.x, top: tops, width: b.x - a.x, height: bottoms - tops });
    }
  }
  return words * 100 + bands;
}

/** Middles of labels in one column, as near to where they are wanted as a smallest distance allows, inside the limits where they all fit. The order stays. */
export function spread(wanted: readonly number[], distance: number, limits: { top: number; bottom: number }): number[] {
  const placed = wanted.map((y) => Math.max(limits.top, y));
  for (let i = 1; i < placed.length; i++) placed[i] = Math.max(placed[i]!, placed[i - 1]! + distance);
  for (let i = placed.length - 1; i >= 0; i--)
    placed[i] = Math.min(placed[i]!, i === placed.length - 1 ? limits.bottom : placed[i + 1]! - distance);
  return placed;
}
