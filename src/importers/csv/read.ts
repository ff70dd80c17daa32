import { CodedError } from '#base/error.ts';
import type { FormatReader, ReadEvent, ReadOptions, SourceShape } from '../definition.ts';
import { fileBytes } from './bytes.ts';
import { Collector } from './collect.ts';
import { detectDelimiter } from './delimiter.ts';
import { binaryFormat, decoder, detectEncoding } from './encoding.ts';
import { columnNames, findHeader, trimmedWidth } from './header.ts';
import { tokenise } from './tokenise.ts';

/** Characters looked at before delimiter and header are decided. */
const sampleLength = 256 * 1024;

interface TextPiece {
  text: string;
  bytesRead: number;
}

/** Delimited text. */
export const reader: FormatReader = { read: (file, _name, options, signal) => readCsv(file, options, signal) };

/**
 * Reads delimited text (plain or gzip) as events: shape, batches of about 10,000 records, rejected and not-records with their lines, progress, done.
 * Every record after the header is in exactly one of the three. Runs where it is called; nothing but the records at hand is kept.
 * @throws CodedError `import/empty`, `import/header-only`, `import/binary`, `import/encoding`, `import/encoding-unknown`, `import/damaged-gzip`,
 * `import/bomb`, `import/line-too-long`, `import/unreadable`, `import/canceled`.
 */
export async function* readCsv(file: Blob, options: ReadOptions, signal: AbortSignal): AsyncGenerator<ReadEvent> {
  const encoding = { label: options.encoding ?? '' };
  const pieces = textPieces(file, encoding, signal);
  try {
    const { sample, bytesRead, complete } = await readSample(pieces);
    if (sample.trim() === '') throw new CodedError('import/empty');
    const shape: SourceShape = {
      ...shapeOf(sample.slice(0, sampleLength), complete && sample.length <= sampleLength, options),
      encoding: encoding.label,
      encodings: [],
      descriptions: [],
      preamble: [],
      notes: [],
    };
    yield { kind: 'shape', shape };
    const collector = new Collector(shape.delimiter, shape.columns.length, shape.headerLine);
    collector.push(sample);
    yield* collector.take(false);
    yield { kind: 'progress', bytesRead, bytesTotal: file.size };
    for await (const piece of pieces) {
      collector.push(piece.text);
      yield* collector.take(false);
      yield { kind: 'progress', bytesRead: piece.bytesRead, bytesTotal: file.size };
    }
    collector.end();
    yield* collector.take(true);
    if (collector.summary.rows + collector.summary.rejected === 0) throw new CodedError('import/header-only');
    yield { kind: 'done', summary: collector.summary };
  } finally {
    await pieces.return(undefined);
  }
}

async function readSample(pieces: AsyncGenerator<TextPiece>): Promise<{ sample: string; bytesRead: number; complete: boolean }> {
  let sample = '';
  let bytesRead = 0;
  while (sample.length < sampleLength) {
    const next = await pieces.next();
    if (next.done) return { sample, bytesRead, complete: true };
    sample += next.value.text;
    bytesRead = next.value.bytesRead;
  }
  return { sample, bytesRead, complete: false };
}

async function* textPieces(file: Blob, encoding: { label: string }, signal: AbortSignal): AsyncGenerator<TextPiece> {
  let decode: ((bytes: Uint8Array | null) => string) | null = null;
  let bytesRead = 0;
  for await (const piece of fileBytes(file, signal)) {
    bytesRead = piece.bytesRead;
    if (!decode) {
      const format = binaryFormat(piece.bytes);
      if (format) throw new CodedError('import/binary', { format });
      encoding.label ||= detectEncoding(piece.bytes);
      decode = decoder(encoding.label);
    }
    const text = decode(piece.bytes);
    if (text !== '') yield { text, bytesRead };
  }
  const rest = decode?.(null) ?? '';
  if (rest !== '') yield { text: rest, bytesRead };
}

function shapeOf(
  sample: string,
  complete: boolean,
  options: ReadOptions,
): Pick<SourceShape, 'delimiter' | 'headerLine' | 'columns' | 'renamed'> {
  const delimiter = options.delimiter ?? detectDelimiter(sample, complete);
  const records = tokenise(sample, delimiter);
  if (!complete && records.length > 1) records.pop();
  let index = findHeader(records.map((record) => record.fields));
  if (options.headerLine !== undefined) index = records.findIndex((record) => record.line === options.headerLine);
  const header = records[index];
  const widest = () => Math.max(1, ...records.map((record) => trimmedWidth(record.fields)));
  const cells = header ? header.fields : Array.from({ length: widest() }, () => '');
  return { delimiter, headerLine: header?.line ?? 0, ...columnNames(cells) };
}
