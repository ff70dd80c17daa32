import { asCodedError, CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import { parameterName } from '#notebook/names.ts';
import type { RunValue } from '#notebook/run-state.ts';
import { compileParameters, offsetInSource, parametersIn } from '#notebook/sql-text.ts';
import { cellLimits } from '#schema/thresholds.ts';
import type { TableResult } from '../result-table.ts';

export interface QueryRequest {
  /** the name under which later cells can read it; null keeps nothing */
  name: string | null;
  text: string;
  /** value of a parameter (`$name`), null when it has none */
  valueOf(name: string): RunValue;
}

/** The same error with its position counted in the text of the person instead of the compiled one. */
function inSource(thrown: unknown, text: string): CodedError {
  const error = asCodedError(thrown);
  if (!error.position) return error;
  const position = { start: offsetInSource(text, error.position.start), end: offsetInSource(text, error.position.end) };
  return new CodedError(error.code, error.parameters, {
    position,
    cause: error,
    ...(error.detail === undefined ? {} : { detail: error.detail }),
  });
}

/**
 * Runs one SELECT of a person: parameters are set as typed values, the text is kept as a view when the cell has a name, and at most
 * 1,000 rows are fetched. Everything but one SELECT is refused by the engine (`sql/*`), with the position in the text.
 */
export async function runQuery(engine: Engine, { name, text, valueOf }: QueryRequest, signal: AbortSignal): Promise<TableResult> {
  for (const parameter of parametersIn(text))
    await engine.setVariable(parameterName(parameter).slice(1), valueOf(parameterName(parameter)));
  const compiled = compileParameters(text);
  try {
    if (name !== null) await engine.keepView(name, compiled, { signal });
    const table = await engine.select(compiled, { signal, limit: cellLimits.rows + 1 });
    const more = table.rowCount > cellLimits.rows;
    return { table: more ? { ...table, rowCount: cellLimits.rows } : table, more };
  } catch (thrown) {
    throw inSource(thrown, text);
  }
}
