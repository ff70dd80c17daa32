import type { ErrorShape } from '#base/error.ts';

/** A value that YAML options may hold: no dates, no references, finite numbers only. */
export type OptionValue = string | number | boolean | null | OptionValue[] | Options;
export interface Options {
  [key: string]: OptionValue;
}

/** What a fence may be; every other fence is prose. */
export const fenceKinds = ['sql', 'param', 'chart', 'table', 'metric', 'lens', 'model'] as const;
export type FenceKind = (typeof fenceKinds)[number];
export type CellKind = FenceKind | 'prose';

/** A cell as it is stored; everything that is not written is absent. */
export interface CellSpec {
  kind: CellKind;
  /** which lens or model; only these two kinds have one */
  id?: string;
  /** the name by which other cells call it */
  name?: string;
  options?: Options;
  /** prose: the Markdown; sql: the query. Of other kinds the body is options, and absent here */
  body?: string;
}

/** One stretch of the text: a cell with the blank lines after it, or prose between cells. */
export interface Part {
  /** stays the same while other parts are edited */
  key: string;
  /** the exact characters */
  source: string;
  spec: CellSpec;
  /** why the cell cannot be run as written; null when it reads well */
  problem: ErrorShape | null;
}

/** Choices about the analysis that travel with the notebook; absent ones are decided from the data. */
export interface Settings {
  /** Intl currency code */
  currency?: string;
  period?: 'month' | 'quarter' | 'half-year' | 'year';
  /** ISO business date */
  asOf?: string;
  /** a year, as a fraction */
  discountRate?: number;
  costs?: Options;
  /** auto (the default): cells run when what they depend on changes; lazy: they wait for Run */
  run?: 'auto' | 'lazy';
}

export interface FrontMatter {
  /** version of the format; 1 when not written */
  format: number;
  title: string | null;
  /** BCP 47 tag of the prose */
  language: string | null;
  /** fingerprint of the data it was written about */
  data: string | null;
  settings: Settings;
}

export interface NotebookDocument {
  frontMatter: FrontMatter;
  /** the exact characters of the front matter with its fences, '' when there is none */
  frontMatterSource: string;
  /** why the front matter, or a setting in it, was not understood */
  problem: ErrorShape | null;
  parts: Part[];
}
