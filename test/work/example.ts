import { CodedError } from '#base/error.ts';
import { expose } from '#work/expose.ts';

const functions = {
  double: (value: number) => value * 2,
  fail: () => {
    throw new CodedError('import/no-header', { line: 3 }, { position: { start: 1, end: 4 } });
  },
  untilAborted: (signal: AbortSignal) =>
    new Promise<string>((_, reject) => signal.addEventListener('abort', () => reject(new CodedError('import/canceled')))),
  deaf: () => {
    for (;;);
  },
  async *count(to: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    for (let value = 0; value < to; value += 1) {
      if (signal.aborted) throw new CodedError('import/canceled');
      yield await Promise.resolve(Uint8Array.of(value));
    }
  },
  async *failAfterOne(): AsyncGenerator<number> {
    yield await Promise.resolve(1);
    throw new CodedError('import/interrupted');
  },
  async sum(values: AsyncIterable<number>): Promise<number> {
    let total = 0;
    for await (const value of values) total += value;
    return total;
  },
};

export type Example = typeof functions;

expose(functions);
