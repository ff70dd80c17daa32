import type { CodedError } from '#base/error.ts';
import type { OnProgress } from '../engine.ts';
import type { Bindings } from './bindings.ts';

/** One running, locked instance of the engine. It ends for ever; a new one takes its place. */
export interface Session {
  readonly bindings: Bindings;
  readonly version: string;
  readonly locked: boolean;
  /** who wants to hear of the progress that the engine reports while it works */
  readonly listeners: Set<OnProgress>;
  /** Ends an instance that is deaf or suspect; every pending promise of it rejects with `engine/restarted`. */
  lose(reason: CodedError): void;
  /** Ends the instance because nobody needs it. */
  end(): void;
}

/** The promises that a worker still owes: a terminated worker settles none of them, so this does. */
export class PendingCalls {
  readonly #rejecters = new Set<(error: CodedError) => void>();
  #ended: CodedError | null = null;

  /** The same promise, which also rejects when the calls are ended first. */
  track<T>(call: () => Promise<T>): Promise<T> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise<T>((resolve, reject) => {
      this.#rejecters.add(reject);
      call()
        .then(resolve, reject)
        .finally(() => this.#rejecters.delete(reject));
    });
  }

  /** Rejects all that is pending and all that will be asked. */
  end(error: CodedError): void {
    this.#ended ??= error;
    for (const reject of this.#rejecters) reject(this.#ended);
    this.#rejecters.clear();
  }
}

/** The bindings with every promise entered into the register. */
export function registered(bindings: Bindings, calls: PendingCalls): Bindings {
  return {
    connectInternal: () => calls.track(() => bindings.connectInternal()),
    disconnect: (connection) => calls.track(() => bindings.disconnect(connection)),
    runQuery: (connection, text) => calls.track(() => bindings.runQuery(connection, text)),
    startPendingQuery: (connection, text, streaming) => calls.track(() => bindings.startPendingQuery(connection, text, streaming)),
    pollPendingQuery: (connection) => calls.track(() => bindings.pollPendingQuery(connection)),
    cancelPendingQuery: (connection) => calls.track(() => bindings.cancelPendingQuery(connection)),
    fetchQueryResults: (connection) => calls.track(() => bindings.fetchQueryResults(connection)),
    createPrepared: (connection, text) => calls.track(() => bindings.createPrepared(connection, text)),
    closePrepared: (connection, statement) => calls.track(() => bindings.closePrepared(connection, statement)),
    insertArrowFromIPCStream: (connection, bytes, options) =>
      calls.track(() => bindings.insertArrowFromIPCStream(connection, bytes, options)),
  };
}
