import { type FlatTable, tableAt } from './flatbuffer.ts';
import { bytesAt, messageAt, messages, type Reading } from './messages.ts';
import { verifySchema } from './verify.ts';

/** Bytes in front of the messages: the mark and its padding. */
const markLength = 8;
const largestFooter = 64 * 1024 * 1024;

/**
 * The messages of an Arrow file in the order in which they must be read: schema, dictionaries, record batches, found through the footer. A file
 * whose footer is missing or damaged is read as the stream that most writers put in front of it. Throws what `messages` throws.
 */
export async function* fileMessages(file: Blob, reading: Reading, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const footer = await readFooter(file);
  if (!footer) return yield* messages(file, markLength, reading, signal);
  yield footer.schema;
  for (const place of footer.places) {
    const found = await messageAt(file, place, reading, signal);
    if (!found) continue;
    yield found.bytes;
    reading.bytesRead = found.end;
  }
}

async function readFooter(file: Blob): Promise<{ schema: Uint8Array; places: number[] } | null> {
  const tail = await bytesAt(file, Math.max(0, file.size - 10), file.size);
  if (tail.length < 10 || String.fromCharCode(...tail.subarray(4)) !== 'ARROW1') return null;
  const length = new DataView(tail.buffer).getInt32(0, true);
  if (length < 8 || length > Math.min(largestFooter, file.size - 10 - markLength)) return null;
  const bytes = await bytesAt(file, file.size - 10 - length, file.size - 10);
  try {
    const root = tableAt(bytes, new DataView(bytes.buffer).getUint32(0, true));
    const schema = root.table(1);
    if (!schema) return null;
    verifySchema(schema);
    return { schema: schemaMessage(bytes, schema), places: [...blocks(root, 2, file.size), ...blocks(root, 3, file.size)] };
  } catch {
    return null;
  }
}

function blocks(footer: FlatTable, field: number, size: number): number[] {
  return footer.structs(field, 24).map((block) => {
    const place = Number(block.getBigInt64(0, true));
    if (place < markLength || place >= size) throw new RangeError('block outside the file');
    return place;
  });
}

/** The schema of a footer as a message: a table of version, kind and place in front of the footer's own bytes, which it points into. */
function schemaMessage(footer: Uint8Array, schema: FlatTable): Uint8Array {
  const front = 40;
  const bytes = new Uint8Array((front + footer.length + 7) & ~7);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, -1, true);
  view.setInt32(4, bytes.length - 8, true);
  view.setUint32(8, 16, true); // root table, from here
  const fields = [12, 12, 8, 10, 4, 0]; // sizes of this list and of the table; places of version, kind, header and body length in it
  fields.forEach((value, index) => view.setUint16(12 + index * 2, value, true));
  view.setInt32(24, 12, true); // back to the list
  view.setUint32(28, front + schema.place - 28, true);
  view.setInt16(32, 4, true); // metadata version 5
  view.setUint8(34, 1); // a schema
  bytes.set(footer, front);
  return bytes;
}
