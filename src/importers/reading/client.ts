import { CodedError } from '#base/error.ts';
import type { FormatReader } from '../definition.ts';
import type { Answer, Ask, ReadingWorker } from './protocol.ts';

/**
 * A format's reader in a worker: the same parts, events and errors. Every call starts a worker of its own and terminates it when it ends, fails or
 * is canceled, so that cancelling takes no time whatever the worker is doing. A worker that dies is `import/unreadable`. The worker is given the
 * format's asset, if it has one.
 */
export function inWorker(
  start: () => ReadingWorker | Promise<ReadingWorker>,
  assetOf: () => Promise<Blob | null> = () => Promise.resolve(null),
): Required<Omit<FormatReader, 'start'>> {
  return {
    async parts(file, name, options, signal) {
      for await (const answer of answers(start, { kind: 'parts', file, name, options, asset: await assetOf() }, signal))
        if (answer.kind === 'parts') return answer.parts;
      return [];
    },
    async *read(file, name, options, signal) {
      for await (const answer of answers(start, { kind: 'read', file, name, options, asset: await assetOf() }, signal))
        if (answer.kind === 'events') yield* answer.events;
    },
  };
}

async function* answers(start: () => ReadingWorker | Promise<ReadingWorker>, ask: Ask, signal: AbortSignal): AsyncGenerator<Answer> {
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
    worker.postMessage(ask);
    for (;;) {
      const answer = await inbox.take();
      yield answer;
      if (answer.kind !== 'events' || answer.last) return;
      worker.postMessage({ kind: 'more' });
    }
  } finally {
    signal.removeEventListener('abort', abort);
    worker.terminate();
  }
}

/** Answers in order, or the error that ended them. */
class Inbox {
  readonly #answers: Answer[] = [];
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

  async take(): Promise<Answer> {
    for (;;) {
      if (this.#error) throw this.#error;
      const answer = this.#answers.shift();
      if (answer) return answer;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
