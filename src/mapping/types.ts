import type { ErrorShape } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import type { ReadEvent, ReadOptions } from '#importers/definition.ts';
import type { Badge, CanonicalTableName } from '#schema/canonical.ts';

/** A sentence without words: a message key below `data_` and the values it names. */
export interface Coded {
  code: string;
  parameters: Record<string, string | number>;
}

/**
 * What a source column is used for: a column of the file's table (`net_amount`), a column of a table that the file also fills
 * (`customers.segment`, `products.subcategory`), an input of a named derivation (`profit`, `discount_rate`), `attribute` or `ignored`.
 */
export type Role = string;

export interface MappedColumn {
  source: string;
  role: Role;
  /** the canonical column that comes of it: `cogs` for the role `profit` */
  becomes: string;
  confidence: number;
  reason: Coded;
  /** up to three values as written */
  samples: string[];
}

export interface OpenQuestion {
  id: string;
  /** `data_question_<code>` */
  text: Coded;
  choices: { id: string; text: Coded; effect: Coded }[];
  /** the choice in force, null while open: the rows that hang on it wait in quarantine */
  answer: string | null;
}

export interface RowProblem {
  line: number;
  column: string;
  rule: string;
  found: string;
}

/** One file's reading and mapping, words-free. The four counts add up to `rowsIn`. */
export interface FileResult {
  name: string;
  encoding: string;
  delimiter: string;
  headerLine: number;
  system: string;
  grain: string;
  table: CanonicalTableName | 'none';
  rowsIn: number;
  loaded: number;
  continuation: number;
  notRecords: number;
  quarantined: number;
  renamed: { index: number; from: string; to: string }[];
  columns: MappedColumn[];
  /** canonical columns that no source column carries but that were made: `order_id` as customer + date, `cogs` as amount − profit */
  made: { column: string; badge: Badge; reason: Coded }[];
  /** what the file lacks to be of use, for example a date column */
  missing: Coded[];
  questions: OpenQuestion[];
  /** the first quarantined records by line (all of them are in table `quarantine`), then the first unreadable optional values, rule `left-empty` */
  problems: RowProblem[];
  /** why the file could not be read at all; every count is 0 then */
  failure: ErrorShape | null;
}

export interface ImportResult {
  files: FileResult[];
}

/** A person's changes to the reading of one file; what is not named is decided again. */
export interface FileCorrection {
  table?: CanonicalTableName | 'none';
  roles?: Record<string, Role>;
  delimiter?: string;
  encoding?: string;
  headerLine?: number;
}

/** By file name. */
export type Corrections = Record<string, FileCorrection>;

/** By question id. */
export type Answers = Record<string, string>;

export type ReadFile = (file: File, options: ReadOptions, signal: AbortSignal) => AsyncIterable<ReadEvent>;

export interface ImportProgress {
  file: string;
  phase: 'reading' | 'deciding' | 'loading';
  /** 0..1 over all files */
  fraction: number;
}

export interface ImportRequest {
  engine: Engine;
  /** all files that are to be loaded together; the canonical tables hold exactly these afterwards */
  files: File[];
  answers?: Answers;
  corrections?: Corrections;
  read: ReadFile;
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
  /** ISO date of today, against which dates in the future are judged; defaults to the clock */
  today?: string;
}
