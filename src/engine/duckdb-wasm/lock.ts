import { CodedError } from '#base/error.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import type { Bindings } from './bindings.ts';
import { lockReport, lockStatements } from './query.ts';

/**
 * Locks a fresh instance on its first connection and asks the engine whether it is locked.
 * Throws `engine/not-locked` when the answer is anything but yes; answers the version of DuckDB.
 */
export async function lock(bindings: Bindings, memoryLimit: '1GB' | '2GB'): Promise<{ version: string }> {
  const connection = await bindings.connectInternal();
  for (const statement of lockStatements(memoryLimit)) await bindings.runQuery(connection, statement.text);
  const [report] = rowsOf(decode(await bindings.runQuery(connection, lockReport.text)));
  await bindings.disconnect(connection);
  if (report?.['locked'] !== true || report['external'] !== false) throw new CodedError('engine/not-locked');
  return { version: String(report['version']) };
}
