import { CodedError } from '#base/error.ts';
import type { FormatReader, Part, ReadOptions } from '../definition.ts';
import { readingError } from '../reading-error.ts';
import { impossible, refuseBomb, unpackingLimits } from '../unpacking.ts';
import { packedBytes, type ZipEntry, zipDirectory } from '../zip-directory.ts';
import { memberName } from './names.ts';
import { skippedMember } from './skipped.ts';
import { unpack } from './unpack.ts';

/** Zip and gzip: members as blobs. */
export const reader: FormatReader = {
  async parts(file, name, options, signal) {
    if (signal.aborted) throw new CodedError('import/canceled');
    const first = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    return first[0] === 0x1f && first[1] === 0x8b ? [await inGzip(file, name, options, signal)] : inZip(file, options, signal);
  },
};

async function inGzip(file: Blob, name: string, { trusted = false }: ReadOptions, signal: AbortSignal): Promise<Part> {
  const path = (name.split('/').pop() ?? name).replace(/\.t?gz(?:ip)?$/i, (ending) => (/^\.t/i.test(ending) ? '.tar' : ''));
  const skipped = skippedMember(path);
  if (skipped) return { path, kind: 'member', skipped, blob: null };
  const check = (size: number): void => refuseBomb(file.size, size, trusted);
  return {
    path,
    kind: 'member',
    skipped: null,
    blob: await unpack(file, { format: 'gzip', check, damaged: 'import/damaged-gzip' }, signal),
  };
}

/**
 * The members of a zip in its order, folders left out. What one member lacks is that member's failure (a password, an unknown method, damage);
 * the zip as a whole is refused with `import/too-many-entries`, `import/unpacked-too-large`, `import/bomb`, `import/overlapping-entries`, `import/damaged-zip`.
 */
async function inZip(file: Blob, { trusted = false }: ReadOptions, signal: AbortSignal): Promise<Part[]> {
  const entries = (await zipDirectory(file)).map((entry) => ({ entry, path: memberName(entry) }));
  const members = entries.filter(({ path }) => path !== '' && !path.endsWith('/'));
  if (members.length > unpackingLimits.entries && !trusted)
    throw new CodedError('import/too-many-entries', { entries: members.length, limit: unpackingLimits.entries });
  const opened = members.map((member) => ({ ...member, skipped: skippedMember(member.path) }));
  const declared = opened.reduce((sum, { entry, skipped }) => sum + (skipped ? 0 : entry.size), 0);
  refuseBomb(file.size, declared, trusted);
  const parts: Part[] = [];
  for (const { entry, path, skipped } of opened) {
    if (skipped) {
      parts.push({ path, kind: 'member', skipped, blob: null });
      continue;
    }
    try {
      parts.push({ path, kind: 'member', skipped: null, blob: await member(file, entry, signal) });
    } catch (thrown) {
      if (signal.aborted) throw new CodedError('import/canceled');
      parts.push({ path, kind: 'member', skipped: null, blob: null, failure: readingError(thrown).toJSON() });
    }
  }
  return parts;
}

async function member(file: Blob, entry: ZipEntry, signal: AbortSignal): Promise<Blob> {
  if (entry.encrypted) throw new CodedError('import/encrypted');
  const packed = await packedBytes(file, entry);
  if (entry.method === 0 && entry.packed === entry.size) return packed;
  if (entry.method !== 8) throw new CodedError('import/zip-method', { method: entry.method });
  const lie = (): CodedError => new CodedError('import/damaged-zip', {}, { detail: 'declared size' });
  if (impossible(entry.packed, entry.size)) throw lie();
  const check = (size: number): void => {
    if (size > entry.size) throw lie();
  };
  return unpack(packed, { format: 'deflate-raw', check, damaged: 'import/damaged-zip', crc: entry.crc }, signal);
}
