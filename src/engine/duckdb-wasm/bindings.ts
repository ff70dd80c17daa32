/** The calls of DuckDB-WASM that the engine is built on; the browser's worker and Node's blocking build both fit. */
export interface Bindings {
  connectInternal(): Promise<number>;
  disconnect(connection: number): Promise<void>;
  /** not cancellable: only for statements that take no time */
  runQuery(connection: number, text: string): Promise<Uint8Array>;
  /** the schema message once the result starts, null while it is pending */
  startPendingQuery(connection: number, text: string, allowStreamResult: boolean): Promise<Uint8Array | null>;
  pollPendingQuery(connection: number): Promise<Uint8Array | null>;
  cancelPendingQuery(connection: number): Promise<boolean>;
  /** one batch message; null while it is pending, empty at the end */
  fetchQueryResults(connection: number): Promise<Uint8Array | null>;
  createPrepared(connection: number, text: string): Promise<number>;
  closePrepared(connection: number, statement: number): Promise<void>;
  insertArrowFromIPCStream(connection: number, bytes: Uint8Array, options: { name: string; create: boolean }): Promise<void>;
}
