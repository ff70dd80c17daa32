import type { Component } from 'svelte';
import type { Engine } from '#engine/engine.ts';
import type { OnCustomers } from '#figures/crosshair.ts';
import type { Lens } from '#lenses/definition.ts';
import type { Cell } from '#notebook/cell.ts';
import type { CellKind, CellSpec, Options } from '#notebook/document.ts';
import type { RunState, RunValue } from '#notebook/run-state.ts';
import type { StatisticTables } from '#statistics/definition.ts';

/** Where cells get what they work on; the page gives it. */
export interface CellSources {
  /** those that are loaded; a getter where more may come */
  readonly lenses: readonly Lens[];
  /** every lens there is */
  allLenses(): Promise<readonly Lens[]>;
  /** the small tables of the data in force, with the named ones among them; waits for them, rejects when they cannot be had */
  statistics(names: readonly string[], signal: AbortSignal): Promise<StatisticTables>;
  /** what a person needs to repeat a result: program, settings, seed, rows and files, as lines of text */
  provenance?(): Promise<readonly string[]>;
  /** an engine in which the tables of the data in force stand; starts it when it must */
  engine(signal: AbortSignal): Promise<Engine>;
  /** shows the customers behind a mark of a figure; absent where nothing can show them */
  showCustomers?: OnCustomers;
}

/** What a cell may use while it runs. */
export interface CellContext extends CellSources {
  /** what a person set on the cell; undefined when nothing */
  value: RunValue | undefined;
  /** result of the cell that defines a name (`horizon_by_month`) or a parameter (`$horizon`); undefined when there is none */
  resultOf(name: string): unknown;
  /** 0..1, or null when the cell cannot say */
  onProgress(fraction: number | null): void;
}

export interface CellActions {
  /** null while nothing may run: the notebook came from outside and nobody has said *Run* */
  run: (() => void) | null;
  cancel(): void;
  /** for cells that a person operates */
  setValue(value: RunValue): void;
}

/** What a person chose by a link: the parameter's own words and its value. */
export interface Choice {
  label: string;
  value: RunValue;
}

/** An option of a cell that hangs on a parameter of type `link`: marks of figures set it, and a person takes it back. */
export interface LinkedOption extends Choice {
  option: string;
  /** the written value, at which nothing is narrowed */
  all: RunValue;
  set(value: RunValue): void;
}

export interface CellViewProps<Result = unknown> {
  /** options with `$parameters` already replaced */
  cell: Cell;
  run: RunState;
  /** the last good result, also while a newer one is awaited */
  result: Result | undefined;
  actions: CellActions;
  /** options that marks of figures set; none for most cells */
  links: readonly LinkedOption[];
  /** choices by links of the notebook that no option of the cell hangs on */
  unfollowed: readonly Choice[];
  /** for words about what the cell works on; work is done by `run` */
  sources: CellSources;
  /** Intl code, or null when amounts have no known currency */
  currency: string | null;
}

/** Later: shows and changes the source of a cell. */
export interface CellEditorProps {
  cell: Cell;
  source: string;
  onchange(source: string): void;
}

/**
 * A kind of cell: how it is stored, what it takes and gives, how it runs and looks. One folder and one line in `index.ts`.
 *
 * `sql` takes the tables and parameters that its text names and gives a table; `param` takes nothing and gives a parameter;
 * `lens` takes the statistics. `prose` has nothing to run and no definition: the notebook view reads it.
 */
export interface CellDefinition<Result = unknown> {
  kind: Exclude<CellKind, 'prose'>;
  /** options that hold when they are not written */
  defaults: Options;
  /** what must be there before it can run */
  needs: 'nothing' | 'statistics' | 'engine';
  /** `uses` must exist; `mentions` count only when a cell defines them. Parameters are written `$name` */
  inputs(cell: Cell): { uses: readonly string[]; mentions: readonly string[] };
  /** the names it gives to other cells */
  outputs(cell: Cell): readonly string[];
  /** plain data. Throws CodedError; an aborted signal must end it soon */
  run(cell: Cell, context: CellContext, signal: AbortSignal): Promise<Result>;
  view: Component<CellViewProps<Result>>;
  /** the view itself shows waiting, progress, error and staleness */
  showsStates: boolean;
  /** absent until cells can be edited */
  editor?: Component<CellEditorProps>;
  /** the spec as version `from` of the format stored it, in the current form */
  migrate(spec: CellSpec, from: number): CellSpec;
}
