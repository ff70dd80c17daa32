import { CodedError } from '#base/error.ts';
import { expose } from '#work/expose.ts';
import { type ColumnTables, tablesOf } from '#statistics/columns.ts';
import type { Lens, LensResult } from './definition.ts';

/** The analyses of all lenses by folder: a lens is a folder, and needs no line here. */
const analyses = import.meta.glob<Lens['analyse']>('./*/analyse.ts', { import: 'analyse', eager: true });

/** The result of one lens. Throws what its analysis throws, and `unexpected` for an id that is no lens. */
export function analyse(
  id: string,
  statistics: ColumnTables,
  options: Record<string, unknown>,
  signal: AbortSignal,
): Promise<LensResult> | LensResult {
  const found = analyses[`./${id}/analyse.ts`];
  if (!found) throw new CodedError('unexpected', {}, { detail: `no analysis of ${id}` });
  return found(tablesOf(statistics), options, signal);
}

expose({ analyse });
