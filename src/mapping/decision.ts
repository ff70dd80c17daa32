import type { Engine } from '#engine/engine.ts';
import type { NotRecord, ReadSummary, RejectedRecord, SourceShape } from '#importers/definition.ts';
import type { CanonicalTableName } from '#schema/canonical.ts';
import type { ColumnFormat } from './columns/formats.ts';
import type { RoleDefinition } from './names/roles.ts';
import type { OrdersDecision } from './orders/decide.ts';
import type { SystemMatch } from './systems/definition.ts';
import type { Answers, Coded, ImportSettings, MappedColumn, OpenQuestion } from './types.ts';

/** What every step of deciding about one file is given. */
export interface Deciding {
  engine: Engine;
  staged: StagedFile;
  system: SystemMatch | null;
  settings: ImportSettings;
  answers: Answers;
  today: string;
  /** puts a question and gives the choice in force, null while it is open; `key` is the question's id behind the signature */
  ask(question: Omit<OpenQuestion, 'id' | 'answer'> & { key: string }): string | null;
  /** says something about the file */
  note(note: Coded): void;
  signal?: AbortSignal | undefined;
}

/** A file whose records stand as text in a staging table: columns `c0`, `c1`, … and `_line`. */
export interface StagedFile {
  name: string;
  /** hash of the normalised header */
  signature: string;
  staging: string;
  shape: SourceShape;
  summary: ReadSummary;
  rejected: RejectedRecord[];
  /** total and subtotal lines with their cells */
  totals: NotRecord[];
  /** values of each column from rows spread over the file */
  sample: readonly (readonly string[])[];
  /** the staging table says itself which rows cannot be used: `_rule` (NULL for sound rows), `_column`, `_found` */
  ruled?: boolean;
  /** where the records stand as the file has them, in its first `width` columns, when they were laid out anew */
  written?: { staging: string; width: number };
  /** roles whose values were taken from the order and are the whole order's */
  ofOrders?: readonly string[];
  /** a record was laid out as several rows that only count together: the lines of an order */
  together?: boolean;
}

/** One source column that is used, with how its text is read. */
export interface ColumnUse {
  source: string;
  /** name in the staging table */
  staged: string;
  role: RoleDefinition;
  format: ColumnFormat | null;
  /** a question about the format is open: its rows wait in quarantine when the role is needed */
  open: boolean;
  floatIds: boolean;
}

/** All that decides what becomes of a file: plain data, so that the same tables can be made again from the same bytes. */
export interface MappingDecision {
  file: string;
  table: CanonicalTableName | 'none';
  columns: MappedColumn[];
  /** what became of the file's own columns when its rows were laid out anew, null otherwise */
  sourceColumns: MappedColumn[] | null;
  /** why it is no data, null when it is */
  refused: Coded | null;
  uses: ColumnUse[];
  /** as of the staged file */
  ruled: boolean;
  /** source columns kept as JSON, in customers only */
  attributes: { source: string; staged: string }[];
  /** identifying columns are missing: nothing of the file can be loaded */
  unusable: boolean;
  questions: OpenQuestion[];
  notes: Coded[];
  system: SystemMatch | null;
  /** how order lines come of the rows; null for other tables */
  orders: OrdersDecision | null;
  settings: ImportSettings;
  /** latest believable date, ISO */
  latest: string;
}
