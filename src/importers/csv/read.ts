import { CodedError } from '#base/error.ts';
import { chooseEncoding } from '../choose-encoding.ts';
import type { FormatReader, ReadEvent, ReadOptions, SourceShape } from '../definition.ts';
import type { BytesRead } from '../file-bytes.ts';
import { surveyText } from '../survey.ts';
import { utf8Pieces } from '../utf8-pieces.ts';
import { Collector } from './collect.ts';
import { layoutOf } from './table-shape.ts';

/** Bytes looked at before delimiter and header are decided. */
const sampleLength = 256 * 1024;

/** Delimited text. */
export const reader: FormatReader = { read: (file, _name, options, signal) => readCsv(file, options, signal) };

/**
 * Reads delimited text (plain or gzip) as events: shape, batches of about 10,000 records, rejected and not-records with their lines, progress,
 * the shape again when the whole file told more, done. The file is read twice: all its bytes decide about the encoding. Every record after the
 * header is in exactly one of the three. Runs where it is called; nothing but the records at hand is kept.
 * @throws CodedError `import/empty`, `import/header-only`, `import/binary`, `import/encoding`, `import/encoding-unknown`, `import/damaged-gzip`,
 * `import/bomb`, `import/line-too-long`, `import/unreadable`, `import/canceled`.
 */
export async function* readCsv(file: Blob, options: ReadOptions, signal: AbortSignal): AsyncGenerator<ReadEvent> {
  const { encoding, trusted = false } = options;
  const plan = await chooseEncoding(file, await surveyText(file, signal, trusted), encoding, signal, trusted);
  const pieces = utf8Pieces(file, plan, signal, trusted);
  try {
    const { sample, bytesRead, complete } = await readSample(pieces);
    const text = new TextDecoder().decode(sample.subarray(0, sampleLength));
    if (text.trim() === '') throw new CodedError('import/empty');
    const { layout, shape } = layoutOf(text, complete && sample.length <= sampleLength, options);
    const found: SourceShape = { ...shape, encoding: plan.encoding, encodings: plan.encodings, notes: [...plan.notes, ...shape.notes] };
    yield { kind: 'shape', shape: found };
    const collector = new Collector(layout, plan.damaged);
    collector.push(sample);
    yield* collector.take(false);
    yield { kind: 'progress', bytesRead, bytesTotal: file.size };
    for await (const piece of pieces) {
      collector.push(piece.bytes);
      yield* collector.take(false);
      yield { kind: 'progress', bytesRead: piece.bytesRead, bytesTotal: file.size };
    }
    collector.end();
    yield* collector.take(true);
    if (collector.summary.rows + collector.summary.rejected === 0) throw new CodedError('import/header-only');
    const late = collector.notes();
    if (late.length > 0) yield { kind: 'shape', shape: { ...found, notes: [...found.notes, ...late] } };
    yield { kind: 'done', summary: collector.summary };
  } finally {
    await pieces.return(undefined);
  }
}

async function readSample(pieces: AsyncGenerator<BytesRead>): Promise<{ sample: Uint8Array; bytesRead: number; complete: boolean }> {
  const taken: Uint8Array[] = [];
  let length = 0;
  let bytesRead = 0;
  let complete = true;
  for (;;) {
    const next = await pieces.next();
    if (next.done) break;
    taken.push(next.value.bytes);
    length += next.value.bytes.length;
    bytesRead = next.value.bytesRead;
    complete = length < sampleLength;
    if (!complete) break;
  }
  const sample = new Uint8Array(length);
  let at = 0;
  for (const piece of taken) {
    sample.set(piece, at);
    at += piece.length;
  }
  return { sample, bytesRead, complete };
}
