import { crc32 } from '#importers/crc32.ts';
import { deflateRawSync } from 'node:zlib';

export interface Member {
  name: Uint8Array | string;
  content: Uint8Array | string;
  /** general purpose flags, 0x800 says that the name is UTF-8 */
  flags?: number;
  stored?: boolean;
  method?: number;
  /** what the directory says instead of the truth */
  declared?: { size?: number; packed?: number; crc?: number; offset?: number };
}

const bytes = (value: Uint8Array | string): Uint8Array => (typeof value === 'string' ? new TextEncoder().encode(value) : value);

/** A zip by the letter of the format (APPNOTE 4.3), written without the reader's help, so that it can also lie. */
export function zipOf(members: readonly Member[], { long = false, before = '' } = {}): Blob {
  const pieces: Uint8Array[] = [bytes(before)];
  const directory: Uint8Array[] = [];
  let at = bytes(before).length;
  for (const member of members) {
    const content = bytes(member.content);
    const packed = member.stored ? content : new Uint8Array(deflateRawSync(content));
    const name = bytes(member.name);
    const method = member.method ?? (member.stored ? 0 : 8);
    const said = { size: content.length, packed: packed.length, crc: crc32(content), offset: at, ...member.declared };
    const head = [
      2,
      20,
      2,
      member.flags ?? 0,
      2,
      method,
      4,
      0,
      4,
      said.crc,
      4,
      long ? 0xffffffff : said.packed,
      4,
      long ? 0xffffffff : said.size,
    ];
    const extra = long ? fields(2, 1, 2, 24, 8, said.size, 8, said.packed, 8, said.offset) : new Uint8Array(0);
    const local = [fields(4, 0x04034b50, ...head, 2, name.length, 2, 0), name, packed];
    directory.push(
      fields(4, 0x02014b50, 2, 20, ...head, 2, name.length, 2, extra.length, 2, 0, 2, 0, 2, 0, 4, 0, 4, long ? 0xffffffff : said.offset),
      name,
      extra,
    );
    pieces.push(...local);
    at += length(local);
  }
  const size = length(directory);
  pieces.push(...directory);
  if (long) {
    pieces.push(fields(4, 0x06064b50, 8, 44, 2, 45, 2, 45, 4, 0, 4, 0, 8, members.length, 8, members.length, 8, size, 8, at));
    pieces.push(fields(4, 0x07064b50, 4, 0, 8, at + size, 4, 1));
  }
  const count = long ? 0xffff : members.length;
  pieces.push(fields(4, 0x06054b50, 2, 0, 2, 0, 2, count, 2, count, 4, long ? 0xffffffff : size, 4, long ? 0xffffffff : at, 2, 0));
  return new Blob(pieces.map((piece) => Uint8Array.from(piece)));
}

/** Little-endian numbers: width, value, width, value … */
function fields(...pairs: number[]): Uint8Array {
  const out: number[] = [];
  for (let index = 0; index < pairs.length; index += 2) {
    let value = pairs[index + 1] ?? 0;
    for (let byte = 0; byte < (pairs[index] ?? 0); byte += 1) {
      out.push(value % 256);
      value = Math.floor(value / 256);
    }
  }
  return Uint8Array.from(out);
}

const length = (pieces: readonly Uint8Array[]): number => pieces.reduce((sum, piece) => sum + piece.length, 0);
