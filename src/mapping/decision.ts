import type { ReadSummary, RejectedRecord, SourceShape } from '#importers/definition.ts';
import type { CanonicalTableName } from '#schema/canonical.ts';
import type { ColumnFormat } from './columns/formats.ts';
import type { RoleDefinition } from './names/roles.ts';
import type { MappedColumn, OpenQuestion } from './types.ts';

/** A file whose records stand as text in a staging table: columns `c0`, `c1`, … and `_line`. */
export interface StagedFile {
  name: string;
  staging: string;
  shape: SourceShape;
  summary: ReadSummary;
  rejected: RejectedRecord[];
  /** values of each column from rows spread over the file */
  sample: readonly (readonly string[])[];
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
  uses: ColumnUse[];
  /** source columns kept as JSON, in customers only */
  attributes: { source: string; staged: string }[];
  /** identifying columns are missing: nothing of the file can be loaded */
  unusable: boolean;
  questions: OpenQuestion[];
  /** latest believable date, ISO */
  latest: string;
}
