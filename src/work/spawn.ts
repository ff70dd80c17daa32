import * as comlink from 'comlink';
import { CodedError } from '#base/error.ts';
import { ownUrl, startWorker } from '#base/own-worker.ts';
import { teachComlink } from './protocol.ts';

/** How long a job may go on after its signal fired before its worker is terminated. */
const graceMilliseconds = 2000;

/** A worker of ours with the functions that it exposes. It starts with the first job at the latest, and again after it had to be terminated. */
export interface Work<Api extends object> {
  /**
   * Runs one job. When `signal` fires and the job has not ended within two seconds, the worker is terminated.
   * Rejects with what the worker threw (a CodedError), `work/canceled` or `work/crashed`.
   */
  run<T>(signal: AbortSignal, job: (functions: comlink.Remote<Api>, signal: AbortSignal) => Promise<T>): Promise<T>;
  /** The same for a job that answers an async iterable; each step is held to the same rule. */
  stream<T>(
    signal: AbortSignal,
    job: (functions: comlink.Remote<Api>, signal: AbortSignal) => Promise<AsyncIterable<T>>,
  ): AsyncGenerator<T>;
  /** Starts the worker ahead of its first job. */
  start(): void;
  /** Terminates the worker; pending jobs reject with `work/canceled`. */
  dispose(): void;
}

/** Programs that were fetched ahead, by their absolute URL. */
const programs = new Map<string, string>();

/** Fetches the program of a worker ahead of time, so that spawning it later makes no request. Nothing to do while developing. */
export async function warm(url: string): Promise<void> {
  const absolute = ownUrl(url);
  if (import.meta.env.DEV || programs.has(absolute)) return;
  const response = await fetch(absolute);
  if (!response.ok) throw new CodedError('work/missing', {}, { detail: `${response.status} ${absolute}` });
  programs.set(absolute, await response.text());
}

/** A handle on the worker at `url`, which is the answer of `import url from './worker.ts?worker&url'`. */
export function spawn<Api extends object>(url: string): Work<Api> {
  const absolute = ownUrl(url);
  let instance: Instance<Api> | undefined;
  const alive = (): Instance<Api> => {
    if (!instance || instance.ended) instance = new Instance<Api>(programs.get(absolute) ?? `import ${JSON.stringify(absolute)};`);
    return instance;
  };
  return {
    run: (signal, job) => {
      const worker = alive();
      return worker.settle(signal, () => job(worker.functions, signal));
    },
    async *stream(signal, job) {
      const worker = alive();
      const iterator = (await worker.settle(signal, () => job(worker.functions, signal)))[Symbol.asyncIterator]();
      let finished = false;
      try {
        for (;;) {
          const step = await worker.settle(signal, () => iterator.next());
          finished = step.done === true;
          if (step.done) return;
          yield step.value;
        }
      } finally {
        if (!finished && !worker.ended) await iterator.return?.();
      }
    },
    start: () => void alive(),
    dispose: () => instance?.end(new CodedError('work/canceled')),
  };
}

/** One running worker and the jobs that it owes. */
class Instance<Api extends object> {
  readonly functions: comlink.Remote<Api>;
  ended = false;
  readonly #worker: Worker;
  readonly #rejecters = new Set<(error: CodedError) => void>();

  constructor(program: string) {
    teachComlink();
    this.#worker = startWorker(program, 'module');
    this.#worker.addEventListener('error', (event) => this.end(new CodedError('work/crashed', {}, { detail: event.message })));
    this.functions = comlink.wrap<Api>(this.#worker);
  }

  /** The promise of a job, rejected when the worker ends first; an abort gives the job its time of grace. */
  settle<T>(signal: AbortSignal, job: () => Promise<T>): Promise<T> {
    if (signal.aborted) return Promise.reject(new CodedError('work/canceled'));
    return new Promise<T>((resolve, reject) => {
      let late: ReturnType<typeof setTimeout> | undefined;
      const abort = (): void => void (late = setTimeout(() => this.end(new CodedError('work/canceled')), graceMilliseconds));
      const refuse = (thrown: unknown): void => reject(signal.aborted ? new CodedError('work/canceled', {}, { cause: thrown }) : thrown);
      signal.addEventListener('abort', abort, { once: true });
      this.#rejecters.add(refuse);
      job()
        .then(resolve, refuse)
        .finally(() => {
          signal.removeEventListener('abort', abort);
          clearTimeout(late);
          this.#rejecters.delete(refuse);
        });
    });
  }

  end(error: CodedError): void {
    if (this.ended) return;
    this.ended = true;
    this.#worker.terminate();
    for (const reject of this.#rejecters) reject(error);
    this.#rejecters.clear();
  }
}
