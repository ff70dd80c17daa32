import { hasReferenceData, referenceFolder } from './reference-data.ts';

/** Tells in the output that reference tests are skipped: a silent skip looks like a pass. */
export default function setup(): void {
  if (!hasReferenceData) {
    console.warn(
      `\n!!! REFERENCE DATA IS ABSENT: ${referenceFolder} does not exist. All reference tests are SKIPPED, nothing was checked against it.\n`,
    );
  }
}
