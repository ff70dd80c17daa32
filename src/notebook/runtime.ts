import { asCodedError, CodedError, type ErrorShape } from '#base/error.ts';
import { newAbort, type Abort, type Signal } from './abort.ts';
import { buildGraph, reachable, staleAfter, type Graph } from './graph.ts';
import { sameName } from './names.ts';
import { neverRun, type Executor, type RunnerOptions, type RunNode, type RunState, type RunValue } from './run-state.ts';

/**
 * Runs the cells of a notebook in the order of what they depend on, and again when something they depend on changes.
 * A cell whose dependency failed does not run (`notebook/blocked`). Late results of an older version are refused, also when an executor
 * ignores its signal. Nothing is thrown: errors are states. Why this is our own: docs/adr/0001-own-cell-runner.md
 */
export class Runner<Node extends RunNode> {
  #nodes = new Map<string, Node>();
  #graph: Graph = buildGraph([]);
  #states = new Map<string, RunState>();
  #values = new Map<string, RunValue>();
  #aborts = new Map<string, Abort>();
  #listeners = new Set<(key: string) => void>();
  #settled: (() => void)[] = [];
  #mode: 'auto' | 'lazy';
  #options: RunnerOptions<Node>;

  constructor(options: RunnerOptions<Node>) {
    this.#options = options;
    this.#mode = options.mode;
  }

  get graph(): Graph {
    return this.#graph;
  }

  /** What is known of a cell; a cell that does not exist has never run. */
  state(key: string): RunState {
    return this.#states.get(key) ?? neverRun;
  }

