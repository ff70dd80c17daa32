import type { SystemMatch } from './definition.ts';

/** The system whose export has these columns, null when none fits well enough. */
export function matchSystem(_columns: readonly string[], _fileName: string): SystemMatch | null {
  return null;
}
