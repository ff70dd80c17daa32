import { CodedError } from '#base/error.ts';
import { toCell, type Cell } from '#notebook/cell.ts';
import type { NotebookDocument, OptionValue } from '#notebook/document.ts';
import { parse } from '#notebook/parse.ts';
import type { Executor, RunNode, RunValue } from '#notebook/run-state.ts';
import { Runner } from '#notebook/runtime.ts';
import { cellDefinition, cells } from './index.ts';
import type { CellSources, Choice, LinkedOption } from './definition.ts';
import { isParameterResult, optionsOfParameters, parametersOf, withParameters } from './parameters.ts';

/** A cell with what the runner must know of it. */
export interface CellNode extends RunNode {
  cell: Cell;
}

export interface OpenNotebookOptions {
  sources: CellSources;
  /** false while the cells may not run: a notebook from outside before *Run* */
  started: boolean;
  /** true when an engine with the tables of the data is there; cells that need one wait until then. Defaults to always */
  engineReady?: () => boolean;
  /** true when the statistics are there; lens cells wait until then. Defaults to always */
  statisticsReady?: () => boolean;
  /** names of tables that exist without a cell: a cell may not take one of them */
  reserved?: readonly string[];
}

function nodeOf(cell: Cell): CellNode {
  const { key, kind, id, name, options, body, problem } = cell;
  const definition = cellDefinition(kind);
  const inputs = definition && !problem ? definition.inputs(cell) : { uses: [], mentions: [] };
  const defines = definition?.outputs(cell) ?? [];
  return { key, kind, ...inputs, defines, content: JSON.stringify([kind, id, name, options, body, problem?.code]), cell };
}

function plainValue(value: OptionValue | undefined): RunValue {
  return typeof value === 'object' || value === undefined ? '' : value;
}

function executorsOf(sources: CellSources): Record<string, Executor<CellNode>> {
  const entries = cells.map((definition): [string, Executor<CellNode>] => [
    definition.kind,
    ({ cell }, { signal, ...context }) => {
      if (cell.problem) throw CodedError.from(cell.problem);
      const working = { ...cell, options: withParameters(cell.options, context.resultOf) };
      return definition.run(working, { ...sources, ...context }, signal);
    },
  ]);
  return Object.fromEntries(entries);
}

/**
 * A notebook that is open: its document, its cells and their runs. Opening runs nothing unless `started`; a notebook whose settings say
 * `run: lazy` waits for *Run* even then. Whoever opens it disposes of it.
 */
export class OpenNotebook {
  document: NotebookDocument;
  readonly runner: Runner<CellNode>;
  readonly sources: CellSources;
  /** cells may run */
  started: boolean;
  #cells = new Map<string, Cell>();
  /** key of the cell that gives a parameter */
  #owners = new Map<string, string>();
  #listeners = new Set<() => void>();

  /** @throws CodedError of `parse`: too long, too many cells, a newer version. */
  constructor(text: string, options: OpenNotebookOptions) {
    this.document = parse(text);
    this.sources = options.sources;
    this.started = options.started;
    const ready = ({ kind }: CellNode): boolean => {
      const needs = cellDefinition(kind)?.needs;
      if (needs === 'engine') return options.engineReady?.() ?? true;
      return needs === 'statistics' ? (options.statisticsReady?.() ?? true) : true;
    };
    const mode = options.started && this.document.frontMatter.settings.run !== 'lazy' ? 'auto' : 'lazy';
    this.runner = new Runner({ executors: executorsOf(options.sources), mode, ready, reserved: options.reserved ?? [] });
    this.#take();
  }

  /** The cell of a part, with the defaults of its kind. */
  cell(key: string): Cell {
    const cell = this.#cells.get(key);
    if (!cell) throw new CodedError('notebook/no-such-cell', { key });
    return cell;
  }

  /** The cell as it runs: `$parameters` in its options replaced by their values. */
  working(key: string): Cell {
    const cell = this.cell(key);
    if (parametersOf(cell.options).length === 0) return cell;
    return { ...cell, options: withParameters(cell.options, (name) => this.runner.state(this.#owners.get(name) ?? '').result) };
  }

  /** The options of a cell that hang on parameters of type `link`, in the order of its text. */
  links(key: string): LinkedOption[] {
    return optionsOfParameters(this.cell(key).options).flatMap(({ option, name }) => {
      const owner = this.#owners.get(name);
      const options = owner === undefined ? null : this.cell(owner).options;
      if (owner === undefined || options?.type !== 'link') return [];
      const all = plainValue(options.value);
      const { result } = this.runner.state(owner);
      const value = isParameterResult(result) ? result.value : all;
      return [{ option, label: String(options.label ?? option), value, all, set: (next) => this.runner.setValue(owner, next) }];
    });
  }

  /** What somebody chose by the links of the notebook that a cell does not follow: the parameter's words and its value. */
  unfollowed(key: string): Choice[] {
    const followed = new Set(optionsOfParameters(this.cell(key).options).map(({ name }) => name));
    return [...this.#owners].flatMap(([name, owner]) => {
      const { options } = this.cell(owner);
      const { result } = this.runner.state(owner);
      if (followed.has(name) || options.type !== 'link' || !isParameterResult(result)) return [];
      return result.value === plainValue(options.value) ? [] : [{ label: String(options.label ?? name), value: result.value }];
    });
  }

  /** Calls back when the text or the state of a cell changed. Returns the undo. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    const undo = this.runner.subscribe(listener);
    return () => {
      this.#listeners.delete(listener);
      undo();
    };
  }

  /**
   * Takes an edited text; unchanged cells keep their results.
   * @throws CodedError of `parse`; the notebook stays as it was.
   */
  setText(text: string): void {
    this.document = parse(text, this.document);
    this.#take();
  }

  /** Lets the cells run: a person said *Run*. Does nothing when they may already. */
  start(): void {
    if (this.started) return;
    this.started = true;
    this.#tell();
    if (this.document.frontMatter.settings.run === 'lazy') this.runner.run();
    else this.runner.setMode('auto');
  }

  dispose(): void {
    this.runner.dispose();
  }

  #take(): void {
    const all = this.document.parts.map((part) => toCell(part, cellDefinition(part.spec.kind)?.defaults));
    this.#cells = new Map(all.map((cell) => [cell.key, cell]));
    const nodes = all.filter(({ kind }) => cellDefinition(kind) !== null).map(nodeOf);
    this.#owners = new Map(nodes.flatMap(({ key, defines }) => defines.map((name) => [name, key])));
    this.runner.setNodes(nodes);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
