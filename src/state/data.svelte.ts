import { asCodedError, CodedError, type ErrorShape } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import type { Answers, Corrections, FileCorrection, FileResult, ImportResult } from '#mapping/types.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import type { Loaded } from '#storage/store.ts';
import type { EngineState } from './engine.svelte.ts';
import { Filling } from './filling.ts';
import * as keptData from './kept-data.ts';
import { keepNothing } from './keeping-parts.ts';
import { Keeping } from './keeping.svelte.ts';
import { LaterStatistics } from './later-statistics.ts';
import { Past } from './past.svelte.ts';
import type { AnalysisSettings, Pipeline, Reconciliation, Sample } from './pipeline.ts';
import { Replacing } from './replacing.ts';
import { Turns } from './turns.svelte.ts';

type DataParts = { engine: EngineState; pipeline: () => Promise<Pipeline>; sample: Sample; keeping?: Keeping };
type Told = Record<string, string>;
type Replaced = ReadonlyMap<string, string>;

/** The files of a person and what came of them, kept from visit to visit. Tables in the engine are a cache that can be made again from here. */
export class DataState {
  /** what figures show: the person's data, or the sample until there is any; empty until `begin` */
  statistics = $state.raw<StatisticTables>({});
  begun = $state(false);
  result = $state.raw<ImportResult | null>(null);
  error = $state.raw<CodedError | null>(null);
  #turns = new Turns();
  work = $derived(this.#turns.work);
  /** files that could not be read at all; they changed nothing */
  failures = $state.raw<{ name: string; error: ErrorShape }[]>([]);
  /** what a newer export changed against the file that it replaced, one a table; empty unless the last opening replaced something */
  reconciliation = $state.raw<readonly Reconciliation[]>([]);
  /** counts up with every change of the tables in the engine */
  version = $state(0);
  #kept = $state.raw<keptData.KeptData>(keptData.nothing);
  #past = new Past<keptData.KeptData>();
  /** whose tables stand in the engine, complete; null while there are none or they are being changed */
  #tablesOf = $state.raw<keptData.KeptData | null>(null);
  files = $derived(this.#kept.files);
  settings = $derived(this.#kept.settings);
  answers = $derived(this.#kept.answers);
  corrections = $derived(this.#kept.corrections);
  source = $derived<'sample' | 'files'>(this.#kept.files.length === 0 ? 'sample' : 'files');
  /** the tables of the data in force stand in the engine */
  filled = $derived(this.#tablesOf !== null);
  canUndo = $derived(!this.#past.empty);
  canUndoReset = $derived(this.source === 'sample' && this.#past.ofFiles);
  readonly keeping: Keeping;
  #parts: DataParts;
  #filling: Filling;
  #later: LaterStatistics;
  #sampleStatistics: StatisticTables = {};
  #session = new AbortController();

  constructor(parts: DataParts) {
    this.keeping = parts.keeping ?? new Keeping(keepNothing);
    this.#parts = parts;
    this.#filling = new Filling({ sample: parts.sample, keeping: this.keeping, turns: this.#turns });
    this.#later = new LaterStatistics(this, parts.pipeline);
    parts.engine.onRestart((engine) => this.#refill(engine));
  }

  /** aborts when the data are forgotten; for queries over them */
  get signal(): AbortSignal {
    return this.#session.signal;
  }

  /** The statistics in force with those of the named tables that are computed on request only. Rejects with what the engine and the models throw. */
  statisticsWith = (names: readonly string[], signal: AbortSignal): Promise<StatisticTables> => this.#later.with(names, signal);

  /** What was computed beforehand on request of figures: for the sample as it came, with no setting changed. */
  beforehand = async (): Promise<StatisticTables | null> =>
    (keptData.isAsItCame(this.#kept) ? await this.#parts.sample.later?.() : null) ?? null;

  /** Shows what is kept from an earlier visit, else the sample. When the sample cannot be had, says so and lets everything else go on. */
  async begin(): Promise<void> {
    const sample = this.#parts.sample.statistics().then(
      (statistics) => void (this.#sampleStatistics = statistics),
      (thrown: unknown) => void (this.error = asCodedError(thrown)),
    );
    await this.keeping.begin((loaded) => sample.then(() => this.#restore(loaded)));
    await sample;
    if (this.source === 'sample') this.statistics = this.#sampleStatistics;
    this.begun = true;
  }

  /**
   * Adds files (one of the same name replaces its older self), analyses all of them and answers what became of the new ones. Rejects with the
   * reason when none of the new ones can be read, and with `storage/too-large` when they would not fit, unless `keep` is false; what was loaded stays.
   */
  async open(files: File[], answers: Answers = {}, { keep = true, corrections = {} as Corrections } = {}): Promise<ImportResult> {
    if (!this.keeping.inMemory) await this.keeping.admit(files, keep);
    return this.#add(keptData.withFiles(this.#kept, files, answers, corrections), files, new Map(files.map(({ name }) => [name, name])));
  }

  /** Says that one loaded file is the newer export of another: the older one goes, and what differs is told. */
  replace(older: string, newer: string): Promise<ImportResult> {
    return this.#change('replace', keptData.withoutFile(this.#kept, older), { older, newer }, new Map([[newer, older]]));
  }

  /** Reads again with one question answered; the answer holds for every file with the same header, now and later. */
  async answer(question: string, choice: string): Promise<ImportResult> {
    const kept = { ...this.#kept, answers: { ...this.#kept.answers, [question]: choice } };
    const result = await this.#change('answer', kept, { question, choice });
    await this.keeping.remember(question, choice);
    return result;
  }

  /** Takes an answer back, here and for later files: the question is open again. */
  async forgetAnswer(question: string): Promise<ImportResult> {
    this.keeping.checkWritable();
    await this.keeping.remember(question, null);
    return this.#change('forget-answer', keptData.withoutAnswer(this.#kept, question), { question });
  }

  /** Reads again with a person's changes to one file; another table starts with no roles chosen. */
  correct(file: string, correction: FileCorrection): Promise<ImportResult> {
    return this.#change('correct', keptData.withCorrection(this.#kept, file, correction), { file });
  }

  /** Takes one file away; the last one taken away brings the sample back. */
  async remove(name: string): Promise<void> {
    this.keeping.checkWritable();
    this.keeping.dropDamaged(name);
    const kept = keptData.withoutFile(this.#kept, name);
    if (kept.files.length === 0) return this.reset();
    await this.#change('remove', kept, { file: name });
  }

  /** Analyses again with other settings; what concerns the reading of files reads them again. A run of steps is one change: undo goes back to before its `first` step, and `endRun` keeps what it came to. */
  async set(settings: AnalysisSettings, step: 'whole' | 'first' | 'further' = 'whole'): Promise<void> {
    this.keeping.checkWritable();
    const kept = { ...this.#kept, settings: { ...this.#kept.settings, ...settings } };
    if (settings.importing && this.source === 'files') return void (await this.#change('settings', kept));
    await this.#run(async (engine, pipeline, signal) => {
      if (this.#tablesOf === null) await this.#fill(engine, pipeline, kept, signal);
      this.#tablesOf = null;
      this.statistics = await this.#filling.analyse(engine, pipeline, kept.settings, signal);
      this.#tablesOf = kept;
      if (step !== 'further') this.#past.pushSettings(this.#kept);
      this.#kept = kept;
      this.version += 1;
    });
    if (step === 'whole') await this.endRun();
  }

  endRun = (): Promise<void> => this.#save('settings');

  /** Forgets every loaded file; `undo` brings them back. */
  async reset(): Promise<void> {
    this.keeping.checkWritable();
    await this.#empty();
    await this.#save('reset');
  }

  /** Goes on with nothing loaded and nothing stored from here on; what is kept stays for the next visit. */
  async goPrivate(): Promise<void> {
    this.keeping.goPrivate();
    await this.#empty();
    this.#past.clear();
  }

  async #empty(): Promise<void> {
    this.#session.abort(new CodedError('engine/canceled'));
    this.#session = new AbortController();
    await this.cancel();
    this.#past.push(this.#kept);
    this.#kept = keptData.nothing;
    this.#tablesOf = null;
    this.result = this.error = null;
    this.failures = [];
    this.reconciliation = [];
    this.statistics = this.#sampleStatistics;
    this.version += 1;
  }

  /** Takes the last change back: of files, answers, corrections, settings, or the forgetting of everything. */
  undo(): Promise<void> {
    return this.#past.back(async (kept) => {
      await this.keeping.recall(this.#kept.answers, kept.answers);
      return kept.files.length > 0 ? this.#change('undo', kept) : this.set(keptData.settingsBefore(this.#kept, kept));
    });
  }

  dismiss(): void {
    this.error = null;
    this.keeping.crowded = null;
    this.failures = [];
    if (this.canUndoReset) this.#past.clear();
  }

  /** Stops what is under way; what was loaded before stays. */
  cancel = (): Promise<void> => this.#turns.cancel();

  /** The engine with tables in it: those of the person's files, or of the sample. Whoever asks while files are being opened waits for these. */
  async ready(): Promise<Engine> {
    const engine = await this.#parts.engine.start();
    for (;;) {
      while (this.#turns.busy) await this.#turns.end; // whoever came first fills the tables for all
      if (this.#tablesOf !== null) return engine;
      const filled = this.#run((locked, pipeline, signal) => this.#fillAndAnalyse(locked, pipeline, this.#kept, signal));
      await filled.catch(this.#turns.throwUnlessOvertaken);
    }
  }

  /** A fresh engine gets the tables that the lost one had; what was under way then starts again by itself. */
  async #refill(engine: Engine): Promise<void> {
    const had = this.#tablesOf;
    this.#tablesOf = null;
    if (!had) return;
    await this.#fillAndAnalyse(engine, await this.#parts.pipeline(), had, new AbortController().signal).finally(this.#turns.rest);
    this.version += 1;
  }

  async #add(kept: keptData.KeptData, files: readonly File[], replaced: Replaced): Promise<ImportResult> {
    this.keeping.stage(files);
    const names = new Set(files.map(({ name }) => name));
    try {
      return keptData.freshOf(await this.#change('open', kept, { files: [...names].join(', ') }, replaced), names);
    } finally {
      this.keeping.unstage(files.filter((file) => !this.#kept.files.includes(file)));
    }
  }

  /** `replaced`: names of older files by those that take their place. */
  async #change(what: string, kept: keptData.KeptData, parameters: Told = {}, replaced: Replaced = new Map()): Promise<ImportResult> {
    this.keeping.checkWritable();
    const result = await this.#run(async (engine, pipeline, signal) => {
      const replacing = await Replacing.begin(pipeline, engine, this.result, replaced, signal, async () => {
        if (this.#tablesOf === null) await this.#fill(engine, pipeline, this.#kept, signal);
      });
      const read = await this.#fill(engine, pipeline, kept, signal).catch(replacing.dropAndThrow);
      const next = keptData.readable(kept, read);
      this.failures = read.files.flatMap(({ name, failure }) => (failure ? [{ name, error: failure }] : []));
      if (next.files.length === 0) return read;
      const reconciliation = await replacing.end(read);
      const statistics = await this.#filling.analyse(engine, pipeline, kept.settings, signal);
      this.#past.push(this.#kept);
      this.#kept = next;
      this.#tablesOf = next;
      this.result = { ...read, files: read.files.filter((file: FileResult) => !file.failure) };
      this.statistics = statistics;
      this.reconciliation = reconciliation;
      this.version += 1;
      return read;
    });
    if (result.files.some((file) => !file.failure)) await this.#save(what, parameters);
    return result;
  }

  async #fill(engine: Engine, pipeline: Pipeline, kept: keptData.KeptData, signal: AbortSignal): Promise<ImportResult> {
    const result = await this.#filling.fill(engine, pipeline, kept, signal);
    this.#tablesOf = null; // the tables are new, the panel is not yet
    return result;
  }

  async #fillAndAnalyse(engine: Engine, pipeline: Pipeline, kept: keptData.KeptData, signal: AbortSignal): Promise<StatisticTables> {
    const read = await this.#fill(engine, pipeline, kept, signal);
    const statistics = await this.#filling.analyse(engine, pipeline, kept.settings, signal);
    this.#tablesOf = kept;
    if (kept === this.#kept && kept.files.length > 0) this.result = read;
    return statistics;
  }

  /** Shows what is kept: with its stored results at once, without them after reading the files again. */
  async #restore(loaded: Loaded | null): Promise<void> {
    await this.#empty();
    this.#past.clear();
    if (!loaded) return;
    this.#kept = keptData.fromProject(loaded.project, await this.keeping.filesOf(loaded.project));
    const results = keptData.fitting(loaded.results, this.#sampleStatistics);
    this.result = results?.result ?? null;
    if (results) this.statistics = results.statistics;
    else if (this.#kept.files.length > 0) {
      const again = this.#run((engine, pipeline, signal) => this.#fillAndAnalyse(engine, pipeline, this.#kept, signal));
      this.statistics = await again.catch(() => ({})); // shown as `error`
    }
    this.version += 1;
  }

  #save(what: string, parameters: Told = {}): Promise<void> {
    const { result, statistics } = this;
    return this.keeping.save(what, this.#kept, this.source === 'files' ? { result, statistics } : null, parameters);
  }

  async #run<Result>(task: (engine: Engine, pipeline: Pipeline, signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const prepare = () => {
      this.error = null;
      return Promise.all([this.#parts.engine.start(), this.#parts.pipeline()]);
    };
    try {
      return await this.#turns.run(prepare, ([engine, pipeline], signal) => task(engine, pipeline, signal));
    } catch (thrown) {
      const error = asCodedError(thrown);
      if (!error.code.endsWith('/canceled')) this.error = error;
      throw error;
    }
  }
}
