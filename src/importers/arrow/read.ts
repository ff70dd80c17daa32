import { CodedError } from '#base/error.ts';
import { openTextStream } from '#table/arrow-batches.ts';
import type { FormatReader, ReadEvent, ReadOptions } from '../definition.ts';
import { batchEvents, ending, rowsInBatch, typedShape } from '../typed-rows.ts';
import { fileMessages } from './file.ts';
import { damaged, messages } from './messages.ts';

/** Arrow IPC files and streams. */
export const reader: FormatReader = { read: (file, _name, options, signal) => readArrow(file, options, signal) };

/**
 * Reads Arrow IPC (file or stream, buffers plain, LZ4 or Zstandard) batch by batch as events; every value is exact text, lines are row numbers.
 * @throws CodedError `import/damaged`, `import/unsupported` (Feather 1, types that apache-arrow does not know), `import/bomb`, `import/empty`,
 * `import/header-only`, `import/unreadable`, `import/canceled`.
 */
async function* readArrow(file: Blob, options: ReadOptions, signal: AbortSignal): AsyncGenerator<ReadEvent> {
  if (signal.aborted) throw new CodedError('import/canceled');
  const mark = await file.slice(0, 6).text();
  if (mark.startsWith('FEA1')) throw new CodedError('import/unsupported', { format: 'Feather', feature: 'Feather 1' });
  const reading = { bytesRead: 0, trusted: options.trusted === true };
  try {
    const pieces = mark === 'ARROW1' ? fileMessages(file, reading, signal) : messages(file, 0, reading, signal);
    const stream = await openTextStream(pieces, rowsInBatch);
    if (stream.names.length === 0) throw new CodedError('import/empty');
    const shape = typedShape(stream.names, []);
    yield { kind: 'shape', shape };
    const state = { rows: 0, notFinite: 0 };
    for await (const event of batchEvents(stream, state)) {
      if (signal.aborted) throw new CodedError('import/canceled');
      yield event;
      yield { kind: 'progress', bytesRead: reading.bytesRead, bytesTotal: file.size };
    }
    if (state.rows === 0) throw new CodedError('import/header-only');
    yield* ending(shape, state);
  } catch (thrown) {
    throw refusal(thrown);
  }
}

function refusal(thrown: unknown): CodedError {
  if (thrown instanceof CodedError) return thrown;
  const text = String(thrown);
  const kind = /Unrecognized type: "(\w+)/.exec(text)?.[1];
  if (kind) return new CodedError('import/unsupported', { format: 'Arrow', feature: kind }, { detail: text });
  return damaged(text);
}
