import type { ErrorShape } from '#base/error.ts';
import type { Signal } from './abort.ts';
import type { GraphNode } from './graph.ts';

/**
 * idle: not run, or stopped; waiting: will run when its turn comes, or when what it needs is there; running; done; failed.
 */
export type RunStatus = 'idle' | 'waiting' | 'running' | 'done' | 'failed';

/** What is known of one cell's run. A new object for every change. */
export interface RunState {
  status: RunStatus;
  /** what it shows was computed from something that has changed since */
  stale: boolean;
  /** counts starts and stops; a result of an older version is refused */
  version: number;
  /** the last good result, kept while the cell runs again; undefined before the first */
  result: unknown;
  error: ErrorShape | null;
  /** 0..1, or null when the cell cannot say */
  progress: number | null;
}

/** A cell as the runner sees it. */
export interface RunNode extends GraphNode {
  kind: string;
  /** all that its result depends on in the text; when it differs, the cell has changed */
  content: string;
}

export type RunValue = string | number | boolean | null;

export interface RunContext {
  signal: Signal;
  onProgress(fraction: number | null): void;
  /** what a person has set on the cell, for example the position of a slider; undefined when nothing */
  value: RunValue | undefined;
  /** the result of the cell that defines this name; undefined when there is none */
  resultOf(name: string): unknown;
}

/** Runs cells of one kind. Errors are thrown; an aborted signal should reject soon, and is not waited for. */
export type Executor<Node extends RunNode> = (node: Node, context: RunContext) => unknown;

export interface RunnerOptions<Node extends RunNode> {
  executors: Readonly<Record<string, Executor<Node>>>;
  /** auto: a stale cell runs by itself; lazy: it waits until `run` is called */
  mode: 'auto' | 'lazy';
  /** false while what a cell needs is not there; asked again by `check`. Defaults to always true */
  ready?: (node: Node) => boolean;
  /** names that exist without a cell */
  reserved?: readonly string[];
  /** cells that may run at once; defaults to 4 */
  concurrency?: number;
}

export const neverRun: RunState = { status: 'idle', stale: true, version: 0, result: undefined, error: null, progress: null };
