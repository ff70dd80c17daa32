import { CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import { defaultSeed, panelRules } from '#schema/thresholds.ts';
import { encode, decode } from '#table/arrow.ts';
import { columnOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';
import { takeLevel } from './account-level.ts';
import type { AccountLevel } from './account-query.ts';
import { type CostRules, costLedger } from './allocation.ts';
import { analysisTable, type AnalysisFacts } from './analysis.ts';
import { type Choices, choicesTable, refundFacts, type RefundBooking, type StartsWith } from './choices.ts';
import { Steps } from './build-steps.ts';
import { aliveStages, judgeAgain } from './alive-query.ts';
import { loyalty } from './loyalty-query.ts';
import { twoPeriods } from './audit-query.ts';
import { customerMonths } from './months-query.ts';
import { contractEnds } from './contract-query.ts';
import { episodes } from './episodes-query.ts';
import { dayStream, panel, rhythm, stages, type Scale } from './panel-query.ts';
import { choosePeriod, type PeriodCandidate, type PeriodChoice, type PeriodName } from './period.ts';
import { customers, days, factsOfOrders, firstOrders, lines, markUnknownStarts, periodCandidates } from './query.ts';
import { finish, sweep } from './scratch.ts';
import { type MonthSum, monthSums, seasonalIndices, seasonalityTable } from './seasonality.ts';
import type { RunStagePass, StagePassSettings } from './stage-pass.ts';
import { ladder } from './ladder-query.ts';
import { type RunValuePass, valuePass } from './value-pass.ts';
import { baseMargin, customerValue, purchaseRows } from './value-query.ts';
import { prospects } from './prospects-query.ts';
import { customerFacts, customerState, lineFacts } from './state-query.ts';
import { purchaseFactsTable } from './purchase-facts.ts';
import { purchaseDays, purchaseFacts, purchases, type PurchaseScope } from './purchases-query.ts';
import { profitSteps } from './steps-query.ts';
import { beginsWithCohort, isLeftTruncated } from './truncation.ts';

export interface PanelSettings {
  /** business date, ISO; when left out the last counted one, or the day within a week of it on which the costs of its month were booked */
  asOf?: string;
  /** decided from the rhythm of the base when left out */
  period?: PeriodName | undefined;
  /** gross margin 0..1 where no cost of goods is known; ASSUMED */
  margin?: number;
  /** how costs that belong to no customer are shared out; left out: not at all */
  costRules?: CostRules;
  /** a refund stands at its own date (cash, when left out) or in the period of its order */
  refunds?: RefundBooking;
  /** whether relationships begin with the file; left out: the test of first orders decides */
  startsWith?: StartsWith | undefined;
  /**
   * whether the stages measure time by the season of the base where two whole years are known (a quiet month is short, a busy one long). The
   * season is that of the whole file, so what a stage was then depends on what came later: for description only, false when left out
   */
  seasonalClock?: boolean;
  /** whether a contract that ends without renewal is the end of the relationship; true when left out (no contracts, no such ends) */
  contractual?: boolean | undefined;
  /** last day of the part of the file on which value models are fitted before they are tried on the rest, ISO; left out, or outside the file: the middle of the file */
  calibrationEnd?: string | undefined;
  /** whose relationship is analysed; that of each account when left out */
  level?: AccountLevel | undefined;
  /** whether the repeat purchases of the loyalty matrix are orders per period times P(alive); false when left out */
  aliveInLoyalty?: boolean;
  /** whether the newest complete period of a customer is judged again with P(alive); false when left out, and earlier periods never are (C4) */
  aliveInStages?: boolean;
  /** whether a low P(alive) is a sign of the early warning; false when left out */
  aliveInWarnings?: boolean;
  /** seed of the bootstrap and of the simulation */
  seed?: number;
}

export interface PanelRequest {
  engine: Engine;
  settings?: PanelSettings;
  /** `stagePass` itself, or the same in a worker */
  runStagePass: RunStagePass;
  /** `valuePass` in a worker; in this thread when left out */
  runValuePass?: RunValuePass;
  signal?: AbortSignal;
  /** 0..1 */
  onProgress?: (fraction: number) => void;
}

export interface PanelFacts {
  /** business date, ISO; the statistics need it. Without any counted row the day the settings name, else 1970-01-01 */
  asOf: string;
  period: PeriodName;
  periodDays: number;
}

/**
 * Builds the panel tables (`panelTables`) from the canonical tables, and puts them in place
 * together at the end; when anything fails or the signal aborts, the old ones stay. No rows make empty tables and one row of facts.
 * Throws CodedError `panel/margin` for a margin outside 0..1, and what the engine throws.
 */
export async function buildPanel(request: PanelRequest): Promise<PanelFacts> {
  const signal = request.signal ?? new AbortController().signal;
  const margin = request.settings?.margin ?? panelRules.margin;
  if (!(margin >= 0 && margin <= 1)) throw new CodedError('panel/margin', { margin });
  const { engine } = request;
  const levelBefore = await takeLevel(engine, request.settings?.level ?? 'customer', { signal });
  let facts: PanelFacts;
  try {
    facts = await build(new Steps(engine, signal, request.onProgress), { ...request, signal }, margin);
  } catch (thrown) {
    await engine.execute(sweep()).catch(() => undefined);
    await levelBefore().catch(() => undefined);
    throw thrown;
  }
  await engine.execute(sweep());
  return facts;
}

/** How the beginning of the file was taken. */
type Start = Pick<Choices, 'cohortStart' | 'startsWith' | 'startsWithChosen' | 'early'>;

type Request = PanelRequest & { signal: AbortSignal };

async function build(steps: Steps, request: Request, margin: number): Promise<PanelFacts> {
  const { settings = {} } = request;
  const facts = await steps.row(factsOfOrders(settings.asOf ?? null));
  const asOf = settings.asOf ?? text(facts.closed) ?? text(facts.last_date) ?? '1970-01-01';
  const hasAmount = facts.has_amount === true;
  await steps.run(lines(asOf, margin, hasAmount));
  await steps.run(costLedger(asOf, settings.costRules ?? {}));
  await steps.run(days(asOf, hasAmount, settings.refunds));
  await steps.run(customers());
  const scope: PurchaseScope = { asOf, hasAmount, calibrationEnd: settings.calibrationEnd };
  await steps.run(purchaseDays());
  await steps.run(purchases(scope));
  await valueTables(steps, request, scope);
  const { choice, rate } = await decidePeriod(steps, settings.period, dayCount(text(facts.first_date), asOf));
  const seasons = seasonalIndices((await steps.rows(monthSums(asOf))) as unknown as MonthSum[]);
  await steps.load('building_seasonality', [encode(seasonalityTable(seasons ?? []))]);
  const scale: Scale = { asOf, periodDays: choice.days, hasAmount, hasQty: facts.has_qty === true, seasonal: seasons !== null };
  const start = await leftTruncation(steps, scale, choice, settings.startsWith);
  await steps.run(panel(scale));
  await steps.run(profitSteps(asOf, hasAmount, settings.asOf === undefined));
  const lineRow = await steps.row(lineFacts(asOf));
  const hasCogs = lineRow.has_cogs === true;
  const rhythmCells = await steps.bytes(rhythm(scale));
  const season = encode(seasonalityTable(settings.seasonalClock ? (seasons ?? []) : []));
  await steps.load('building_stage_season', [season]);
  await steps.run(contractEnds(asOf, settings.contractual ?? true));
  const falseAlarm = await pass(steps, request, scale, {
    periodDays: choice.days,
    level: !hasAmount ? 'orders' : hasCogs ? 'amount+profit' : 'amount',
    rhythm: rhythmCells,
    season,
    rate,
    hasAmount,
    seed: settings.seed ?? defaultSeed,
    replicates: panelRules.replicates,
  });
  await steps.load('building_stage_rhythm', [rhythmCells]);
  await steps.run(stages(choice.days));
  await steps.run(aliveStages());
  if (settings.aliveInStages) await steps.run(judgeAgain());
  await steps.run(episodes());
  await steps.run(loyalty({ asOf, hasPromo: facts.has_promo === true }));
  await steps.run(customerState(asOf, choice.days, settings.aliveInLoyalty));
  await steps.run(ladder(asOf));
  await steps.run(prospects(asOf, choice.days));
  await steps.run(customerMonths());
  await steps.run(twoPeriods(asOf));
  const analysis: AnalysisFacts = {
    orders: facts,
    lines: lineRow,
    customers: await steps.row(customerFacts()),
    choice,
    asOf: facts.last_date === null ? (settings.asOf ?? null) : asOf,
    margin,
    truncatedCustomers: start.startsWith === 'middle' ? start.early : 0,
    falseAlarm,
  };
  await steps.load('building_analysis', [encode(analysisTable(analysis))]);
  const refunds = await steps.row(refundFacts());
  const choices = {
    ...start,
    refunds: settings.refunds ?? 'cash',
    seasonalYears: seasons?.[0]?.years ?? 0,
    contractual: settings.contractual ?? null,
    aliveInWarnings: settings.aliveInWarnings ?? false,
  };
  await steps.load('building_choices', [
    encode(choicesTable(choices, { lines: Number(refunds.refund_lines), matched: Number(refunds.matched_lines) })),
  ]);
  await steps.run(finish());
  return { asOf, period: choice.period, periodDays: choice.days };
}

/** The period, and the orders of repeat customers in one (0 without any). */
async function decidePeriod(steps: Steps, chosen: PeriodName | undefined, length: number): Promise<{ choice: PeriodChoice; rate: number }> {
  const candidates = (await steps.rows(periodCandidates())) as unknown as PeriodCandidate[];
  const choice = choosePeriod(candidates, length, panelRules.leastPeriods, chosen);
  const taken = candidates.find(({ period }) => period === choice.period);
  return { choice, rate: taken && taken.periods > 0 ? taken.orders / taken.periods : 0 };
}

/**
 * Marks the customers whose start may lie before the file, when a person says so or, unasked, when the file looks cut. Requirement C6: they stay out
 * of age curves.
 */
async function leftTruncation(steps: Steps, { asOf }: Scale, choice: PeriodChoice, said: StartsWith | undefined): Promise<Start> {
  const first = await steps.row(firstOrders(choice.days));
  const early = Number(first.early);
  const orders = {
    early,
    later: Number(first.later),
    afterCohort: Number(first.after_cohort),
    days: dayCount(text(first.first_day), asOf),
    periodDays: choice.days,
  };
  const startsWith = said ?? (isLeftTruncated(orders, panelRules.truncationLevel) ? 'middle' : 'business');
  if (startsWith === 'middle') await steps.run(markUnknownStarts(choice.days));
  return { cohortStart: beginsWithCohort(orders), startsWith, startsWithChosen: said !== undefined, early };
}

/** The value pass into `customer_value`, and what it was made of into `purchase_facts`. */
async function valueTables(
  steps: Steps,
  { runValuePass = valuePass, settings = {}, signal }: Request,
  scope: PurchaseScope,
): Promise<void> {
  const { margin } = await steps.row(baseMargin());
  const valueSettings = { margin: typeof margin === 'number' ? margin : null, seed: settings.seed ?? defaultSeed };
  const { bytes, facts } = await runValuePass(await steps.bytes(purchaseRows()), valueSettings, signal);
  await steps.load('building_valued', [bytes]);
  await steps.run(customerValue());
  await steps.load('building_purchase_facts', [encode(purchaseFactsTable({ ...(await steps.row(purchaseFacts(scope))), ...facts }))]);
}

/** The stage pass into its two tables; answers the share of false alarms, null when none was simulated. */
async function pass(steps: Steps, { runStagePass, signal }: Request, scale: Scale, settings: StagePassSettings): Promise<number | null> {
  let replicates: Uint8Array | undefined;
  let falseAlarm: number | null = null;
  const decided = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of runStagePass(steps.stream(dayStream(scale)), settings, signal)) {
      if (chunk.kind === 'decided') yield chunk.bytes;
      else if (chunk.kind === 'replicates') replicates = chunk.bytes;
      else falseAlarm = Number(columnOf(decode(chunk.bytes), 'share').values[0]);
    }
  };
  await steps.load('building_decided', decided());
  if (replicates) await steps.load('building_stage_age_replicates', [replicates]);
  return falseAlarm;
}

function text(value: Row[string] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Days from the first to the last of two ISO dates, both counted; 0 without a first. */
function dayCount(first: string | null, last: string): number {
  return first === null ? 0 : Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
}
