import { CodedError } from '#base/error.ts';
import type { ReadEvent, ReadOptions } from '../definition.ts';
import type { Answer, ReadingWorker } from './protocol.ts';

/**
 * `readCsv` in a worker: the same events and errors. Every reading starts a worker of its own and terminates it when it ends, fails or is
 * canceled, so that cancelling takes no time whatever the worker is doing. A worker that dies is `import/unreadable`.
 */
export function readInWorker(
  start: () => ReadingWorker | Promise<ReadingWorker>,
): (file: Blob, options: ReadOptions, signal: AbortSignal) => AsyncGenerator<ReadEvent> {
  return async function* read(file, options, signal) {
    if (signal.aborted) throw new CodedError('import/canceled');
    const worker = await start();
    const inbox = new Inbox();
    const abort = (): void => inbox.fail(new CodedError('import/canceled'));
    worker.addEventListener('message', ({ data }) => inbox.put(data));
    worker.addEventListener('error', ({ message }) =>
      inbox.fail(new CodedError('import/unreadable', {}, message === undefined ? {} : { detail: message })),
    );
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      worker.postMessage({ kind: 'read', file, options });
      for (;;) {
        const { events, last } = await inbox.take();
        yield* events;
        if (last) return;
        worker.postMessage({ kind: 'more' });
      }
    } finally {
      signal.removeEventListener('abort', abort);
      worker.terminate();
    }
  };
}

type Events = Answer & { kind: 'events' };

/** Answers in order, or the error that ended them. */
class Inbox {
  readonly #answers: Events[] = [];
  #error: CodedError | null = null;
  #wake: (() => void) | null = null;

  put(answer: Answer): void {
    if (answer.kind === 'failed') return this.fail(CodedError.from(answer.error));
    this.#answers.push(answer);
    this.#wake?.();
  }

  fail(error: CodedError): void {
    this.#error ??= error;
    this.#wake?.();
  }

  async take(): Promise<Events> {
    for (;;) {
      if (this.#error) throw this.#error;
      const answer = this.#answers.shift();
      if (answer) return answer;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
