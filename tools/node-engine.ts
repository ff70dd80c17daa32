import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Bindings } from '#engine/duckdb-wasm/bindings.ts';
import { DuckDbEngine } from '#engine/duckdb-wasm/duckdb-engine.ts';
import { lock } from '#engine/duckdb-wasm/lock.ts';
import type { Session } from '#engine/duckdb-wasm/session.ts';
import type { Engine } from '#engine/engine.ts';

/** The same calls without promises. */
type BlockingCalls = {
  [Call in keyof Omit<Bindings, 'connectInternal' | 'disconnect'>]: (
    ...given: Parameters<Bindings[Call]>
  ) => Awaited<ReturnType<Bindings[Call]>>;
};

interface Database extends BlockingCalls {
  instantiate(onProgress: () => void): Promise<unknown>;
  open(config: object): void;
  connect(): { _conn: number; close(): void };
}

interface BlockingBuild {
  createDuckDB(bundles: unknown, logger: unknown, runtime: unknown): Promise<Database>;
  VoidLogger: new () => unknown;
  NODE_RUNTIME: unknown;
}

/** A locked engine in this Node process: the same port, the same DuckDB and the same lock as in the page. */
export async function openNodeEngine(): Promise<Engine> {
  const bindings = asynchronous(await openDatabase());
  const { version } = await lock(bindings, '2GB');
  const ignore = (): void => undefined;
  const session: Session = { bindings, version, locked: true, listeners: new Set(), lose: ignore, end: ignore };
  return new DuckDbEngine(session, () => Promise.resolve(session), ignore);
}

async function openDatabase(): Promise<Database> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  const { createDuckDB, VoidLogger, NODE_RUNTIME } = require(entry) as BlockingBuild;
  const module = (name: string): { mainModule: string; mainWorker: string } => ({ mainModule: join(dirname(entry), name), mainWorker: '' });
  const bundles = { mvp: module('duckdb-mvp.wasm'), eh: module('duckdb-eh.wasm') };
  const database = await createDuckDB(bundles, new VoidLogger(), NODE_RUNTIME);
  await database.instantiate(() => undefined);
  database.open({});
  return database;
}

/** The blocking calls as promises; a turn of the event loop before each step of a query lets an abort be heard. */
function asynchronous(database: Database): Bindings {
  const open = new Map<number, { close(): void }>();
  return {
    async connectInternal() {
      const connection = database.connect();
      const id = connection._conn;
      open.set(id, connection);
      return Promise.resolve(id);
    },
    disconnect: async (id) => {
      open.get(id)?.close();
      open.delete(id);
      return Promise.resolve();
    },
    runQuery: async (id, text) => Promise.resolve(database.runQuery(id, text)),
    startPendingQuery: async (id, text, streaming) => Promise.resolve(database.startPendingQuery(id, text, streaming)),
    pollPendingQuery: async (id) => nextTurn().then(() => database.pollPendingQuery(id)),
    cancelPendingQuery: async (id) => Promise.resolve(database.cancelPendingQuery(id)),
    fetchQueryResults: async (id) => nextTurn().then(() => database.fetchQueryResults(id)),
    createPrepared: async (id, text) => Promise.resolve(database.createPrepared(id, text)),
    closePrepared: async (id, statement) => Promise.resolve(database.closePrepared(id, statement)),
    insertArrowFromIPCStream: async (id, bytes, options) => Promise.resolve(database.insertArrowFromIPCStream(id, bytes, options)),
  };
}
