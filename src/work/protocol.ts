import { type TransferHandler, transferHandlers } from 'comlink';
import { asCodedError, CodedError, type ErrorShape } from '#base/error.ts';

type Step = { done: boolean; value?: unknown } | { error: ErrorShape };

/** An abort signal crosses as a port on which one message means that it fired. */
const abortSignals: TransferHandler<AbortSignal, { aborted: boolean; port: MessagePort }> = {
  canHandle: (value): value is AbortSignal => value instanceof AbortSignal,
  serialize(signal) {
    const { port1, port2 } = new MessageChannel();
    signal.addEventListener('abort', () => port1.postMessage(null), { once: true });
    return [{ aborted: signal.aborted, port: port2 }, [port2]];
  },
  deserialize({ aborted, port }) {
    const controller = new AbortController();
    if (aborted) controller.abort();
    port.onmessage = () => controller.abort();
    return controller.signal;
  },
};

/** An async iterable crosses as a port: the reader asks for each value, so nothing piles up on the way. */
const asyncIterables: TransferHandler<AsyncIterable<unknown>, MessagePort> = {
  canHandle: (value): value is AsyncIterable<unknown> =>
    typeof value === 'object' && value !== null && Symbol.asyncIterator in value && !(value instanceof ReadableStream),
  serialize(iterable) {
    const { port1, port2 } = new MessageChannel();
    const iterator = iterable[Symbol.asyncIterator]();
    port1.onmessage = async ({ data }: MessageEvent<'next' | 'return'>) => {
      const step: Step = await answer(iterator, data).catch((thrown: unknown) => ({ error: asCodedError(thrown).toJSON() }));
      port1.postMessage(step, 'value' in step ? transferables(step.value) : []);
      if (!('done' in step) || step.done) port1.close();
    };
    return [port2, [port2]];
  },
  deserialize: (port) => readFrom(port),
};

async function answer(iterator: AsyncIterator<unknown>, ask: 'next' | 'return'): Promise<Step> {
  const { done = false, value } =
    ask === 'next' ? await iterator.next() : ((await iterator.return?.()) ?? { done: true, value: undefined });
  return { done: done || ask === 'return', value };
}

async function* readFrom(port: MessagePort): AsyncGenerator<unknown> {
  let finished = false;
  const ask = (what: 'next' | 'return'): Promise<Step> =>
    new Promise((resolve) => {
      port.onmessage = ({ data }: MessageEvent<Step>) => resolve(data);
      port.postMessage(what);
    });
  try {
    for (;;) {
      const step = await ask('next');
      finished = 'error' in step || step.done;
      if ('error' in step) throw CodedError.from(step.error);
      if (step.done) return;
      yield step.value;
    }
  } finally {
    if (!finished) await ask('return');
    port.close();
  }
}

/** Bytes that own their whole buffer change hands; a view of a larger one is copied, because its neighbours stay in use. */
function transferables(value: unknown): Transferable[] {
  if (!(value instanceof Uint8Array)) return [];
  return value.byteLength === value.buffer.byteLength && value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
}

/** Teaches comlink, on the side where it is called, to carry abort signals, async iterables and coded errors. */
export function teachComlink(): void {
  const usual = transferHandlers.get('throw') as TransferHandler<{ value: unknown }, unknown>;
  const codedErrors: TransferHandler<{ value: unknown }, ErrorShape> = {
    canHandle: (value): value is { value: unknown } => usual.canHandle(value),
    serialize: ({ value }) => [asCodedError(value).toJSON(), []],
    deserialize(shape) {
      throw CodedError.from(shape);
    },
  };
  transferHandlers.set('throw', codedErrors);
  transferHandlers.set('abort-signal', abortSignals);
  transferHandlers.set('async-iterable', asyncIterables);
}
