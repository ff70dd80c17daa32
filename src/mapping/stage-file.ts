import { CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import type { NotRecord, ReadOptions, ReadSummary, RecordBatch, RejectedRecord, SourceShape } from '#importers/definition.ts';
import type { Source } from '#importers/open.ts';
import { encodeTexts } from '#table/arrow-text.ts';
import { ColumnSample } from './columns/sample.ts';
import type { StagedFile } from './decision.ts';
import { applyFixes, applyRecords } from './fixes/query.ts';
import { resplit } from './fixes/records.ts';
import { signatureOf } from './signature.ts';
import type { FileCorrection } from './types.ts';

/** The choices about reading among a person's corrections. */
export function readOptions({ encoding, delimiter, headerLine, trusted }: FileCorrection): ReadOptions {
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(headerLine === undefined ? {} : { headerLine }),
    ...(trusted === undefined ? {} : { trusted }),
  };
}

/**
 * Reads a source into a staging table of text columns `c0`, `c1`, … with `_line`, and writes a person's repairs into it. Nothing but the
 * staging table is touched.
 * @throws what reading throws (`import/*`) and what the engine throws.
 */
export async function stageFile(
  engine: Engine,
  source: Source,
  staging: string,
  correction: FileCorrection,
  signal: AbortSignal,
  onFraction: (fraction: number) => void,
): Promise<StagedFile> {
  const rejected: RejectedRecord[] = [];
  const totals: NotRecord[] = [];
  const sample = new ColumnSample();
  const found: { shape: SourceShape | null; summary: ReadSummary | null; failure: unknown } = { shape: null, summary: null, failure: null };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let filled = false;
    try {
      for await (const event of source.read(readOptions(correction), signal)) {
        if (event.kind === 'shape') found.shape = event.shape;
        else if (event.kind === 'batch') {
          filled = true;
          sample.add(event.batch);
          yield chunkOf(event.batch);
        } else if (event.kind === 'rejected') rejected.push(...event.records);
        else if (event.kind === 'not-records') totals.push(...event.lines.filter((line) => line.cells));
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
  const { shape, summary } = found;
  if (!shape || !summary) throw new CodedError('import/unreadable', { file: source.key });
  const fixes = correction.fixes ?? [];
  const repaired = resplit(fixes, rejected, summary, shape.columns.length, shape.delimiter);
  for (const statement of [...applyRecords(staging, repaired), ...applyFixes(staging, shape.columns, fixes)]) {
    await engine.execute(statement, { signal });
  }
  const signature = signatureOf(shape.columns);
  return {
    name: source.key,
    signature,
    staging,
    shape,
    summary: repaired.summary,
    rejected: repaired.rejected,
    totals,
    sample: sample.columns,
  };
}

function chunkOf(batch: RecordBatch): Uint8Array {
  return encodeTexts(
    { name: '_line', values: batch.lines },
    batch.columns.map((column, index) => ({ name: `c${index}`, ...column })),
  );
}