  /** Calls back with the key of every cell whose state changed. Returns the undo. */
  subscribe(listener: (key: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes the cells of an edited notebook: changed ones and all that depends on them become stale, removed ones stop. */
  setNodes(nodes: readonly Node[]): void {
    const before = { nodes: this.#nodes, graph: this.#graph };
    this.#nodes = new Map(nodes.map((node) => [node.key, node]));
    this.#graph = buildGraph(nodes, this.#options.reserved);
    const changed = nodes.filter(({ key, content }) => {
      const dependsOn = (graph: Graph): string => (graph.dependencies.get(key) ?? []).join();
      const sameProblem = before.graph.problems.get(key)?.code === this.#graph.problems.get(key)?.code;
      return before.nodes.get(key)?.content !== content || dependsOn(before.graph) !== dependsOn(this.#graph) || !sameProblem;
    });
    const removed = [...before.nodes.keys()].filter((key) => !this.#nodes.has(key));
    for (const key of removed) {
      this.#stop(key);
      this.#states.delete(key);
      this.#values.delete(key);
      this.#tell(key);
    }
    this.#outdate([
      ...changed.map(({ key }) => key),
      ...[...reachable(removed, before.graph.dependents)].filter((key) => this.#nodes.has(key)),
    ]);
  }

  /** Sets what a person chose on a cell; it and its dependents become stale. */
  setValue(key: string, value: RunValue): void {
    if (!this.#nodes.has(key) || (this.#values.has(key) && this.#values.get(key) === value)) return;
    this.#values.set(key, value);
    this.#outdate([key]);
  }

  /** Says that what stands outside the notebook has changed for these cells (defaults to all), for example the data. */
  invalidate(keys: Iterable<string> = this.#nodes.keys()): void {
    this.#outdate([...keys].filter((key) => this.#nodes.has(key)));
  }

  /** Auto runs what is stale at once; lazy starts nothing by itself and lets running cells end. */
  setMode(mode: 'auto' | 'lazy'): void {
    this.#mode = mode;
    if (mode === 'auto') this.#queue(this.#graph.order);
  }

  /** Runs these cells (again) with whatever they depend on that is stale; without keys, everything that is stale. */
  run(keys?: readonly string[]): void {
    if (!keys) return this.#queue(this.#graph.order);
    const known = keys.filter((key) => this.#nodes.has(key));
    this.#mark(known);
    const needed = reachable(known, this.#graph.dependencies);
    const wanted = this.#mode === 'auto' ? new Set([...needed, ...staleAfter(this.#graph, known)]) : needed;
    this.#queue(this.#graph.order.filter((key) => wanted.has(key)));
  }

  /** Stops a cell and those that wait for it; without a key, all of them. They stay stale until they are run. */
  cancel(key?: string): void {
    const touched = key === undefined ? this.#graph.order : staleAfter(this.#graph, [key]);
    for (const each of touched) {
      const { status } = this.state(each);
      if (status !== 'running' && status !== 'waiting') continue;
      this.#stop(each);
      this.#set(each, { status: 'idle', stale: true, progress: null });
    }
    this.#pump();
  }

  /** Asks `ready` again: what a waiting cell needs may be there now. */
  check(): void {
    this.#pump();
  }

  /** Resolves when nothing runs and nothing that waits can start. */
  async settled(): Promise<void> {
    if (this.#aborts.size === 0) return;
    await new Promise<void>((resolve) => this.#settled.push(resolve));
  }

  /** Stops everything and forgets its listeners. */
  dispose(): void {
    this.cancel();
    this.#listeners.clear();
  }

  #tell(key: string): void {
    for (const listener of this.#listeners) listener(key);
  }

  #set(key: string, change: Partial<RunState>): void {
    this.#states.set(key, { ...this.state(key), ...change });
    this.#tell(key);
  }

  /** Aborts a running cell and makes its version old. */
  #stop(key: string): void {
    this.#aborts.get(key)?.abort(new CodedError('engine/canceled'));
    this.#aborts.delete(key);
    this.#states.set(key, { ...this.state(key), version: this.state(key).version + 1 });
  }

  /** Marks cells and their dependents stale, stopping those that run; cells that cannot run at all fail with the reason. */
  #mark(keys: readonly string[]): void {
    for (const key of staleAfter(this.#graph, keys)) {
      this.#stop(key);
      const problem = this.#graph.problems.get(key) ?? null;
      this.#set(key, { status: problem ? 'failed' : 'idle', stale: true, error: problem, progress: null });
    }
  }

  #outdate(keys: readonly string[]): void {
    this.#mark(keys);
    if (this.#mode === 'auto') this.#queue(staleAfter(this.#graph, keys));
    else this.#pump();
  }

  #queue(keys: readonly string[]): void {
    for (const key of keys) {
      const { stale, status } = this.state(key);
      if (stale && status !== 'running' && !this.#graph.problems.has(key)) this.#set(key, { status: 'waiting', error: null });
    }
    this.#pump();
  }

  /** Starts every waiting cell whose turn it is. */
  #pump(): void {
    for (const key of this.#graph.order) {
      if (this.#aborts.size >= (this.#options.concurrency ?? 4)) return;
      const node = this.#nodes.get(key);
      if (!node || this.state(key).status !== 'waiting') continue;
      const above = this.#graph.dependencies.get(key) ?? [];
      const broken = above.find((dependency) => this.state(dependency).status === 'failed');
      if (broken !== undefined) this.#set(key, { status: 'failed', error: this.#blockedBy(broken) });
      else if (above.every((dependency) => this.state(dependency).status === 'done') && (this.#options.ready?.(node) ?? true))
        this.#start(node);
    }
    if (this.#aborts.size === 0) for (const resolve of this.#settled.splice(0)) resolve();
  }

  #blockedBy(key: string): ErrorShape {
    return new CodedError('notebook/blocked', { name: this.#nodes.get(key)?.defines[0] ?? this.#nodes.get(key)?.kind ?? key }).toJSON();
  }

  #start(node: Node): void {
    const { key } = node;
    const abort = newAbort();
    const version = this.state(key).version + 1;
    const current = (): boolean => this.#aborts.get(key) === abort && this.state(key).version === version;
    this.#aborts.set(key, abort);
    this.#set(key, { status: 'running', version, progress: null, error: null });
    const finish = (change: Partial<RunState>): void => {
      if (!current()) return;
      this.#aborts.delete(key);
      this.#set(key, { ...change, stale: change.status !== 'done', progress: null });
      this.#pump();
    };
    const onProgress = (progress: number | null): void => {
      if (current()) this.#set(key, { progress });
    };
    void this.#execute(node, abort.signal, onProgress).then(
      (result) => finish({ status: 'done', result, error: null }),
      (thrown: unknown) => {
        const error = asCodedError(thrown);
        if (!error.code.endsWith('/canceled')) finish({ status: 'failed', error: error.toJSON() });
        else if (current()) this.cancel(key);
      },
    );
  }

  async #execute(node: Node, signal: Signal, onProgress: (fraction: number | null) => void): Promise<unknown> {
    const executor: Executor<Node> | undefined = this.#options.executors[node.kind];
    if (!executor) throw new CodedError('notebook/no-executor', { kind: node.kind });
    await Promise.resolve();
    return executor(node, { signal, onProgress, value: this.#values.get(node.key), resultOf: (name) => this.#resultOf(name) });
  }

  #resultOf(name: string): unknown {
    const owner = [...this.#nodes.values()].find(({ defines }) => defines.some((defined) => sameName(defined) === sameName(name)));
    return owner ? this.state(owner.key).result : undefined;
  }
}
