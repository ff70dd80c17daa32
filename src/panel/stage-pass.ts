import type { LevelKind } from '#models/lifecycle/stages/history.ts';
import { simulateFalseAlarm } from '#models/lifecycle/stages/false-alarm.ts';
import { StageMachine } from '#models/lifecycle/stages/machine.ts';
import { E, type StageTrace } from '#models/lifecycle/stages/trace.ts';
import { decode, encode } from '#table/arrow.ts';
import { columnOf, rowsOf } from '#table/rows.ts';
import type { Table } from '#table/table.ts';
import { CustomerDays } from './customer-days.ts';
import { SeasonClock } from './season-clock.ts';
import type { Season } from './seasonality.ts';
import { Replicates } from './replicates.ts';
import { RhythmByMonth, type RhythmCell } from './segment.ts';

export interface StagePassSettings {
  /** days of a period */
  periodDays: number;
  /** what the level of a relationship is measured by */
  level: LevelKind;
  /** Arrow IPC bytes of the cells of the panel query `rhythm` */
  rhythm: Uint8Array;
  /** orders of repeat customers in a period; 0 when there are none, and then no false alarm is simulated */
  rate: number;
  hasAmount: boolean;
  /** Arrow IPC bytes of months and their seasonal indices; no rows where periods are as long as the calendar says */
  season: Uint8Array;
  seed: number;
  replicates: number;
}

/** Arrow IPC bytes: rows of the table of decisions, or (once, at the end) the replicates, and the rate of false alarms in one cell. */
export interface StagePassChunk {
  kind: 'decided' | 'replicates' | 'false-alarm';
  bytes: Uint8Array;
}

/** Runs the stage pass somewhere: here, or in a worker. */
export type RunStagePass = (
  days: AsyncIterable<Uint8Array>,
  settings: StagePassSettings,
  signal: AbortSignal,
) => AsyncIterable<StagePassChunk>;

const columns = ['place', 'age', 'episode', 'stage', 'early', 'reason', 'margin', 'trigger', 'flags', 'level', 'lapsed'] as const;

/** Rows of a chunk: large enough to load fast, small enough to keep memory flat. */
const chunkRows = 50_000;

/**
 * The one pass over the data that is not a query: order days, ordered by customer, through the stage machine, customer by customer, with
 * the memory of one customer and one chunk. Yields the decisions (codes of the machine's trace) and at the end the bootstrap replicates and
 * the share of steady buyers whom the machine would take for declining.
 * Input columns: see `dayStream`. Throws what the input throws, and the reason of the signal when it is aborted.
 */
export async function* stagePass(
  days: AsyncIterable<Uint8Array>,
  settings: StagePassSettings,
  signal: AbortSignal,
): AsyncGenerator<StagePassChunk> {
  const machine = new StageMachine();
  const rhythm = new RhythmByMonth(rowsOf(decode(settings.rhythm)) as unknown as RhythmCell[], settings.periodDays);
  const replicates = new Replicates(settings.seed, settings.replicates);
  const season = rowsOf(decode(settings.season)) as unknown as Season[];
  const customer = new CustomerDays(settings.periodDays, settings.hasAmount, season.length > 0 ? new SeasonClock(season) : null);
  let decided = new Decided();
  const finish = (): void => {
    if (customer.complete === 0) return;
    const trace = machine.run(customer.history(), (t) => rhythm.at(customer.lastDayOf(t)), settings.level);
    decided.add(customer.place, trace);
    if (customer.startKnown) replicates.add(customer.periods());
  };
  for await (const bytes of days) {
    signal.throwIfAborted();
    const rows = readDays(decode(bytes));
    for (let row = 0; row < rows.count; row++) {
      const place = rows.place[row] as number;
      if (place !== customer.place) {
        finish();
        customer.start(place, String(rows.customerId[row]), rows.complete[row] as number, rows.startKnown[row] === 1);
        if (decided.length >= chunkRows) {
          yield { kind: 'decided', bytes: encode(decided.table()) };
          decided = new Decided();
        }
      }
      const openItems = rows.openItems[row] as number;
      if (openItems >= 0) {
        customer.endContract(rows.day[row] as number, openItems);
        continue;
      }
      customer.add(
        rows.day[row] as number,
        rows.isOrder[row] === 1,
        Number(rows.sale[row]),
        Number(rows.amount[row]),
        Number(rows.profit[row]),
      );
    }
  }
  finish();
  yield { kind: 'decided', bytes: encode(decided.table()) };
  yield { kind: 'replicates', bytes: encode(replicates.table(settings.hasAmount)) };
  if (settings.rate > 0) yield { kind: 'false-alarm', bytes: encode(oneCell('share', simulateFalseAlarm(settings.rate, settings.seed))) };
}

function oneCell(name: string, value: number): Table {
  return { rowCount: 1, columns: [{ name, kind: 'number', values: [value] }] };
}

function readDays(table: Table) {
  const values = (name: string) => columnOf(table, name).values;
  return {
    count: table.rowCount,
    place: values('place'),
    customerId: values('customer_id'),
    complete: values('complete'),
    startKnown: values('start_known'),
    day: values('day'),
    isOrder: values('is_order'),
    sale: values('sale_amount'),
    amount: values('amount'),
    profit: values('profit'),
    openItems: values('open_items'),
  };
}

/** Decisions waiting to be sent, one array a column: whole numbers, so that every chunk has the same types. */
class Decided {
  readonly #values = Object.fromEntries(columns.map((name) => [name, [] as (number | null)[]])) as Record<
    (typeof columns)[number],
    (number | null)[]
  >;

  get length(): number {
    return this.#values.place.length;
  }

  /**
   * Everything that was decided of one customer. What comes before the first judged period is exploration, too early to judge; the level
   * (ten-thousandths) is null while its windows are not there; `lapsed`: silent for longer than decline needs.
   */
  add(place: number, trace: StageTrace): void {
    const to = this.#values;
    for (let age = 0; age < trace.length; age++) {
      const begun = trace.stage[age] !== 0;
      to.place.push(place);
      to.age.push(age);
      to.episode.push(begun ? trace.episode[age]! : 1);
      to.stage.push(begun ? trace.stage[age]! : E);
      to.early.push(begun ? trace.early[age]! : 1);
      to.reason.push(trace.reason[age]!);
      to.margin.push(trace.margin[age]!);
      to.trigger.push(trace.trigger[age]!);
      to.flags.push(trace.flags[age]!);
      to.level.push(Number.isNaN(trace.pGrowth[age]) ? null : Math.round(Math.max(-1e5, Math.min(1e5, trace.level[age]!)) * 10_000));
      to.lapsed.push(Number(trace.delta[age]! > trace.thresholdDecline[age]!));
    }
  }

  table(): Table {
    return { rowCount: this.length, columns: columns.map((name) => ({ name, kind: 'number', values: this.#values[name] })) };
  }
}
