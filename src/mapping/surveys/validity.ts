import type { Scale } from './scales.ts';

/** How one item's answers become rows, after everything is settled. */
export interface SettledItem {
  index: number;
  id: string;
  text: string;
  /** null while its question is open */
  construct: string | null;
  /** number of each answer as written; null for text and ticked boxes */
  values: ReadonlyMap<string, number> | null;
  /** null while its question is open, and for text */
  scale: Scale | null;
  /** answers that are none of its scale: kept as text, not valid */
  odd: readonly string[];
  ticked: boolean;
  /** null while its question is open */
  reversed: boolean | null;
}

/** Columns of the staging table that tell about a response; empty lists and nulls for what the file does not have. */
export interface ResponseColumns {
  id: number | null;
  /** the customer, first filled one counts */
  customers: readonly number[];
  date: number | null;
  wave: number | null;
  status: number | null;
  finished: number | null;
  progress: number | null;
  seconds: number | null;
}
