import type { Sql } from '#sql/sql.ts';
import { countRows, decode } from '#table/arrow.ts';
import type { Cell, Column, Table } from '#table/table.ts';
import type { CallOptions, Capabilities, Engine } from '../engine.ts';
import { joinBytes, streamOf } from './bytes.ts';
import { type Connection, onConnection, run } from './connection.ts';
import { engineError } from './errors.ts';
import { asWritten, createView, dropTable, enumsAsText, prepareAndExecute, rollBack, setVariable, swapTables } from './query.ts';
import { checkedSelect } from './refusal.ts';
import type { Session } from './session.ts';

/** How many bytes a chunk of `stream` gathers before it is handed on. */
const chunkBytes = 1 << 20;
const mostRows = 100_000;

type Value = string | number | boolean | null;

/** The engine port over whatever session `current` answers; every call asks anew, so a restart is met by the next call. */
export class DuckDbEngine implements Engine {
  readonly capabilities: Capabilities;
  readonly #current: () => Promise<Session>;
  readonly #variables: Map<string, Sql>;
  readonly #close: () => void;
  #loads = 0;

  constructor(first: Session, current: () => Promise<Session>, close: () => void, variables = new Map<string, Sql>()) {
    this.capabilities = { cancels: true, locked: first.locked, engine: 'duckdb-wasm', version: first.version };
    this.#current = current;
    this.#close = close;
    this.#variables = variables;
  }

  async query(sql: Sql, options: CallOptions = {}): Promise<Uint8Array> {
    const messages: Uint8Array[] = [];
    for await (const message of this.#on(options, (connection) => run(connection, sql))) messages.push(message);
    return streamOf(messages);
  }

  async *stream(sql: Sql, options: CallOptions = {}): AsyncGenerator<Uint8Array> {
    let schema: Uint8Array | undefined;
    let batches: Uint8Array[] = [];
    let size = 0;
    let sent = 0;
    for await (const message of this.#on(options, (connection) => run(connection, sql))) {
      if (!schema) {
        schema = message;
        continue;
      }
      batches.push(message);
      size += message.length;
      if (size < chunkBytes) continue;
      yield streamOf([schema, ...batches]);
      sent += 1;
      batches = [];
      size = 0;
    }
    if (schema && (batches.length > 0 || sent === 0)) yield streamOf([schema, ...batches]);
  }

  async execute(sql: Sql, options: CallOptions = {}): Promise<void> {
    await drain(this.#on(options, (connection) => run(connection, sql)));
  }

  async load(table: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, options: CallOptions = {}): Promise<void> {
    this.#loads += 1;
    const arriving = `arriving_${this.#loads}_${table}`;
    await drain(this.#on(options, (connection) => insert(connection, arriving, table, chunks)));
  }

  async select(text: string, options: CallOptions & { parameters?: readonly Value[]; limit?: number } = {}): Promise<Table> {
    const { parameters = [], limit = mostRows } = options;
    const messages: Uint8Array[] = [];
    let rows = 0;
    for await (const message of this.#on(options, (connection) => selected(connection, text, parameters))) {
      const [schema] = messages;
      messages.push(message);
      if (schema) rows += countRows(joinBytes([schema, message]));
      if (schema && rows >= limit) break;
    }
    return firstRows(decode(streamOf(messages)), limit);
  }

  async keepView(name: string, text: string, options: CallOptions = {}): Promise<void> {
    await drain(this.#on(options, (connection) => keptView(connection, name, text)));
  }

  async setVariable(name: string, value: Value): Promise<void> {
    const session = await this.#current();
    const statement = setVariable(name, value);
    await drain(onConnection(session, [statement], {}, nothing));
    this.#variables.set(name, statement);
  }

  async close(): Promise<void> {
    this.#close();
    return Promise.resolve();
  }

  async *#on<T>(options: CallOptions, body: (connection: Connection) => AsyncIterable<T>): AsyncGenerator<T> {
    yield* onConnection(await this.#current(), this.#variables.values(), options, body);
  }
}

async function* nothing(): AsyncGenerator<never> {}

async function* insert(
  { session, id, check }: Connection,
  arriving: string,
  table: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<never> {
  const { bindings } = session;
  let create = true;
  try {
    for await (const chunk of chunks) {
      check();
      await bindings.insertArrowFromIPCStream(id, chunk.slice(), { name: arriving, create });
      create = false;
    }
    check();
    if (!create) await bindings.runQuery(id, swapTables(arriving, table).text);
  } catch (thrown) {
    for (const cleanUp of [rollBack, dropTable(arriving)]) await bindings.runQuery(id, cleanUp.text).catch(() => undefined);
    throw thrown;
  }
}

async function* selected(connection: Connection, text: string, parameters: readonly Value[]): AsyncGenerator<Uint8Array> {
  const { session, id, check } = connection;
  const checked = await checkedSelect(session.bindings, id, text);
  check();
  if (parameters.length === 0) return yield* run(connection, asWritten(checked));
  const prepare = async (query: string): Promise<string> => {
    const { prepare: first, execute } = prepareAndExecute(query, parameters);
    await session.bindings.runQuery(id, first.text).catch((thrown: unknown) => {
      throw engineError(thrown, first.text, first.text.length - query.length);
    });
    return execute.text;
  };
  yield* run(connection, { text: await prepare(checked), withoutEnums: (columns) => prepare(enumsAsText(checked, columns).text) });
}

async function* keptView(connection: Connection, name: string, text: string): AsyncGenerator<Uint8Array> {
  const checked = await checkedSelect(connection.session.bindings, connection.id, text);
  const view = createView(name, checked).text;
  yield* run(connection, { text: view, prefix: view.length - checked.length });
}

async function drain(messages: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of messages);
}

function firstRows(table: Table, limit: number): Table {
  if (table.rowCount <= limit) return table;
  const columns = table.columns.map((column): Column => ({
    ...column,
    values: Array.prototype.slice.call(column.values, 0, limit) as Cell[],
  }));
  return { rowCount: limit, columns };
}
