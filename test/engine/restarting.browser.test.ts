import * as facts from 'virtual:engine-file';
import { beforeAll, expect, test } from 'vitest';
import { CodedError } from '#base/error.ts';
import { downloadEngine, type EngineFiles } from '#engine/duckdb-wasm/download.ts';
import { DuckDbEngine } from '#engine/duckdb-wasm/duckdb-engine.ts';
import { Restarting } from '#engine/duckdb-wasm/restarting.ts';
import type { Session } from '#engine/duckdb-wasm/session.ts';
import { startSession } from '#engine/duckdb-wasm/worker-session.ts';
import { type Sql, sql } from '#sql/sql.ts';
import { decode } from '#table/arrow.ts';

const nowhere = 0x7ffffff0;
let files: EngineFiles;
beforeAll(async () => {
  files = await downloadEngine(facts, () => undefined);
}, 60_000);

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (thrown: unknown) => (thrown instanceof CodedError ? thrown.code : String(thrown)),
  );

/** A real instance that traps on its first use: its connections are addresses outside the memory. */
const trapping = (session: Session): Session => ({
  ...session,
  bindings: { ...session.bindings, connectInternal: () => Promise.resolve(nowhere) },
});

const engineOn = async (instances: Restarting): Promise<DuckDbEngine> =>
  new DuckDbEngine(
    await instances.current(),
    () => instances.current(),
    () => instances.close(),
  );

test('a WebAssembly trap loses the instance; the next call meets a refilled one', async () => {
  const crashes: string[] = [];
  let starts = 0;
  const instances = new Restarting(
    async (onLost) => {
      starts += 1;
      const session = await startSession(files, '1GB', onLost);
      return starts === 1 ? trapping(session) : session;
    },
    (session) =>
      new DuckDbEngine(
        session,
        () => Promise.resolve(session),
        () => undefined,
      ).execute(sql`CREATE TABLE refilled AS SELECT 5 AS n`),
    (reason) => crashes.push(reason.code),
  );
  const engine = await engineOn(instances);
  expect(await codeOf(engine.query(sql`SELECT 1`))).toBe('engine/crashed');
  expect(crashes).toEqual(['engine/crashed']);
  expect(decode(await engine.query(sql`SELECT n FROM refilled`)).columns[0]?.values[0]).toBe(5);
  await engine.close();
  expect(await codeOf(engine.query(sql`SELECT 1`))).toBe('engine/closed');
}, 60_000);

test('a refill that fails makes the waiting calls fail, and the next call tries again', async () => {
  let starts = 0;
  let broken = true;
  const instances = new Restarting(
    async (onLost) => {
      starts += 1;
      const session = await startSession(files, '1GB', onLost);
      return starts === 1 ? trapping(session) : session;
    },
    () => (broken ? Promise.reject(new CodedError('import/interrupted')) : Promise.resolve()),
    () => undefined,
  );
  const engine = await engineOn(instances);
  await codeOf(engine.query(sql`SELECT 1`));
  expect(await codeOf(engine.query(sql`SELECT 1`))).toBe('engine/restart-failed');
  broken = false;
  expect(await codeOf(engine.query(sql`SELECT 1`))).toBe('no error');
  await engine.close();
}, 60_000);

test('a deaf worker ends after the grace period: the call is canceled, the others are told, tables and variables come back', async () => {
  const crashes: string[] = [];
  const variables = new Map<string, Sql>();
  const instances = new Restarting(
    (onLost) => startSession(files, '1GB', onLost),
    (session) =>
      new DuckDbEngine(
        session,
        () => Promise.resolve(session),
        () => undefined,
        variables,
      ).execute(sql`CREATE TABLE refilled AS SELECT 5 AS n`),
    (reason) => crashes.push(reason.code),
  );
  const session = await instances.current();
  const engine = new DuckDbEngine(
    session,
    () => instances.current(),
    () => instances.close(),
    variables,
  );
  await engine.setVariable('remembered', 7);
  const connection = await session.bindings.connectInternal();
  const deafening = codeOf(session.bindings.runQuery(connection, 'SELECT sum(range) FROM range(100000000000)'));
  const controller = new AbortController();
  const asked = codeOf(engine.query(sql`SELECT 1`, { signal: controller.signal }));
  const bystander = codeOf(engine.query(sql`SELECT 2`));
  setTimeout(() => controller.abort());
  expect(await asked).toBe('engine/canceled');
  expect([await bystander, await deafening]).toEqual(['engine/restarted', 'engine/restarted']);
  expect(crashes).toEqual(['engine/deaf']);
  const { columns } = decode(await engine.query(sql`SELECT n, getvariable('remembered') AS kept FROM refilled`));
  expect(columns.map((column) => column.values[0])).toEqual([5, 7]);
  await engine.close();
}, 60_000);

test('promises that a terminated worker owes are rejected', async () => {
  const session = await startSession(files, '1GB', () => undefined);
  const connection = await session.bindings.connectInternal();
  const owed = codeOf(session.bindings.runQuery(connection, 'SELECT sum(range) FROM range(100000000000)'));
  session.lose(new CodedError('engine/deaf'));
  expect(await owed).toBe('engine/restarted');
  expect(await codeOf(session.bindings.connectInternal())).toBe('engine/restarted');
});

test('an engine file that is not the one of this build is refused', async () => {
  expect(await codeOf(downloadEngine({ ...facts, engineSha256: '0'.repeat(64) }, () => undefined))).toBe('engine/file-damaged');
  expect(await codeOf(downloadEngine({ ...facts, engineBytes: facts.engineBytes - 1 }, () => undefined))).toBe('engine/file-damaged');
  expect(await codeOf(downloadEngine({ ...facts, engineUrl: `${facts.engineUrl}x` }, () => undefined))).toMatch(
    /engine\/file-(missing|damaged)/,
  );
});
