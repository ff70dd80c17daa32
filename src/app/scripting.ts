import { asCodedError, CodedError } from '#base/error.ts';
import type { ErrorShape } from '#base/error.ts';
import { m } from '#i18n/messages.ts';
import { optionsOf, statisticsFor } from '#lenses/options.ts';
import { plainHeadline } from '#lenses/rich.ts';
import type { Corrections, ImportResult } from '#mapping/types.ts';
import type { ImportReport } from '#schema/import-report.ts';
import type { DataState } from '#state/data.svelte.ts';
import type { EngineState } from '#state/engine.svelte.ts';
import type { NotebookState } from '#state/notebook.svelte.ts';
import { rowsOf } from '#table/rows.ts';
import type { Row } from '#table/table.ts';
import { isDay } from './as-of.ts';
import type * as late from './late.ts';
import type { Desk } from './desk.svelte.ts';
import type { LensList } from './lens-list.svelte.ts';
import type { ModelAnswer } from './models.ts';
import type { ValueModelAnswer } from './value-models/fit.ts';

type Plain = string | number | boolean | null;
type Options = Record<string, unknown>;

/** What exists, by id. */
export interface Entry {
  id: string;
  title: string;
}

/** The scripting interface, `globalThis.perennial`; docs/scripting.md tells it with examples. */
export interface Perennial {
  readonly ready: Promise<void>;
  readonly engine: { start(): Promise<void>; readonly ready: Promise<void> };
  open(files: File[], options?: { answers?: Record<string, string>; corrections?: Corrections }): Promise<ImportReport>;
  answer(questionId: string, choiceId: string): Promise<ImportReport>;
  reset(): Promise<void>;
  asOf(date: string | null): Promise<string | null>;
  sql(text: string, parameters?: readonly Plain[]): Promise<Row[]>;
  lens(id: string, options?: Options): Promise<Row | Record<string, unknown>>;
  model(id: string, options?: Options): Promise<ModelAnswer | ValueModelAnswer>;
  notebook(): string;
  load(markdown: string): void;
  readonly lenses: Entry[];
  readonly models: Entry[];
  readonly importers: Entry[];
}

type Late = Pick<typeof late, 'fitInWorker' | 'fitModel' | 'modelIds' | 'runValueModel' | 'tablesFor' | 'importers' | 'valueModelIds'>;

export interface ScriptingParts {
  ready: Promise<void>;
  engine: EngineState;
  data: DataState;
  notebook: NotebookState;
  desk: Desk;
  lenses: LensList;
  /** models and importers, loaded on their own so that the first picture does not wait for them */
  late: Promise<Late>;
  /** brings every lazy part into memory */
  prefetch: () => Promise<void>;
  localise: (result: ImportResult) => Promise<ImportReport>;
}

/** Whatever is thrown leaves as a coded error whose message starts with its code. */
async function coded<Value>(work: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (thrown) {
    throw asCodedError(thrown);
  }
}

/** One lens on the data in force: its plain result with the headline in the locale in force. */
async function runLens(parts: ScriptingParts, id: string, options: Options): Promise<Record<string, unknown>> {
  const lenses = await parts.lenses.whole();
  const lens = lenses.find((one) => one.id === id);
  if (!lens) throw new CodedError('script/no-such-lens', { id, known: lenses.map((one) => one.id).join(', ') });
  const chosen = optionsOf(lens, options);
  await parts.ready;
  const { signal } = new AbortController();
  const statistics = await parts.data.statisticsWith(statisticsFor(lens, chosen), signal);
  const result = await lens.analyse(statistics, chosen, signal);
  return JSON.parse(JSON.stringify({ ...result, headline: plainHeadline(lens.narrate(result).headline) })) as Record<string, unknown>;
}

/** Computes everything as if only data up to a day existed (null: all of them); answers the day in force. Throws CodedError `script/date`. */
async function setAsOf(data: DataState, date: string | null): Promise<string | null> {
  const profile = () => data.statistics.profile?.[0];
  if (date !== null && (!isDay(date) || date < String(profile()?.first_date ?? '')))
    throw new CodedError('script/date', { date: String(date) });
  await data.set({ asOf: date ?? undefined });
  const now = profile()?.as_of;
  return typeof now === 'string' ? now : null;
}

function checkFiles(files: unknown): File[] {
  const list = Array.isArray(files) ? files : [];
  if (list.length === 0 || !list.every((file) => file instanceof File)) throw new CodedError('script/no-files');
  return list as File[];
}

/**
 * Builds the interface; every call answers plain JSON values and rejects with a CodedError (`script/*` for wrong calls, otherwise what
 * the engine or the import said).
 */
export function scripting(parts: ScriptingParts): Perennial {
  const { data, engine, notebook, desk } = parts;
  let lists: Late | undefined;
  const ready = Promise.all([parts.ready, parts.late.then((loaded) => (lists = loaded)), parts.lenses.whole()]).then(() => undefined);
  let inMemory: Promise<void> | undefined;
  const start = (): Promise<void> => coded(async () => void (await engine.start()));
  const everything = (): Promise<void> => coded(async () => void (await Promise.all([engine.start(), parts.prefetch()])));
  return {
    ready,
    engine: {
      start,
      get ready() {
        inMemory ??= everything().catch((error: ErrorShape) => {
          inMemory = undefined;
          throw error;
        });
        return inMemory;
      },
    },
    open: (files, { answers = {}, corrections = {} } = {}) =>
      coded(async () => parts.localise(await data.open(checkFiles(files), answers, { corrections }))),
    answer: (questionId, choiceId) =>
      coded(async () => {
        const question = data.result?.files.flatMap((file) => file.questions).find((one) => one.id === questionId);
        if (!question?.choices.some((choice) => choice.id === choiceId))
          throw new CodedError('script/no-such-choice', { question: questionId, choice: choiceId });
        return parts.localise(await data.answer(questionId, choiceId));
      }),
    reset: () => coded(() => data.reset()),
    asOf: (date) => coded(() => setAsOf(data, date)),
    sql: (text, parameters = []) =>
      coded(async () => {
        const { signal } = data;
        const tables = await data.ready();
        return rowsOf(await tables.select(text, { parameters, signal })).map((row) => ({ ...row }));
      }),
    lens: (id, options = {}) => coded(() => runLens(parts, id, options)),
    model: (id, options = {}) =>
      coded(async () => {
        await ready;
        const { fitInWorker, fitModel, runValueModel, tablesFor, valueModelIds } = await parts.late;
        if (valueModelIds.includes(id))
          return runValueModel(id, options, { engine: () => data.ready(), fit: fitInWorker, signal: data.signal });
        return fitModel(id, await data.statisticsWith(tablesFor(id, options), data.signal), options);
      }),
    notebook: () => notebook.text,
    load: (markdown) => desk.openNotebook(String(markdown), m.app_guest()),
    get lenses() {
      return parts.lenses.all.map((lens) => ({ id: lens.id, title: lens.title() }));
    },
    get models() {
      return (lists?.modelIds ?? []).map((id) => ({ id, title: id }));
    },
    get importers() {
      return (lists?.importers ?? []).map(({ id }) => ({ id, title: id.toUpperCase() }));
    },
  };
}
