import type { Engine } from '#engine/engine.ts';
import type { ModelWarning } from '#models/definition.ts';
import {
  contractLives,
  episodeLives,
  hasContracts,
  type ModelScope,
  opportunities,
  purchaseHistories,
  repeatSpends,
} from '#panel/model-query.ts';
import type { Sql } from '#sql/sql.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import type { DataRow } from './inputs.ts';

/** Rows for a model out of the tables in force, or the reason why there are none. */
export type TableRows = { rows: readonly DataRow[]; reason: null } | { rows: null; reason: ModelWarning };

const refuse = (code: string): TableRows => ({ rows: null, reason: { code, parameters: {} } });

/**
 * What a value model is fitted on, out of the panel's tables. Contracts decide about sbg and bdw (refused without them: `model-no-contracts`); kaplan-meier takes the ends
 * that the stages found where there are none; cox needs covariates and therefore rows (`model-needs-data`).
 */
export async function rowsFromTables(id: string, engine: Engine, scope: ModelScope, signal: AbortSignal): Promise<TableRows> {
  const ask = async (query: Sql): Promise<DataRow[]> => rowsOf(decode(await engine.query(query, { signal })));
  const given = async (query: Sql, code: string): Promise<TableRows> => {
    const rows = await ask(query);
    return rows.length > 0 ? { rows, reason: null } : refuse(code);
  };
  if (id === 'cox') return refuse('model-needs-data');
  if (id === 'gamma-gamma') return given(repeatSpends(scope), 'model-no-amounts');
  if (id === 'bg-bb') return given(opportunities(scope), 'model-no-purchases');
  if (!['sbg', 'bdw', 'kaplan-meier'].includes(id)) return given(purchaseHistories(scope, id === 'bg-cnbd-k'), 'model-no-purchases');
  const [contracts] = await ask(hasContracts());
  if (id === 'kaplan-meier') return given(contracts?.there ? contractLives(scope) : episodeLives(scope), 'model-no-relationships');
  if (!contracts?.there) return refuse('model-no-contracts');
  const lives = await ask(contractLives(scope));
  return lives.length > 0 ? { rows: lives.map(inWholeUnits), reason: null } : refuse('model-no-contracts');
}

/** Renewals: an end in the t-th unit is the t-th renewal that did not happen; who is there has renewed once for each whole unit. */
function inWholeUnits({ time, ended, weight }: DataRow): DataRow {
  return { time: ended ? Math.max(1, Math.round(Number(time))) : Math.floor(Number(time)), ended, weight };
}
