import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folder of real public data used by the reference tests: `$PERENNIAL_REFERENCE_DATA`, else `../shared/data` beside the repository. */
export const referenceFolder = resolve(process.env.PERENNIAL_REFERENCE_DATA ?? join(import.meta.dirname, '../../../shared/data'));

/** True when the folder is there; a reference test is skipped otherwise. */
export const hasReferenceData = existsSync(referenceFolder);

/** Path of one file of the reference data, such as `superstore/superstore_orders.csv.gz`. */
export function referenceFile(path: string): string {
  return join(referenceFolder, path);
}
