import { CodedError } from '#base/error.ts';
import type { Sql } from '#sql/sql.ts';
import { columnsOf } from '#table/arrow.ts';
import type { CallOptions } from '../engine.ts';
import { canceled, engineError, isTrap } from './errors.ts';
import { enumsAsText } from './query.ts';
import type { Session } from './session.ts';

/** How long a canceled call may keep the worker before the worker is terminated. */
export const graceMilliseconds = 2000;

/** One connection of its own for one call, closed whatever happens. */
export interface Connection {
  readonly session: Session;
  readonly id: number;
  /** rejects with `engine/canceled` when the signal of the call has fired */
  check(): void;
}

/**
 * Runs `body` on a connection of its own, with the session's variables set. An abort cancels what runs there; when the worker
 * does not even answer that within the grace period it is deaf and the session is lost. A WebAssembly trap loses the session too.
 */
export async function* onConnection<T>(
  session: Session,
  variables: Iterable<Sql>,
  { signal, onProgress }: CallOptions,
  body: (connection: Connection) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const check = (): void => {
    if (signal?.aborted) throw canceled();
  };
  check();
  const { bindings } = session;
  const connecting = bindings.connectInternal();
  const abort = (): void => {
    const deaf = setTimeout(() => session.lose(new CodedError('engine/deaf')), graceMilliseconds);
    connecting
      .then((id) => bindings.cancelPendingQuery(id))
      .catch(() => undefined)
      .finally(() => clearTimeout(deaf));
  };
  signal?.addEventListener('abort', abort, { once: true });
  if (onProgress) session.listeners.add(onProgress);
  try {
    const id = await connecting;
    check();
    for (const variable of variables) await bindings.runQuery(id, variable.text);
    yield* body({ session, id, check });
  } catch (thrown) {
    if (isTrap(thrown)) session.lose(engineError(thrown));
    throw signal?.aborted ? canceled() : engineError(thrown);
  } finally {
    signal?.removeEventListener('abort', abort);
    if (onProgress) session.listeners.delete(onProgress);
    await close(session, connecting);
  }
}

/** What runs, and how to run it again when its result holds an enum. */
export interface Statement {
  text: string;
  /** how many characters of `text` stand before the person's own, for error positions */
  prefix?: number;
  /** the text to run instead; the query wrapped as it is unless told otherwise */
  withoutEnums?: (columns: { name: string; dictionary: boolean }[]) => Promise<string>;
}

/**
 * The messages of the last statement's Arrow stream: its schema first, then one batch a step. The engine streams enums without their
 * dictionary, so a query that answers one runs again with that column as text.
 */
export async function* run(connection: Connection, statement: Statement): AsyncGenerator<Uint8Array> {
  const { session, id } = connection;
  const { text, prefix = 0, withoutEnums = (columns) => Promise.resolve(enumsAsText(text, columns).text) } = statement;
  try {
    let schema = await begin(connection, text);
    const columns = columnsOf(schema);
    if (columns.some(({ dictionary }) => dictionary)) {
      await session.bindings.cancelPendingQuery(id);
      schema = await begin(connection, await withoutEnums(columns));
    }
    yield schema;
    for (;;) {
      connection.check();
      const batch = await session.bindings.fetchQueryResults(id);
      if (batch?.length === 0) return;
      if (batch) yield batch;
    }
  } catch (thrown) {
    if (isTrap(thrown)) throw thrown;
    throw engineError(thrown, text, prefix);
  }
}

async function begin({ session, id, check }: Connection, text: string): Promise<Uint8Array> {
  let schema = await session.bindings.startPendingQuery(id, text, true);
  while (schema === null) {
    check();
    schema = await session.bindings.pollPendingQuery(id);
  }
  return schema;
}

/** A result that was left half read must be canceled before its connection goes; a lost session has nothing to close. */
async function close({ bindings, lose }: Session, connecting: Promise<number>): Promise<void> {
  try {
    const id = await connecting;
    await bindings.cancelPendingQuery(id);
    await bindings.disconnect(id);
  } catch (thrown) {
    if (isTrap(thrown)) lose(engineError(thrown));
  }
}
