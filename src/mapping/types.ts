import type { ErrorShape } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import type { EncodingCandidate } from '#importers/definition.ts';
import type { Opening } from '#importers/open.ts';
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
  /** it stands inside other columns of the file, and is repaired with the whole record */
  packed?: boolean;
  /** up to three values as written */
  samples: string[];
}

export interface OpenQuestion {
  /** `<signature of the header>/<what is asked>`, so that an answer holds for every file of the same header */
  id: string;
  /** `data_question_<code>` */
  text: Coded;
  choices: { id: string; text: Coded; effect: Coded }[];
  /** up to three rows as written, with what each choice reads in them, in the order of the choices */
  samples: { line: number; written: string; readings: string[] }[];
  /** the likelier choice and why; absent when nothing speaks for one */
  suggested?: { choice: string; reason: Coded };
  /** the choice in force, null while open: the rows that hang on it wait in quarantine */
  answer: string | null;
  /** the answer was given for another file with the same header and is used again */
  remembered?: boolean;
}

export interface RowProblem {
  line: number;
  column: string;
  rule: string;
  found: string;
}

/** A total printed in the file beside the sum of the records it stands for. */
export interface ControlSum {
  line: number;
  column: string;
  printed: number;
  /** of all records, those in quarantine included as far as their value can be read */
  summed: number;
  /** records among them that are in quarantine, and their part of the sum */
  quarantined: number;
  worth: number;
}

/** How many keys of one table another table knows. */
export interface JoinReport {
  /** for example `orders.customer_id` */
  from: string;
  to: string;
  /** different keys on each side, and those that both sides have */
  fromKeys: number;
  toKeys: number;
  matched: number;
  /** most rows that one key has on the side where it should be unique; above 1 joining multiplies rows */
  fanOut: number;
}

/** One table's reading and mapping, words-free. The four counts add up to `rowsIn`. */
export interface FileResult {
  /** unique: path, and the sheet behind ` › `; `_file` of its rows */
  name: string;
  /** the dropped file, its name with the member's path, and the sheet */
  file: string;
  path: string;
  sheet: string | null;
  /** id of the importer */
  format: string;
  /** hash of the normalised header; the beginning of its question ids */
  signature: string;
  encodings: readonly EncodingCandidate[];
  preamble: readonly string[];
  /** what else a person should know: message codes `data_note_*` */
  notes: Coded[];
  controls: ControlSum[];
  /** why it was not read (`hidden` sheet and the like), null when it was */
  skipped: string | null;
  encoding: string;
  delimiter: string;
  headerLine: number;
  /** id of the system profile, `generic` without one */
  system: string;
  systemConfidence: number;
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
  joins: JoinReport[];
}

/**
 * A repair of values as written, before anything is decided: one cell (`line` and `column`), every equal value of a column (`column` and `from`),
 * or a whole record that could not be split (`line` alone, `to` is the record).
 */
export interface Fix {
  line?: number;
  column?: string;
  from?: string;
  to: string;
}

/** A person's changes to the reading of one file; what is not named is decided again. */
export interface FileCorrection {
  /** read a part that is skipped by itself, or leave one out */
  include?: boolean;
  /** go on past the limits against bombs */
  trusted?: boolean;
  /** none: do not take the file for a known system */
  system?: string;
  fixes?: Fix[];
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

/** What a person says about all files together; what is absent is the file's own. */
export interface ImportSettings {
  /** ISO 4217 of the analysis; amounts in others are converted by `rates` (units of it for one of theirs) */
  currency?: string;
  rates?: Record<string, number>;
  /** IANA name of the zone in which business dates are cut; absent: each file's own clock */
  zone?: string;
  /** minutes after midnight at which a business day begins */
  dayStart?: number;
  /** shipping counts as revenue */
  shippingIn?: boolean;
  /** order lines in these states are counted although they are left out by themselves */
  countStates?: readonly string[];
}

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
  /** the formats and their readers */
  opening: Opening;
  settings?: ImportSettings;
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
  /** ISO date of today, against which dates in the future are judged; defaults to the clock */
  today?: string;
}
