import type { FileResult } from '#mapping/types.ts';

/**
 * Pairs of dropped files that look like an older and a newer state of one export: same header, system, table and place inside the file, and the
 * later one repeats records of the earlier (rule `duplicate`) or takes the place of its orders (note `superseded`). Names of dropped files, each pair once.
 */
export function newerExports(files: readonly FileResult[]): { older: string; newer: string }[] {
  const read = files.filter((file) => file.table !== 'none' && file.skipped === null);
  const pairs = read.flatMap((newer, index) => {
    if (!newer.problems.some(({ rule }) => rule === 'duplicate') && !newer.notes.some(({ code }) => code === 'note_superseded')) return [];
    const older = read.slice(0, index).findLast((file) => sameKind(file, newer));
    return older ? [{ older: older.file, newer: newer.file }] : [];
  });
  return [...new Map(pairs.map((pair) => [`${pair.older} ${pair.newer}`, pair])).values()];
}

/** Whether one file may take the place of another. */
export function sameKind(one: FileResult, other: FileResult): boolean {
  return (
    one.file !== other.file &&
    one.signature === other.signature &&
    one.system === other.system &&
    one.table === other.table &&
    inside(one) === inside(other)
  );
}

/** Where a table stands in the dropped file: the member of an archive, the sheet of a workbook. */
function inside({ name, file }: FileResult): string {
  return name.startsWith(file) ? name.slice(file.length) : '';
}
