import { type Data, type Field, type RecordBatch, RecordBatchReader, Type } from 'apache-arrow';
import { textReader } from './arrow-to-text.ts';

/** Texts of one column as UTF-8, one after the other: text r is `bytes[offsets[r]..offsets[r + 1])`. */
export interface Texts {
  offsets: Int32Array;
  bytes: Uint8Array;
}

/** Rows of an Arrow stream, every value as text; `notFinite` counts NaN and infinity, which are empty. */
export interface TextBatch {
  rows: number;
  columns: Texts[];
  notFinite: number;
}

/** An Arrow stream that is read batch by batch. */
export interface TextStream {
  names: string[];
  batches: AsyncGenerator<TextBatch>;
}

const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true });

/**
 * Opens an Arrow IPC stream given in pieces; batches have at most `largest` rows. Values are written as `textReader` says.
 * Throws what apache-arrow throws on bytes that are not such a stream or hold a type it does not know.
 */
export async function openTextStream(pieces: AsyncIterable<Uint8Array>, largest: number): Promise<TextStream> {
  const reader = await (await RecordBatchReader.from(pieces)).open();
  const fields = reader.schema.fields as Field[];
  return { names: fields.map(({ name }) => name), batches: batchesOf(reader as AsyncIterable<RecordBatch>, fields, largest) };
}

async function* batchesOf(reader: AsyncIterable<RecordBatch>, fields: Field[], largest: number): AsyncGenerator<TextBatch> {
  for await (const batch of reader) {
    const chunks = fields.map((_, index) => batch.data.children[index] as Data);
    const readers = chunks.map((chunk, index) => textReader(chunk, fields[index] as Field));
    for (let from = 0; from < batch.numRows; from += largest) {
      const to = Math.min(batch.numRows, from + largest);
      let notFinite = 0;
      const columns = chunks.map((chunk, index) => {
        const copied = utf8(chunk, from, to);
        if (copied) return copied;
        const read = readers[index] as (row: number) => string | null;
        const texts = Array.from({ length: to - from }, (_, at) => read(from + at));
        if (chunk.type.typeId === Type.Float) notFinite += texts.filter((text) => text === '').length;
        return packed(texts);
      });
      yield { rows: to - from, columns, notFinite };
    }
  }
}

/** Text that is UTF-8 already is copied as it stands; null when the chunk is of another kind, or has missing values that might hide bytes. */
function utf8(chunk: Data, from: number, to: number): Texts | null {
  if (chunk.type.typeId !== Type.Utf8 || chunk.nullCount > 0) return null;
  const first = chunk.valueOffsets[from] ?? 0;
  const bytes = (chunk.values as Uint8Array).slice(first, chunk.valueOffsets[to]);
  if (!isWhole(bytes, chunk.valueOffsets.subarray(from, to) as Int32Array, first)) return null;
  const offsets = Int32Array.from(chunk.valueOffsets.subarray(from, to + 1) as Int32Array, (offset) => offset - first);
  return { offsets, bytes };
}

/** True when the bytes are UTF-8 and no text begins inside a character. */
function isWhole(bytes: Uint8Array, offsets: Int32Array, first: number): boolean {
  try {
    strict.decode(bytes);
  } catch {
    return false;
  }
  return offsets.every((offset) => ((bytes[offset - first] ?? 0) & 0xc0) !== 0x80);
}

function packed(texts: readonly (string | null)[]): Texts {
  const offsets = new Int32Array(texts.length + 1);
  const whole = texts.map((text) => text ?? '').join('');
  const bytes = encoder.encode(whole);
  const ascii = bytes.length === whole.length;
  texts.forEach((text, index) => {
    const length = !text ? 0 : ascii ? text.length : encoder.encode(text).length;
    offsets[index + 1] = (offsets[index] as number) + length;
  });
  return { offsets, bytes };
}
