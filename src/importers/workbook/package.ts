import { Inflate } from 'fflate';
import { CodedError } from '#base/error.ts';
import { impossible, refuseBomb, unpackingLimits } from '../unpacking.ts';
import { contentStart, type ZipEntry, zipDirectory } from '../zip-directory.ts';
import { implicitFormats } from './cells.ts';
import { refuseEntities, refuseRepeats } from './markup.ts';

/** The library makes one string of a sheet, and no string may be longer than this. */
const longestPart = 500 * 1024 * 1024;

/** Bytes in which a document type would stand. */
const prologue = 64 * 1024;
const inflateAtOnce = 64 * 1024;

/** A zip as the library wants it, whose parts are unpacked when it asks for them, and the first error of doing so, which it would swallow. */
export interface Package {
  container: { FullPaths: string[]; FileIndex: { name: string; type: number; content: Uint8Array }[] };
  failure(): unknown;
}

/**
 * The parts of a workbook's zip. With `beginningOnly` only the beginning of every sheet is unpacked.
 * @throws CodedError `import/damaged-zip`, `import/overlapping-entries`, `import/too-many-entries`, `import/unpacked-too-large`, `import/bomb`, `import/encrypted`;
 * `failure()` is later one of them, `import/entities` or `import/sheet-too-large`.
 */
export async function openPackage(file: Blob, beginningOnly: boolean, trusted: boolean): Promise<Package> {
  const entries = (await zipDirectory(file)).map((entry) => ({ entry, path: new TextDecoder().decode(entry.name) }));
  const parts = entries.filter(({ path }) => /\.(?:xml|rels|bin)$|^mimetype$/i.test(path));
  if (parts.length > unpackingLimits.entries && !trusted)
    throw new CodedError('import/too-many-entries', { entries: parts.length, limit: unpackingLimits.entries });
  if (parts.some(({ entry }) => entry.encrypted)) throw new CodedError('import/encrypted');
  refuseBomb(file.size, sum(parts.map(({ entry }) => entry.size)), trusted);
  const bytes = new Uint8Array(await file.arrayBuffer());
  let failure: unknown;
  const content = (path: string, entry: ZipEntry): Uint8Array => {
    try {
      return partBytes(bytes, path, entry, beginningOnly);
    } catch (thrown) {
      failure ??= thrown;
      throw thrown;
    }
  };
  const index = parts.map(({ entry, path }) => new LazyPart(path, () => content(path, entry)));
  return { container: { FullPaths: parts.map(({ path }) => path), FileIndex: index }, failure: () => failure };
}

class LazyPart {
  readonly name: string;
  readonly type = 2;
  readonly #unpack: () => Uint8Array;
  #kept: WeakRef<Uint8Array> | null = null;

  constructor(name: string, unpack: () => Uint8Array) {
    this.name = name;
    this.#unpack = unpack;
  }

  get content(): Uint8Array {
    const kept = this.#kept?.deref();
    if (kept) return kept;
    const bytes = this.#unpack();
    this.#kept = new WeakRef(bytes);
    return bytes;
  }
}

const sheetPart = /(?:^|\/)worksheets\/[^/]+\.xml$/i;
const beginningOfSheet = 512 * 1024;

function partBytes(bytes: Uint8Array, path: string, entry: ZipEntry, beginningOnly: boolean): Uint8Array {
  if (entry.size > longestPart) throw new CodedError('import/sheet-too-large', { limit: longestPart / 1024 ** 2 });
  const start = contentStart(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), entry.offset);
  const packed = bytes.subarray(start, start + entry.packed);
  const cut = beginningOnly && sheetPart.test(path) && entry.size > beginningOfSheet;
  const unpacked = entry.method === 0 ? packed : inflate(packed, entry, cut ? beginningOfSheet : entry.size);
  if (/\.(?:xml|rels)$/i.test(path)) refuseEntities(new TextDecoder('latin1').decode(unpacked.subarray(0, prologue)).replaceAll('\0', ''));
  if (/^content\.xml$/i.test(path)) refuseRepeats(new TextDecoder('latin1').decode(unpacked));
  if (cut) return closed(unpacked);
  return /(?:^|\/)styles\.xml$/i.test(path) ? withImplicitFormats(unpacked) : unpacked;
}

/** Unpacks to `wanted` bytes; more than the entry declares is a lie, and stops. */
function inflate(packed: Uint8Array, entry: ZipEntry, wanted: number): Uint8Array {
  if (entry.method !== 8) throw new CodedError('import/zip-method', { method: entry.method });
  const lie = (detail: string): CodedError => new CodedError('import/damaged-zip', {}, { detail });
  if (impossible(entry.packed, entry.size)) throw lie('declared size');
  const out = new Uint8Array(wanted);
  let at = 0;
  const stream = new Inflate((chunk) => {
    if (at + chunk.length > entry.size) throw lie('declared size');
    const fitting = chunk.subarray(0, wanted - at);
    out.set(fitting, at);
    at += fitting.length;
  });
  try {
    for (let from = 0; from < packed.length && (at < wanted || wanted === entry.size); from += inflateAtOnce)
      stream.push(packed.subarray(from, from + inflateAtOnce), from + inflateAtOnce >= packed.length);
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw lie(String(cause));
  }
  if (at < wanted) throw lie(`${at} bytes of ${wanted}`);
  return out;
}

/** The beginning of a sheet, made whole after its last complete row. */
function closed(beginning: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(beginning);
  const end = text.lastIndexOf('</row>');
  const tail = new TextEncoder().encode('</sheetData></worksheet>');
  const kept = end < 0 ? 0 : end + '</row>'.length;
  const whole = new Uint8Array(kept + tail.length);
  whole.set(beginning.subarray(0, kept));
  whole.set(tail, kept);
  return whole;
}

/** Styles that also define the East Asian formats, which files use by number alone; definitions in the file stand behind and win. */
function withImplicitFormats(styles: Uint8Array): Uint8Array {
  const formats = [...implicitFormats].map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`).join('');
  const xml = new TextDecoder().decode(styles);
  const own = /<numFmts[^>/]*>/.exec(xml);
  const text = own
    ? xml.replace(own[0], own[0] + formats)
    : xml.replace(/<(?=fonts|fills|borders|cellStyleXfs|cellXfs)/, `<numFmts>${formats}</numFmts><`);
  return new TextEncoder().encode(text);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
