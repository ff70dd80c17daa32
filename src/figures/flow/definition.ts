import * as Plot from '@observablehq/plot';
import { formatInteger, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { CustomerFilter, Figure, FigureContext, FigureRow } from '../definition.ts';
import { frame } from '../frame.ts';
import { spread, textWidth } from '../labels.ts';
import { stageFill, stagePatterns } from '../patterns.ts';
import { at } from '../rows.ts';
import { type Stage, stages } from '../stages.ts';
import { customers } from '../words.ts';
import { type FlowNode, type Move, flowLayout } from './layout.ts';

export type FlowOptions = {
  /** the states from top to bottom */
  order: string[];
  /** words of each state */
  names: Record<string, string>;
  /** colour token of each state; the five stages have their own when left out, others are grey */
  tokens?: Record<string, string>;
  /** 0..1, how strong the bar of a state is filled; full when left out */
  weights?: Record<string, number>;
  /** words over each moment, one more than there are steps */
  moments?: string[];
  /** the customers who are in a state at the last moment */
  last?: Record<string, CustomerFilter>;
};

const gap = 0.025;
const half = 0.035;
/** How much wider words of weight 600 are */
const bold = 1.1;

/** How customers go from state to state: bars at each moment, bands between them. Rows: step (0 = first), from, to, n. */
export const flow: Figure<FlowOptions> = {
  id: 'flow',
  plot(rows, options, context) {
    const { nodes, bands } = flowLayout(movesOf(rows), options.order, gap);
    const last = Math.max(1, ...nodes.map(({ moment }) => moment));
    const side = Math.min(
      context.width * 0.3,
      Math.max(40, ...nodes.map((node) => Math.max(textWidth(nameOf(node.state, options)) * bold, textWidth(formatInteger(node.n), 11)))) +
        14,
    );
    const height = context.width < 480 ? 340 : 400;
    const size = { height, marginTop: 30, marginBottom: 12, marginLeft: side, marginRight: side };
    return {
      ...frame(context, size),
      x: { domain: [-half, last + half], axis: null },
      y: { domain: [0, 1], reverse: true, axis: null },
      marks: [
        stagePatterns(context),
        ...bands.map((band) =>
          Plot.areaY(
            [
              { x: band.step + half * last * 0.5, y1: band.fromY1, y2: band.fromY2 },
              { x: band.step + 1 - half * last * 0.5, y1: band.toY1, y2: band.toY2 },
            ],
            {
              x: 'x',
              y1: 'y1',
              y2: 'y2',
              curve: 'bump-x',
              fill: context.color(tokenOf(band.from, options)),
              fillOpacity: band.from === band.to ? 0.22 : 0.45,
            },
          ),
        ),
        ...nodes.map((node) =>
          Plot.rect([node], {
            x1: node.moment - half * last * 0.5,
            x2: node.moment + half * last * 0.5,
            y1: 'y1',
            y2: (one: FlowNode) => Math.max(one.y2, one.y1 + 0.002),
            fill: fillOf(node.state, options, context),
            fillOpacity: options.weights?.[node.state] ?? 1,
          }),
        ),
        ...labels(nodes, last, height - 42, options, context),
        ...(options.moments ?? []).map((words, moment) =>
          Plot.text([words], {
            ...(moment === 0 || moment === last ? {} : { x: moment }),
            frameAnchor: moment === 0 ? ('top-left' as const) : moment === last ? ('top-right' as const) : ('top' as const),
            dx: moment === 0 ? 6 - side : moment === last ? side - 6 : 0,
            dy: -24,
            lineAnchor: 'top',
            textAnchor: moment === 0 ? 'start' : moment === last ? 'end' : 'middle',
            fill: context.color('ink-3'),
            fontSize: 12,
          }),
        ),
      ],
    };
  },
  describe(rows, options) {
    const moves = movesOf(rows).filter(({ from, to, n }) => from !== to && n > 0);
    if (rows.length === 0) return m.figures_nothing();
    const most = moves.toSorted((a, b) => b.n - a.n).slice(0, 3);
    return m.figures_flow_text({
      moves: most.length === 0 ? m.figures_none() : most.map((move) => words(move, options)).join(m.figures_comma()),
    });
  },
  table(rows, options) {
    return {
      columns: [
        { key: 'step', title: m.figures_flow_step(), align: 'right', format: 'integer' },
        { key: 'before', title: m.figures_from_state(), align: 'left', format: 'text' },
        { key: 'after', title: m.figures_to_state(), align: 'left', format: 'text' },
        { key: 'n', title: m.terms_customers(), align: 'right', format: 'integer' },
      ],
      rows: rows.map((row) => ({
        ...row,
        step: (at(row, 'step') ?? 0) + 1,
        before: nameOf(String(row.from), options),
        after: nameOf(String(row.to), options),
      })),
    };
  },
  points(rows, options) {
    const { nodes, bands } = flowLayout(movesOf(rows), options.order, gap);
    const lastMoment = Math.max(0, ...nodes.map(({ moment }) => moment));
    const all = bands.map((band) => {
      const source = nodes.find(({ moment, state }) => moment === band.step && state === band.from);
      return {
        x: band.step + 0.5,
        y: (band.fromY1 + band.fromY2 + band.toY1 + band.toY2) / 4,
        label: `${words(band, options)}\n${m.figures_of_state({ share: formatPercent(band.n / Math.max(1, source?.n ?? 1), 1), state: nameOf(band.from, options) })}`,
      };
    });
    const bars = nodes.map((node) => {
      const filter = node.moment === lastMoment ? options.last?.[node.state] : undefined;
      return {
        x: node.moment,
        y: (node.y1 + node.y2) / 2,
        label: `${options.moments?.[node.moment] ?? ''}\n${nameOf(node.state, options)}\n${customers(node.n)}`.trim(),
        ...(filter ? { customers: filter } : {}),
      };
    });
    return [...bars, ...all].sort((a, b) => a.x - b.x || a.y - b.y);
  },
};

function movesOf(rows: readonly FigureRow[]): Move[] {
  return rows.map((row) => ({ step: at(row, 'step') ?? 0, from: String(row.from), to: String(row.to), n: at(row, 'n') ?? 0 }));
}

function nameOf(state: string, { names }: FlowOptions): string {
  return names[state] ?? state;
}

function words(move: Move, options: FlowOptions): string {
  const [from, to] = [nameOf(move.from, options), nameOf(move.to, options)];
  if (move.from === move.to) return m.figures_flow_stay({ state: from, customers: customers(move.n) });
  return m.figures_flow_move({ from, to, customers: customers(move.n) });
}

function isStage(state: string): state is Stage {
  return (stages as readonly string[]).includes(state);
}

function tokenOf(state: string, { tokens }: FlowOptions): string {
  const own = { E: 'stage-exploration', F: 'stage-formation', S: 'stage-stable', D: 'stage-decline', T: 'stage-ended' };
  return tokens?.[state] ?? (isStage(state) ? own[state] : 'ink-3');
}

function fillOf(state: string, options: FlowOptions, context: FigureContext): string {
  return isStage(state) && !options.tokens ? stageFill(state) : context.color(tokenOf(state, options));
}

/** Names and numbers beside the bars of the first and the last moment, apart from one another. */
function labels(nodes: readonly FlowNode[], last: number, height: number, options: FlowOptions, context: FigureContext) {
  return [0, last].flatMap((moment) => {
    const column = nodes.filter((node) => node.moment === moment);
    const places = spread(
      column.map(({ y1, y2 }) => ((y1 + y2) / 2) * height),
      32,
      { top: 10, bottom: height - 10 },
    );
    return column.flatMap((node, i) => {
      const place = {
        frameAnchor: moment === 0 ? ('top-left' as const) : ('top-right' as const),
        dx: moment === 0 ? -6 : 6,
        textAnchor: moment === 0 ? ('end' as const) : ('start' as const),
        lineAnchor: 'middle' as const,
      };
      return [
        Plot.text([nameOf(node.state, options)], {
          ...place,
          dy: places[i]! - 6,
          fill: context.color(options.weights && tokenOf(node.state, options) === 'ink-3' ? 'ink-2' : tokenOf(node.state, options)),
          fontWeight: 600,
          fontSize: 12,
        }),
        Plot.text([formatInteger(node.n)], { ...place, dy: places[i]! + 8, fill: context.color('ink-3'), fontSize: 11 }),
      ];
    });
  });
}
