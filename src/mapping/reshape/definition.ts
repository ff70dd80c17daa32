import type { Deciding, StagedFile } from '../decision.ts';
import type { MappedColumn } from '../types.ts';

/** A file whose rows were laid out anew: the answers of a survey one below the other, the lines packed into an order one row each. */
export interface Reshaped {
  /** the new staging table; a record's rows all carry its `_line`, and every record has at least one row */
  staged: StagedFile & Required<Pick<StagedFile, 'written'>>;
  /** names in the file of columns of the new table, by their names there, where the two differ */
  names: Readonly<Record<string, string>>;
  /** what became of the columns of the file itself, for the report; null when they all stand in the new table and are mapped as usual */
  columns: MappedColumn[] | null;
}

/** One way of laying out anew: null when the file is not of that form. The old staging table is dropped by whoever called, unless it is where the records stand as written. */
export interface Reshaper {
  id: string;
  reshape(deciding: Deciding): Promise<Reshaped | null>;
}
