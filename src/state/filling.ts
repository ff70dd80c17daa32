import type { Engine } from '#engine/engine.ts';
import type { ImportResult } from '#mapping/types.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { type KeptData, markRemembered } from './kept-data.ts';
import type { Keeping } from './keeping.svelte.ts';
import type { AnalysisSettings, Pipeline, Sample } from './pipeline.ts';
import type { Turns } from './turns.svelte.ts';

/** Makes tables and statistics from kept data, telling what is being done. */
export class Filling {
  #sample: Sample;
  #keeping: Keeping;
  #turns: Turns;

  constructor(parts: { sample: Sample; keeping: Keeping; turns: Turns }) {
    this.#sample = parts.sample;
    this.#keeping = parts.keeping;
    this.#turns = parts.turns;
  }

  /** Reads the files whose bytes are sound, or those of the sample when there are none, into the engine's tables. Answers that were remembered fill in for those not given. */
  async fill(engine: Engine, pipeline: Pipeline, kept: KeptData, signal: AbortSignal): Promise<ImportResult> {
    const files = kept.files.length > 0 ? await this.#keeping.sound(kept.files) : await this.#sample.files();
    const { remembered } = this.#keeping;
    const result = await pipeline.importFiles(engine, {
      files,
      answers: { ...remembered, ...kept.answers },
      corrections: kept.corrections,
      settings: kept.settings.importing ?? {},
      signal,
      onProgress: ({ file, phase, fraction }) => void (this.#turns.work = { step: phase, file, fraction }),
    });
    return markRemembered(result, kept.answers, remembered);
  }

  /** Panel, stages and statistics of the tables. */
  analyse(engine: Engine, pipeline: Pipeline, settings: AnalysisSettings, signal: AbortSignal): Promise<StatisticTables> {
    const tell = (fraction: number | null): void => void (this.#turns.work = { step: 'analysing', file: null, fraction });
    tell(null);
    return pipeline.analyse(engine, settings, signal, tell);
  }
}
