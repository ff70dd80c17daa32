import type { Component } from 'svelte';
import type { StatisticTables } from '#statistics/definition.ts';

export type Badge = 'measured' | 'estimated' | 'assumed' | 'unavailable';

/** Something the reader must know beside the number; `text` is the localised sentence made by `narrate`. */
export interface Warning {
  code: string;
  parameters: Record<string, string | number>;
}

/** The part every lens's plain result shares. Shares are fractions; money in currency units; ages in whole periods. */
export interface LensResult {
  badge: Badge;
  /** customers behind the result */
  n: number;
  /** the analysis period's name: month, quarter, half-year, year */
  period: string;
  /** Intl code, or null when amounts have no known currency */
  currency: string | null;
  warnings: Warning[];
  /** ready: a figure can be drawn; too-little: not enough data; missing: a needed table or column is not there */
  status: 'ready' | 'too-little' | 'missing';
  /** when not ready: what is missing or what would suffice */
  reason: Warning | null;
}

/** Localised words about a result. `headline` may hold `[[tone:words]]` marks; tones are gain, loss, stable, formation, exploration, decline, ended, accent. */
export interface Narration {
  headline: string;
  /** one grey line that says what is drawn */
  subtitle: string;
  /** pieces of the foot: n, period, exclusions */
  foot: string[];
  warnings: string[];
  /** shown instead of the figure when status is not ready */
  notReady: { what: string; why: string; next: string } | null;
  method: { definition: string; formula: string; settings: string[]; caveats: string[]; citations: string[]; statistics: string[] };
}

/** A figure to draw: the id of a figure in `src/figures` and what it needs, all plain. */
export interface FigureRequest {
  figure: string;
  rows: Record<string, number | string | boolean | null>[];
  options: Record<string, unknown>;
}

/** What a lens's own view gets and gives: the answer in force, its figure, and where an answer goes that a hand has changed. */
export interface LensHandProps<Result extends LensResult = LensResult> {
  answer: Result;
  request: FigureRequest;
  /** Intl code, or null when amounts have no known currency */
  currency: string | null;
  /** the headline, the table and what is saved follow the answer given here, until the data give another */
  onanswer: (answer: Result) => void;
}

/** One question: statistics + model + figure + the sentence that answers it. No SQL, no DOM. */
export interface Lens<Options extends Record<string, unknown> = Record<string, unknown>, Result extends LensResult = LensResult> {
  /** the folder's name, a noun phrase */
  id: string;
  title(): string;
  /** snake_case names of the statistics it reads; `profile` is always there */
  statistics: readonly string[];
  /** more of them that only some options need */
  also?(options: Options): readonly string[];
  defaults: Options;
  /** the values that an option may have, where they are a few words; every other value is refused */
  choices?: { readonly [Option in keyof Options]?: readonly Options[Option][] };
  analyse(statistics: StatisticTables, options: Options, signal: AbortSignal): Promise<Result> | Result;
  narrate(result: Result): Narration;
  figure(result: Result): FigureRequest;
  /** loads what draws the figure in place of the page where a hand may change what is drawn; tables and files are still made of `figure`, which needs no page */
  view?: () => Promise<Component<LensHandProps<Result>>>;
  /** rows of the theory inventory that it covers, for example S2-17 */
  covers: readonly string[];
  sources: readonly string[];
}
