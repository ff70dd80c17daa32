/** What reading a set of files came to: the accounting, the mapping and what is still to be settled. Plain JSON. */
export interface ImportReport {
  files: FileReport[];
}

export interface FileReport {
  name: string;
  sheet?: string;
  encoding: string;
  delimiter: string;
  headerLine: number;
  system: string;
  grain: string;
  /** canonical table, or `none` when the file could not be placed */
  table: string;
  rowsIn: number;
  loaded: number;
  continuation: number;
  notRecords: number;
  quarantined: number;
  columns: ColumnReport[];
  questions: Question[];
  problems: Problem[];
}

export interface ColumnReport {
  source: string;
  /** canonical column, `derived` inputs included; `attribute` when kept as JSON, `ignored` when not used */
  role: string;
  confidence: number;
  /** code of the reason with its parameters; `reason` is the localised sentence */
  reason: string;
}

export interface Question {
  id: string;
  text: string;
  choices: { id: string; text: string; effect: string }[];
  /** the choice in force, null while open */
  answer: string | null;
}

export interface Problem {
  line: number;
  column: string;
  rule: string;
  found: string;
}
