/**
 * What an OLE2 compound file holds by its beginning: `workbook` when its directory names one, `other` when the directory lies within the beginning and
 * does not (a Word document, a message), `unknown` when the directory lies further behind. [MS-CFB] 2.2, 2.6.
 */
export function olePlaces(first: Uint8Array): 'workbook' | 'other' | 'unknown' {
  if (first.length < 76) return 'unknown';
  const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
  const sector = 2 ** view.getUint16(30, true);
  const start = (view.getUint32(48, true) + 1) * sector;
  if (start + sector > first.length) return 'unknown';
  const text = new TextDecoder('utf-16le').decode(first.subarray(start, first.length));
  return /Workbook|Book|EncryptedPackage/.test(text) ? 'workbook' : 'other';
}
