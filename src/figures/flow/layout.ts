/** How many go from one state to another in one step. */
export interface Move {
  step: number;
  from: string;
  to: string;
  n: number;
}

/** A state at one moment, as a bar; y from 0 (top) to 1. */
export interface FlowNode {
  moment: number;
  state: string;
  n: number;
  y1: number;
  y2: number;
}

/** A band between two bars; y of its upper edge and its lower edge at both ends. */
export interface FlowBand extends Move {
  fromY1: number;
  fromY2: number;
  toY1: number;
  toY2: number;
}

/**
 * An alluvial layout: the states of every moment in one given order, bars as high as their customers, bands between neighbouring moments in the
 * order of both ends. `gap` parts bars, as a fraction of the height. Moves of no one are left out; a moment's bar is as high as the larger of what
 * arrives and what leaves. No moves make an empty layout.
 */
export function flowLayout(moves: readonly Move[], order: readonly string[], gap: number): { nodes: FlowNode[]; bands: FlowBand[] } {
  const some = moves.filter(({ n }) => n > 0);
  const moments = some.length === 0 ? 0 : Math.max(...some.map(({ step }) => step)) + 2;
  const total = (moment: number, state: string): number => {
    const leaving = some.filter(({ step, from }) => step === moment && from === state).reduce((sum, { n }) => sum + n, 0);
    const arriving = some.filter(({ step, to }) => step === moment - 1 && to === state).reduce((sum, { n }) => sum + n, 0);
    return Math.max(leaving, arriving);
  };
  const columns = Array.from({ length: moments }, (_, moment) =>
    order.map((state) => ({ moment, state, n: total(moment, state) })).filter(({ n }) => n > 0),
  );
  const most = Math.max(1, ...columns.map((column) => column.reduce((sum, { n }) => sum + n, 0)));
  const gaps = Math.max(0, ...columns.map((column) => column.length - 1)) * gap;
  const scale = (1 - gaps) / most;
  const nodes = columns.flatMap((column) => {
    let y = 0;
    return column.map(({ moment, state, n }): FlowNode => {
      const node = { moment, state, n, y1: y, y2: y + n * scale };
      y = node.y2 + gap;
      return node;
    });
  });
  return { nodes, bands: bandsOf(some, nodes, order, scale) };
}

function bandsOf(moves: readonly Move[], nodes: readonly FlowNode[], order: readonly string[], scale: number): FlowBand[] {
  const place = (state: string): number => order.indexOf(state);
  const out = new Map<FlowNode, number>();
  const into = new Map<FlowNode, number>();
  const take = (used: Map<FlowNode, number>, node: FlowNode, n: number): [number, number] => {
    const start = node.y1 + (used.get(node) ?? 0);
    used.set(node, (used.get(node) ?? 0) + n * scale);
    return [start, start + n * scale];
  };
  return moves
    .toSorted((a, b) => a.step - b.step || place(a.from) - place(b.from) || place(a.to) - place(b.to))
    .flatMap((move) => {
      const source = nodes.find(({ moment, state }) => moment === move.step && state === move.from);
      const target = nodes.find(({ moment, state }) => moment === move.step + 1 && state === move.to);
      if (!source || !target) return [];
      const [fromY1, fromY2] = take(out, source, move.n);
      const [toY1, toY2] = take(into, target, move.n);
      return [{ ...move, fromY1, fromY2, toY1, toY2 }];
    });
}
