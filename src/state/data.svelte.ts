import { asCodedError, CodedError, type ErrorShape } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import type { Answers, Corrections, FileCorrection, FileResult, ImportResult } from '#mapping/types.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import type { EngineState } from './engine.svelte.ts';
import type { AnalysisSettings, Pipeline, Sample } from './pipeline.ts';

export type Step = 'engine' | 'reading' | 'deciding' | 'loading' | 'analysing';

/** What is being done now; `fraction` is null when nobody can say how far it is. */
export interface Work {
  step: Step;
  file: string | null;
  fraction: number | null;
}

/** Everything needed to make the tables again; never more than this is kept. */
interface Kept {
  files: File[];
  answers: Answers;
  corrections: Corrections;
  settings: AnalysisSettings;
}

const nothing: Kept = { files: [], answers: {}, corrections: {}, settings: {} };

/** The files of this tab and what came of them. Tables in the engine are a cache that can be made again from here. */
export class DataState {
  /** what figures show: the person's data, or the sample until there is any; empty until `begin` */
  statistics = $state.raw<StatisticTables>({});
  begun = $state(false);
  result = $state.raw<ImportResult | null>(null);
  work = $state.raw<Work | null>(null);
  error = $state.raw<CodedError | null>(null);
  /** files that could not be read at all; they changed nothing */
  failures = $state.raw<{ name: string; error: ErrorShape }[]>([]);
  /** counts up with every change of the tables in the engine */
  version = $state(0);
  #kept = $state.raw<Kept>(nothing);
  #forgotten = $state.raw<Kept | null>(null);
  /** whose tables stand in the engine, complete; null while there are none or they are being changed */
  #tablesOf = $state.raw<Kept | null>(null);
  files = $derived(this.#kept.files);
  settings = $derived(this.#kept.settings);
  answers = $derived(this.#kept.answers);
  source = $derived<'sample' | 'files'>(this.#kept.files.length === 0 ? 'sample' : 'files');
  /** the tables of the data in force stand in the engine */
  filled = $derived(this.#tablesOf !== null);
  canUndoReset = $derived(this.#forgotten !== null);
  #engine: EngineState;
  #pipeline: () => Promise<Pipeline>;
  #sample: Sample;
  #sampleStatistics: StatisticTables = {};
  #running: { abort: AbortController; done: Promise<unknown> } | null = null;
  #session = new AbortController();

  constructor(parts: { engine: EngineState; pipeline: () => Promise<Pipeline>; sample: Sample }) {
    this.#engine = parts.engine;
    this.#pipeline = parts.pipeline;
    this.#sample = parts.sample;
    parts.engine.onRestart((engine) => this.#refill(engine));
  }

  /** aborts when the data are forgotten; for queries over them */
  get signal(): AbortSignal {
    return this.#session.signal;
  }

  /** Shows the sample. When it cannot be had, says so and lets everything else go on. */
  async begin(): Promise<void> {
    try {
      this.#sampleStatistics = await this.#sample.statistics();
      if (this.source === 'sample') this.statistics = this.#sampleStatistics;
    } catch (thrown) {
      this.error = asCodedError(thrown);
    }
    this.begun = true;
  }

  /** Adds files (one of the same name replaces its older self), analyses all of them and answers what became of the new ones. Rejects with the reason when none of the new ones can be read; what was loaded stays. */
  async open(files: File[], answers: Answers = {}): Promise<ImportResult> {
    const names = new Set(files.map((file) => file.name));
    const kept = this.#kept.files.filter((file) => !names.has(file.name));
    const settings = this.source === 'sample' ? {} : this.#kept.settings; // a date chosen for the sample means nothing here
    const result = await this.#change({
      ...this.#kept,
      settings,
      files: [...kept, ...files],
      answers: { ...this.#kept.answers, ...answers },
    });
    const fresh = result.files.slice(kept.length);
    const failure = fresh.every((file) => file.failure) ? fresh[0]?.failure : null;
    if (failure) throw CodedError.from(failure);
    return { ...result, files: fresh };
  }

  /** Reads again with one question answered. */
  answer(question: string, choice: string): Promise<ImportResult> {
    return this.#change({ ...this.#kept, answers: { ...this.#kept.answers, [question]: choice } });
  }

  /** Reads again with a person's changes to one file; another table starts with no roles chosen. */
  correct(file: string, correction: FileCorrection): Promise<ImportResult> {
    const before = this.#kept.corrections[file];
    const roles = { ...(correction.table ? {} : before?.roles), ...correction.roles };
    const corrections = { ...this.#kept.corrections, [file]: { ...before, ...correction, roles } };
    return this.#change({ ...this.#kept, corrections });
  }

  /** Takes one file away; the last one taken away brings the sample back. */
  async remove(name: string): Promise<void> {
    const files = this.#kept.files.filter((file) => file.name !== name);
    if (files.length === 0) return this.reset();
    await this.#change({ ...this.#kept, files });
  }

  /** Analyses again with another as-of date or period length. */
  async set(settings: AnalysisSettings): Promise<void> {
    const kept = { ...this.#kept, settings: { ...this.#kept.settings, ...settings } };
    await this.#run(async (engine, pipeline, signal) => {
      if (this.#tablesOf === null) await this.#fill(engine, pipeline, kept, signal);
      this.#tablesOf = null;
      this.statistics = await this.#analyse(engine, pipeline, kept.settings, signal);
      this.#tablesOf = kept;
      this.#kept = kept;
      this.version += 1;
    });
  }

  /** Forgets every loaded file; `undoReset` brings them back as long as nothing else was opened. */
  async reset(): Promise<void> {
    this.#session.abort(new CodedError('engine/canceled'));
    this.#session = new AbortController();
    await this.cancel();
    if (this.#kept.files.length > 0) this.#forgotten = this.#kept;
    this.#kept = nothing;
    this.#tablesOf = null;
    this.result = null;
    this.error = null;
    this.failures = [];
    this.statistics = this.#sampleStatistics;
    this.version += 1;
  }

  async undoReset(): Promise<void> {
    if (this.#forgotten) await this.#change(this.#forgotten);
  }

  dismiss(): void {
    this.error = null;
    this.failures = [];
    this.#forgotten = null;
  }

  /** Stops what is under way; what was loaded before stays. */
  async cancel(): Promise<void> {
    const running = this.#running;
    running?.abort.abort(new CodedError('engine/canceled'));
    await running?.done;
  }

  /** The engine with tables in it: those of the person's files, or of the sample. */
  async ready(): Promise<Engine> {
    const engine = await this.#engine.start();
    while (this.#running) await this.#running.done; // whoever came first fills the tables for all
    if (this.#tablesOf === null) await this.#run((locked, pipeline, signal) => this.#fillAndAnalyse(locked, pipeline, this.#kept, signal));
    return engine;
  }

  /** A fresh engine gets the tables that the lost one had; what was under way then starts again by itself. */
  async #refill(engine: Engine): Promise<void> {
    const had = this.#tablesOf;
    this.#tablesOf = null;
    if (!had) return;
    try {
      await this.#fillAndAnalyse(engine, await this.#pipeline(), had, new AbortController().signal);
      this.version += 1;
    } finally {
      if (!this.#running) this.work = null;
    }
  }

  async #change(kept: Kept): Promise<ImportResult> {
    return this.#run(async (engine, pipeline, signal) => {
      const result = await this.#fill(engine, pipeline, kept, signal);
      const readable = kept.files.filter((_, index) => !result.files[index]?.failure);
      this.failures = result.files.flatMap(({ name, failure }) => (failure ? [{ name, error: failure }] : []));
      if (readable.length === 0) return result;
      const next = { ...kept, files: readable };
      const statistics = await this.#analyse(engine, pipeline, kept.settings, signal);
      this.#kept = next;
      this.#tablesOf = next;
      this.#forgotten = null;
      this.result = { ...result, files: result.files.filter((file: FileResult) => !file.failure) };
      this.statistics = statistics;
      this.version += 1;
      return result;
    });
  }

  async #fill(engine: Engine, pipeline: Pipeline, kept: Kept, signal: AbortSignal): Promise<ImportResult> {
    const files = kept.files.length > 0 ? kept.files : await this.#sample.files();
    const { answers, corrections } = kept;
    const result = await pipeline.importFiles(engine, {
      files,
      answers,
      corrections,
      settings: kept.settings.importing ?? {},
      signal,
      onProgress: ({ file, phase, fraction }) => void (this.work = { step: phase, file, fraction }),
    });
    this.#tablesOf = null; // the tables are new, the panel is not yet
    return result;
  }

  async #fillAndAnalyse(engine: Engine, pipeline: Pipeline, kept: Kept, signal: AbortSignal): Promise<StatisticTables> {
    await this.#fill(engine, pipeline, kept, signal);
    const statistics = await this.#analyse(engine, pipeline, kept.settings, signal);
    this.#tablesOf = kept;
    return statistics;
  }

  #analyse(engine: Engine, pipeline: Pipeline, settings: AnalysisSettings, signal: AbortSignal): Promise<StatisticTables> {
    this.work = { step: 'analysing', file: null, fraction: null };
    return pipeline.analyse(engine, settings, signal, (fraction) => void (this.work = { step: 'analysing', file: null, fraction }));
  }

  /** One change of the tables at a time: a new one stops the one before it and waits until it has let go. */
  async #run<Result>(task: (engine: Engine, pipeline: Pipeline, signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const abort = new AbortController();
    const before = this.#running;
    before?.abort.abort(new CodedError('engine/canceled'));
    const work = (async () => {
      await before?.done;
      abort.signal.throwIfAborted();
      this.error = null;
      this.work = { step: 'engine', file: null, fraction: null };
      const [engine, pipeline] = await Promise.all([this.#engine.start(), this.#pipeline()]);
      return await onceMoreAfterRestart(() => task(engine, pipeline, abort.signal));
    })();
    const running = { abort, done: work.then(noted, noted) };
    this.#running = running;
    try {
      return await work;
    } catch (thrown) {
      const error = asCodedError(thrown);
      if (!error.code.endsWith('/canceled')) this.error = error;
      throw error;
    } finally {
      if (this.#running === running) {
        this.#running = null;
        this.work = null;
      }
    }
  }
}

/** Work that lost its engine is tried once more on the next one; what breaks two engines is an error. */
async function onceMoreAfterRestart<Result>(task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (thrown) {
    if (asCodedError(thrown).code !== 'engine/restarted') throw thrown;
    return task();
  }
}

function noted(): void {
  // whoever started the work hears of its end; the next in line only waits for it
}
