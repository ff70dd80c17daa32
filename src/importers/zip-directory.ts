import { CodedError } from '#base/error.ts';

/** One entry of a zip's central directory. */
export interface ZipEntry {
  /** the name's bytes as written, and whether the zip says that they are UTF-8 */
  name: Uint8Array;
  utf8: boolean;
  /** 0 stored, 8 deflate */
  method: number;
  encrypted: boolean;
  crc: number;
  /** bytes packed and unpacked, as declared */
  packed: number;
  size: number;
  /** of the local header, in the file */
  offset: number;
}

const endLength = 22;
const longestComment = 65_535;
const largestDirectory = 64 * 1024 * 1024;
const localLength = 30;

/**
 * The central directory of a zip, zip64 too, bytes in front of the zip allowed for.
 * @throws CodedError `import/damaged-zip` when there is none or it contradicts itself, `import/overlapping-entries` when two entries share bytes.
 */
export async function zipDirectory(file: Blob): Promise<ZipEntry[]> {
  const tailStart = Math.max(0, file.size - endLength - longestComment - 20 - 56);
  const tail = await bytesOf(file, tailStart, file.size);
  const end = findEnd(tail);
  let count = tail.getUint16(end + 10, true);
  let length = tail.getUint32(end + 12, true);
  let start = tail.getUint32(end + 16, true);
  let directoryEnd = tailStart + end;
  if (end >= 20 && tail.getUint32(end - 20, true) === 0x07064b50) {
    const record = end - 20 - 56;
    if (record < 0 || tail.getUint32(record, true) !== 0x06064b50) throw damaged('zip64');
    count = long(tail, record + 32);
    length = long(tail, record + 40);
    start = long(tail, record + 48);
    directoryEnd = tailStart + record;
  }
  const shift = directoryEnd - length - start;
  if (length > largestDirectory || shift < 0) throw damaged('directory');
  const entries = readEntries(await bytesOf(file, start + shift, directoryEnd), shift);
  if (entries.length !== count) throw damaged(`${entries.length} entries of ${count}`);
  refuseOverlaps(entries, start + shift);
  return entries;
}

/**
 * The packed bytes of an entry, without reading them.
 * @throws CodedError `import/damaged-zip` when no entry begins where the directory says.
 */
export async function packedBytes(file: Blob, entry: ZipEntry): Promise<Blob> {
  const start = contentStart(await bytesOf(file, entry.offset, entry.offset + localLength), 0) + entry.offset;
  return file.slice(start, start + entry.packed);
}

/** Where the packed bytes begin whose local header stands at `at`; throws `import/damaged-zip`. */
export function contentStart(view: DataView, at: number): number {
  if (view.byteLength < at + localLength || view.getUint32(at, true) !== 0x04034b50) throw damaged('local header');
  return at + localLength + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
}

async function bytesOf(file: Blob, from: number, to: number): Promise<DataView> {
  const bytes = await file
    .slice(from, to)
    .arrayBuffer()
    .catch((cause: unknown) => {
      throw new CodedError('import/unreadable', {}, { detail: String(cause), cause });
    });
  return new DataView(bytes);
}

function findEnd(tail: DataView): number {
  for (let at = tail.byteLength - endLength; at >= 0; at -= 1)
    if (tail.getUint32(at, true) === 0x06054b50 && at + endLength + tail.getUint16(at + 20, true) <= tail.byteLength) return at;
  throw damaged('no end of directory');
}

function readEntries(view: DataView, shift: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + 46 <= view.byteLength && view.getUint32(at, true) === 0x02014b50) {
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > view.byteLength) throw damaged('directory');
    const flags = view.getUint16(at + 8, true);
    const entry: ZipEntry = {
      name: new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength),
      utf8: (flags & 0x800) !== 0,
      method: view.getUint16(at + 10, true),
      encrypted: (flags & 0x2041) !== 0,
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    readExtra(view, at + 46 + nameLength, extraLength, entry);
    entry.offset += shift;
    entries.push(entry);
    at = next;
  }
  return entries;
}

/** Long sizes (zip64, tag 1) and the name in UTF-8 (Info-ZIP, tag 0x7075). */
function readExtra(view: DataView, from: number, length: number, entry: ZipEntry): void {
  for (let at = from; at + 4 <= from + length; at += 4 + view.getUint16(at + 2, true)) {
    const size = view.getUint16(at + 2, true);
    const end = at + 4 + size;
    if (end > from + length) return;
    if (view.getUint16(at, true) === 0x7075 && size > 5) {
      entry.name = new Uint8Array(view.buffer, view.byteOffset + at + 9, size - 5);
      entry.utf8 = true;
    }
    if (view.getUint16(at, true) !== 1) continue;
    let place = at + 4;
    for (const field of ['size', 'packed', 'offset'] as const) {
      if (entry[field] !== 0xffffffff || place + 8 > end) continue;
      entry[field] = long(view, place);
      place += 8;
    }
  }
}

function refuseOverlaps(entries: readonly ZipEntry[], directoryStart: number): void {
  const ordered = [...entries].sort((a, b) => a.offset - b.offset);
  for (const [index, { offset, packed }] of ordered.entries()) {
    const next = ordered[index + 1]?.offset ?? directoryStart;
    if (offset + localLength + packed > next) throw new CodedError('import/overlapping-entries');
  }
}

function long(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function damaged(detail: string): CodedError {
  return new CodedError('import/damaged-zip', {}, { detail });
}
