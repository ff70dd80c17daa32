import { CodedError } from '#base/error.ts';
import { decodeStruct, encodeStruct, type ThriftList, type ThriftStruct, type ThriftValue } from './thrift.ts';

/** One stretch of rows of the file. */
export interface RowGroup {
  rows: number;
  /** bytes of its columns in the file: `from` to `to` */
  from: number;
  to: number;
  /** bytes of its columns unpacked, as declared */
  unpacked: number;
  fields: ThriftStruct;
}

export interface Footer {
  rows: number;
  columns: number;
  groups: RowGroup[];
  fields: ThriftStruct;
}

/** Largest footer that is read; those of files with ten thousand row groups are a few megabytes. */
const largestFooter = 64 * 1024 * 1024;
const magic = 'PAR1';

// ids of parquet.thrift
const file = { version: 1, schema: 2, rows: 3, groups: 4 };
const group = { columns: 1, unpacked: 2, rows: 3, fileOffset: 5 };
const chunk = { fileOffset: 2, metadata: 3, firstIndex: 4, lastIndex: 7 };
const meta = { packed: 7, dataPage: 9, indexPage: 10, dictionaryPage: 11, firstBloom: 14 };

/**
 * Reads and checks the footer before anything is unpacked: both marks, its length, counts that agree with each other, columns that lie inside the file.
 * @throws CodedError `import/damaged`, `import/unsupported` (encrypted), `import/empty` (no column), `import/unreadable`.
 */
export async function readFooter(blob: Blob): Promise<Footer> {
  const head = await bytesAt(blob, 0, 4);
  const tail = await bytesAt(blob, Math.max(4, blob.size - 8), blob.size);
  const mark = ascii(tail.subarray(4));
  if (mark === 'PARE') throw new CodedError('import/unsupported', { format: 'Parquet', feature: 'encryption' });
  if (tail.length < 8 || ascii(head) !== magic || mark !== magic) throw damaged('marks');
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
  if (length > blob.size - 12 || length > largestFooter) throw damaged(`footer of ${length} bytes`);
  const end = blob.size - 8 - length;
  try {
    return checked(decodeStruct(await bytesAt(blob, end, blob.size - 8)), end);
  } catch (thrown) {
    throw thrown instanceof CodedError ? thrown : damaged(String(thrown));
  }
}

function checked(fields: ThriftStruct, end: number): Footer {
  const groups = structs(fields, file.groups).map((item): RowGroup => {
    const chunks = structs(item, group.columns).map((column) => extentOf(column));
    if (chunks.length === 0) throw damaged('row group without columns');
    const from = Math.min(...chunks.map((extent) => extent.from));
    const to = Math.max(...chunks.map((extent) => extent.to));
    if (from < 4 || to > end) throw damaged('columns outside the file');
    return { rows: count(item, group.rows), from, to, unpacked: count(item, group.unpacked), fields: item };
  });
  const rows = count(fields, file.rows);
  if (groups.reduce((sum, item) => sum + item.rows, 0) !== rows) throw damaged('row counts differ');
  const columns = Math.max(0, ...groups.map((item) => structs(item.fields, group.columns).length));
  return { rows, columns, groups, fields };
}

function extentOf(column: ThriftStruct): { from: number; to: number } {
  const fields = column.get(chunk.metadata)?.value;
  if (!(fields instanceof Map)) throw damaged('column without metadata');
  const pages = [meta.dataPage, meta.dictionaryPage].filter((id) => fields.has(id)).map((id) => count(fields, id));
  const from = Math.min(...pages.filter((offset) => offset > 0));
  return { from, to: from + count(fields, meta.packed) };
}

/**
 * One row group as a Parquet file of its own, so that it can be read without the others in memory.
 * @throws CodedError `import/unreadable`.
 */
export async function groupAsFile(blob: Blob, footer: Footer, index: number): Promise<Uint8Array> {
  const { from, to, rows, fields } = footer.groups[index] as RowGroup;
  const shift = BigInt(from - magic.length);
  const columns = structs(fields, group.columns).map((column): ThriftValue => {
    const moved = without(column, chunk.firstIndex, chunk.lastIndex);
    const inner = new Map((column.get(chunk.metadata) as { value: ThriftStruct }).value);
    for (const id of [meta.dataPage, meta.indexPage, meta.dictionaryPage]) {
      const offset = inner.get(id);
      if (offset && (offset.value as bigint) > 0n) inner.set(id, { ...offset, value: (offset.value as bigint) - shift });
    }
    moved.set(chunk.fileOffset, { type: 6, value: 0n });
    moved.set(chunk.metadata, { type: 12, value: without(inner, meta.firstBloom, meta.firstBloom + 1) });
    return new Map([...moved].sort(([one], [other]) => one - other));
  });
  const only = without(fields, group.fileOffset, group.fileOffset);
  only.set(group.columns, { type: 9, value: { element: 12, items: columns } });
  const whole = new Map(footer.fields);
  whole.set(file.rows, { type: 6, value: BigInt(rows) });
  whole.set(file.groups, { type: 9, value: { element: 12, items: [only] } });
  const end = encodeStruct(whole);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, end.length, true);
  const mark = new TextEncoder().encode(magic);
  return joined([mark, await bytesAt(blob, from, to), end, length, mark]);
}

function without(fields: ThriftStruct, from: number, to: number): ThriftStruct {
  return new Map([...fields].filter(([id]) => id < from || id > to));
}

function structs(fields: ThriftStruct, id: number): ThriftStruct[] {
  const items = (fields.get(id)?.value as ThriftList | undefined)?.items ?? [];
  if (!Array.isArray(items) || !items.every((item) => item instanceof Map)) throw damaged(`field ${id}`);
  return items as ThriftStruct[];
}

function count(fields: ThriftStruct, id: number): number {
  const value = fields.get(id)?.value;
  const number = typeof value === 'bigint' ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number) || number < 0) throw damaged(`field ${id} is ${String(value)}`);
  return number;
}

async function bytesAt(blob: Blob, from: number, to: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.slice(from, to).arrayBuffer());
  } catch (cause) {
    throw new CodedError('import/unreadable', {}, { detail: String(cause), cause });
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function damaged(detail: string): CodedError {
  return new CodedError('import/damaged', { format: 'Parquet' }, { detail });
}
