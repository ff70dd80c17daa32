import { CodedError } from '#base/error.ts';
import { onceMoreAfterRestart } from './once-more.ts';

export type Step = 'engine' | 'reading' | 'deciding' | 'loading' | 'analysing';

/** What is being done now; `fraction` is null when nobody can say how far it is. */
export interface Work {
  step: Step;
  file: string | null;
  fraction: number | null;
}

/** One change of the tables at a time: a new one stops the one before it and waits until it has let go. */
export class Turns {
  work = $state.raw<Work | null>(null);
  #running: { abort: AbortController; done: Promise<unknown> } | null = null;

  /** True while something is under way. */
  get busy(): boolean {
    return this.#running !== null;
  }

  /** Stops what is under way and waits for its end. */
  async cancel(): Promise<void> {
    const running = this.#running;
    running?.abort.abort(new CodedError('engine/canceled'));
    await running?.done;
  }

  /** The end of what is under way now; whoever resumes first may begin something new, so ask `busy` again. */
  get end(): Promise<unknown> {
    return this.#running?.done ?? Promise.resolve();
  }

  /** Shows no work when nothing is under way. */
  rest = (): void => {
    if (!this.busy) this.work = null;
  };

  /** For the rejection of a task whose work something newer does as well: throws it again when nothing newer took its turn. */
  throwUnlessOvertaken = (thrown: unknown): void => {
    if (!this.busy) throw thrown;
  };

  /** Runs a task with what `prepare` answers; a task that lost its engine is run once more. */
  async run<Ready, Result>(prepare: () => Promise<Ready>, task: (ready: Ready, signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const abort = new AbortController();
    const before = this.#running;
    before?.abort.abort(new CodedError('engine/canceled'));
    const work = (async () => {
      await before?.done;
      abort.signal.throwIfAborted();
      this.work = { step: 'engine', file: null, fraction: null };
      const ready = await prepare();
      return await onceMoreAfterRestart(() => task(ready, abort.signal));
    })();
    const running = { abort, done: work.then(noted, noted) };
    this.#running = running;
    try {
      return await work;
    } finally {
      if (this.#running === running) {
        this.#running = null;
        this.work = null;
      }
    }
  }
}

function noted(): void {
  // whoever started the work hears of its end; the next in line only waits for it
}
