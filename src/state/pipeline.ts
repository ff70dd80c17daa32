import type { ChosenRemedy, Examination, LedgerEntry } from '#doctor/definition.ts';
import type { Engine } from '#engine/engine.ts';
import type { Reconciliation, Replaced } from '#mapping/reconcile/reconcile.ts';
import type { Answers, Corrections, FileResult, ImportProgress, ImportResult, ImportSettings } from '#mapping/types.ts';
import type { AccountLevel } from '#panel/account-query.ts';
import type { CostRules } from '#panel/allocation.ts';
import type { RefundBooking, StartsWith } from '#panel/choices.ts';
import type { StatisticTables } from '#statistics/definition.ts';

export type { Reconciliation } from '#mapping/reconcile/reconcile.ts';

export type PeriodName = 'month' | 'quarter' | 'half-year' | 'year';

/** What a person may set about an analysis; what is absent is decided from the data. */
export interface AnalysisSettings {
  /** ISO business date */
  asOf?: string;
  period?: PeriodName | undefined;
  /** relationships end by contract (subscriptions) rather than silently */
  contractual?: boolean | undefined;
  /** share of revenue kept when costs are unknown, 0..1 */
  margin?: number;
  /** what each type of cost without a customer is shared by; types that are not named stay unallocated */
  costRules?: CostRules;
  /** a refund stands at its own date (cash) or in the period of its order */
  refunds?: RefundBooking;
  /** whether relationships begin with the file; left out or undefined: the test of first orders decides */
  startsWith?: StartsWith | undefined;
  /** whose relationship is analysed: each account's, or that of the topmost parent with all accounts under it */
  level?: AccountLevel | undefined;
  /** last day of the part of the file that value models learn from before they are tried on the rest, ISO; undefined: half of the file */
  calibrationEnd?: string | undefined;
  /** whether the repeat purchases of the loyalty matrix are orders per period times P(alive) */
  aliveInLoyalty?: boolean;
  /** whether the newest complete period of a customer is judged again with P(alive) */
  aliveInStages?: boolean;
  /** whether a low P(alive) is a sign of the early warning */
  aliveInWarnings?: boolean;
  /** what the customer-data doctor was told to do, in this order */
  remedies?: readonly ChosenRemedy[];
  /** what concerns the reading of files */
  importing?: ImportSettings;
}

/** What the doctor found, and what the remedies in force did. */
export interface Examined extends Examination {
  ledger: readonly LedgerEntry[];
}

/** The steps from files to statistics, loaded on first use so that the first picture needs none of them. */
export interface Pipeline {
  importFiles(
    engine: Engine,
    request: {
      files: File[];
      answers: Answers;
      corrections: Corrections;
      settings: ImportSettings;
      signal: AbortSignal;
      onProgress: (progress: ImportProgress) => void;
    },
  ): Promise<ImportResult>;
  /** remedies, panel, stages and every statistic of what is in the engine */
  analyse(
    engine: Engine,
    settings: AnalysisSettings,
    signal: AbortSignal,
    onProgress: (fraction: number | null) => void,
  ): Promise<StatisticTables>;
  /** further statistics of what `analyse` left in the engine, by table; for those that no analysis computes on its own */
  statistics?(engine: Engine, tables: readonly string[], signal: AbortSignal): Promise<StatisticTables>;
  /** what is doubtful about the orders in the engine, after `analyse` */
  examine?(engine: Engine, signal: AbortSignal): Promise<Examined>;
  /** puts the rows of files aside before an import that replaces them; the answer compares them with what came in their place, once */
  keepBefore?(
    engine: Engine,
    older: readonly FileResult[],
    signal: AbortSignal,
  ): Promise<(pairs: readonly Replaced[]) => Promise<Reconciliation[]>>;
}

/** A finished picture of a sample company, and its files for those who ask more of it. */
export interface Sample {
  statistics(): Promise<StatisticTables>;
  /** those that are computed on request only, computed beforehand too */
  later?(): Promise<StatisticTables>;
  files(): Promise<File[]>;
}
