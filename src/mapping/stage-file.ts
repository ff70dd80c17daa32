import { CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import type { ReadSummary, RecordBatch, RejectedRecord, SourceShape } from '#importers/definition.ts';
import { encodeTexts } from '#table/arrow-text.ts';
import { ColumnSample } from './columns/sample.ts';
import type { StagedFile } from './decision.ts';
import type { FileCorrection, ReadFile } from './types.ts';

/**
 * Reads a file into a staging table of text columns `c0`, `c1`, … with `_line`. Nothing but the staging table is touched.
 * @throws what reading throws (`import/*`) and what the engine throws.
 */
export async function stageFile(
  engine: Engine,
  file: File,
  name: string,
  staging: string,
  read: ReadFile,
  correction: FileCorrection,
  signal: AbortSignal,
  onFraction: (fraction: number) => void,
): Promise<StagedFile> {
  const options = {
    ...(correction.encoding === undefined ? {} : { encoding: correction.encoding }),
    ...(correction.delimiter === undefined ? {} : { delimiter: correction.delimiter }),
    ...(correction.headerLine === undefined ? {} : { headerLine: correction.headerLine }),
  };
  const rejected: RejectedRecord[] = [];
  const sample = new ColumnSample();
  const found: { shape: SourceShape | null; summary: ReadSummary | null; failure: unknown } = { shape: null, summary: null, failure: null };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let filled = false;
    try {
      for await (const event of read(file, options, signal)) {
        if (event.kind === 'shape') found.shape = event.shape;
        else if (event.kind === 'batch') {
          filled = true;
          sample.add(event.batch);
          yield chunkOf(event.batch);
        } else if (event.kind === 'rejected') rejected.push(...event.records);
        else if (event.kind === 'progress') onFraction(event.bytesTotal > 0 ? event.bytesRead / event.bytesTotal : 1);
        else if (event.kind === 'done') found.summary = event.summary;
      }
    } catch (thrown) {
      found.failure = thrown;
      throw thrown;
    }
    if (!filled)
      yield chunkOf({
        lines: new Int32Array(0),
        columns: (found.shape?.columns ?? []).map(() => ({ offsets: new Int32Array(1), bytes: new Uint8Array(0) })),
      });
  }
  try {
    await engine.load(staging, chunks(), { signal });
  } catch (thrown) {
    throw found.failure ?? thrown;
  }
  if (!found.shape || !found.summary) throw new CodedError('import/unreadable', { file: name });
  return { name, staging, shape: found.shape, summary: found.summary, rejected, sample: sample.columns };
}

function chunkOf(batch: RecordBatch): Uint8Array {
  return encodeTexts(
    { name: '_line', values: batch.lines },
    batch.columns.map((column, index) => ({ name: `c${index}`, ...column })),
  );
}
