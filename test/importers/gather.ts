import type { NotRecord, ReadEvent, ReadSummary, RejectedRecord, SourceShape } from '#importers/definition.ts';
import { textsOf } from '#importers/text-column.ts';

export interface Reading {
  shape: SourceShape;
  summary: ReadSummary;
  /** records as rows of text */
  rows: string[][];
  lines: number[];
  rejected: RejectedRecord[];
  notRecords: NotRecord[];
}

/** Everything that a stream of events says, gathered. */
export async function gather(events: AsyncIterable<ReadEvent> | Iterable<ReadEvent>): Promise<Reading> {
  const reading: Partial<Reading> = {};
  const gathered = { rows: [] as string[][], lines: [] as number[], rejected: [] as RejectedRecord[], notRecords: [] as NotRecord[] };
  for await (const event of events) {
    if (event.kind === 'shape') reading.shape = event.shape;
    if (event.kind === 'done') reading.summary = event.summary;
    if (event.kind === 'rejected') gathered.rejected.push(...event.records);
    if (event.kind === 'not-records') gathered.notRecords.push(...event.lines);
    if (event.kind !== 'batch') continue;
    const columns = event.batch.columns.map(textsOf);
    event.batch.lines.forEach((line, row) => {
      gathered.lines.push(line);
      gathered.rows.push(columns.map((column) => column[row] ?? ''));
    });
  }
  return { ...(reading as Reading), ...gathered };
}
