import { inflateSync } from 'fflate';

const mimeLength = 128;

/**
 * The kind of workbook that the names at the beginning of a zip give away: `xlsx` (also xlsm, xlsb) or `ods`, null when they give away none.
 * Names are read from local headers; where a packed size is not written the next header is searched for.
 */
export function namesInZip(first: Uint8Array): 'xlsx' | 'ods' | null {
  const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
  let maybe = false;
  for (let at = 0; at + 30 <= first.length && view.getUint32(at, true) === 0x04034b50;) {
    const nameEnd = at + 30 + view.getUint16(at + 26, true);
    const content = nameEnd + view.getUint16(at + 28, true);
    const name = ascii(first, at + 30, nameEnd);
    if (/^\/?xl\//i.test(name)) return 'xlsx';
    if (/^\/?(?:word|ppt|visio)\//i.test(name)) return null;
    if (name === 'mimetype')
      return isSheets(first.subarray(content, content + Math.min(mimeLength, view.getUint32(at + 18, true)))) ? 'ods' : null;
    maybe ||= name === '[Content_Types].xml';
    at = view.getUint16(at + 6, true) & 8 ? nextHeader(first, content) : content + view.getUint32(at + 18, true);
  }
  return maybe ? 'xlsx' : null;
}

/** The packed type of an OpenDocument file, stored as it should be or packed all the same. */
function isSheets(packed: Uint8Array): boolean {
  const type = 'application/vnd.oasis.opendocument.spreadsheet';
  if (ascii(packed, 0, type.length) === type) return true;
  try {
    return ascii(inflateSync(packed), 0, type.length) === type;
  } catch {
    return false;
  }
}

function nextHeader(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x50, from); at !== -1; at = bytes.indexOf(0x50, at + 1))
    if (bytes[at + 1] === 0x4b && bytes[at + 2] === 3 && bytes[at + 3] === 4) return at;
  return bytes.length;
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(from, to));
}
