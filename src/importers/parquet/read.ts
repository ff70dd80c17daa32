import * as parquet from 'parquet-wasm';
import { CodedError } from '#base/error.ts';
import { openTextStream, type TextStream } from '#table/arrow-batches.ts';
import type { FormatReader, ReadEvent, ReadOptions } from '../definition.ts';
import { batchEvents, ending, rowsInBatch, typedShape } from '../typed-rows.ts';
import { type Footer, groupAsFile, readFooter } from './footer.ts';

/** Rows that are unpacked at once. */
const rowsAtOnce = 500_000;
/** Most cells that are read unless a person trusts the file: a table of 100 million rows and 20 columns. */
const mostCells = 2_000_000_000;
/** Most bytes that one byte may become; judged only above `freeBytes`. */
const largestRatio = 200;
const freeBytes = 256 * 1024 * 1024;

/** Apache Parquet through parquet-wasm, whose program the page hands over; in Node the package loads its own. */
export const reader: FormatReader = {
  async start(asset) {
    const init: unknown = parquet.default;
    if (typeof init !== 'function') return;
    const unpacked = new Response(asset.stream().pipeThrough(new DecompressionStream('gzip')));
    await (init as typeof parquet.default)({ module_or_path: await unpacked.arrayBuffer() });
  },
  read: (file, _name, options, signal) => readParquet(file, options, signal),
};

/**
 * Reads a Parquet file row group by row group as events; every value is exact text, lines are row numbers.
 * @throws CodedError `import/damaged`, `import/unsupported`, `import/declared-size`, `import/bomb`, `import/empty`, `import/header-only`,
 * `import/unreadable`, `import/canceled`.
 */
async function* readParquet(file: Blob, options: ReadOptions, signal: AbortSignal): AsyncGenerator<ReadEvent> {
  if (signal.aborted) throw new CodedError('import/canceled');
  const footer = await readFooter(file);
  checkSize(footer, options.trusted === true);
  const state = { rows: 0, notFinite: 0 };
  let shape = null;
  for (const [index, group] of footer.groups.entries()) {
    const bytes = await groupAsFile(file, footer, index);
    for (let offset = 0; offset < group.rows; offset += rowsAtOnce) {
      if (signal.aborted) throw new CodedError('import/canceled');
      const stream = await opened(bytes, offset);
      if (!shape) {
        shape = typedShape(stream.names, []);
        yield { kind: 'shape', shape };
      }
      for await (const event of guarded(batchEvents(stream, state))) {
        if (signal.aborted) throw new CodedError('import/canceled');
        yield event;
      }
    }
    yield { kind: 'progress', bytesRead: group.to, bytesTotal: file.size };
  }
  if (!shape || state.rows === 0) throw new CodedError(footer.columns > 0 || footer.rows === 0 ? 'import/header-only' : 'import/empty');
  if (state.rows !== footer.rows) throw damaged(`${state.rows} rows of ${footer.rows}`);
  yield* ending(shape, state);
}

function checkSize({ rows, columns, groups }: Footer, trusted: boolean): void {
  if (rows > 2_147_483_647 || (!trusted && rows * columns > mostCells)) throw new CodedError('import/declared-size', { rows, columns });
  const unpacked = groups.reduce((sum, group) => sum + group.unpacked, 0);
  const packed = groups.reduce((sum, group) => sum + group.to - group.from, 0);
  if (!trusted && unpacked > freeBytes && unpacked > packed * largestRatio) throw new CodedError('import/bomb', { ratio: largestRatio });
}

/** Part of a row group as texts; the memory of the program is given back before it is read. */
async function opened(bytes: Uint8Array, offset: number): Promise<TextStream> {
  try {
    const table = parquet.readParquet(bytes, { offset, limit: rowsAtOnce, batchSize: rowsInBatch });
    return await openTextStream(one(table.intoIPCStream()), rowsInBatch);
  } catch (thrown) {
    throw refusal(thrown);
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* guarded(events: AsyncGenerator<ReadEvent>): AsyncGenerator<ReadEvent> {
  try {
    yield* events;
  } catch (thrown) {
    throw refusal(thrown);
  }
}

function refusal(thrown: unknown): CodedError {
  const text = String(thrown);
  const kind = /Unrecognized type: "(\w+)/.exec(text)?.[1];
  if (kind) return new CodedError('import/unsupported', { format: 'Parquet', feature: kind }, { detail: text });
  return damaged(text);
}

function damaged(detail: string): CodedError {
  return new CodedError('import/damaged', { format: 'Parquet' }, { detail });
}
