import type { StagedFile } from './decision.ts';
import type { Coded } from './types.ts';

/** Why a file is a pivot or a report and no data, null when it is data. */
export function notData(_staged: StagedFile): Coded | null {
  return null;
}
