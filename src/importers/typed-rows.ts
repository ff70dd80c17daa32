import type { Texts, TextStream } from '#table/arrow-batches.ts';
import type { ReadEvent, SourceNote, SourceShape } from './definition.ts';
import { columnNames } from './header.ts';

/** Rows in a batch of typed formats. */
export const rowsInBatch = 10_000;

/** The shape of a table whose format knows its column names. */
export function typedShape(names: readonly string[], notes: SourceNote[]): SourceShape {
  const base = { encoding: 'utf-8', encodings: [], delimiter: '', headerLine: 0, descriptions: [], preamble: [], notes };
  return { ...base, ...columnNames(names) };
}

/** Batches of a text stream as events; lines go on from `state.rows`, and what was not finite is added up there. */
export async function* batchEvents(stream: TextStream, state: { rows: number; notFinite: number }): AsyncGenerator<ReadEvent> {
  for await (const { rows, columns, notFinite } of stream.batches) {
    const lines = Int32Array.from({ length: rows }, (_, index) => state.rows + index + 1);
    state.rows += rows;
    state.notFinite += notFinite;
    yield { kind: 'batch', batch: { lines, columns: columns.map(({ offsets, bytes }: Texts) => ({ offsets, bytes })) } };
  }
}

/** What ends a table that was read without rejecting anything: its shape again when there is something to tell, and the counts. */
export function* ending(shape: SourceShape, state: { rows: number; notFinite: number }): Generator<ReadEvent> {
  if (state.notFinite > 0)
    yield { kind: 'shape', shape: { ...shape, notes: [...shape.notes, { code: 'not_finite', parameters: { count: state.notFinite } }] } };
  yield { kind: 'done', summary: { records: state.rows, rows: state.rows, notRecords: 0, rejected: 0 } };
}
