import { CodedError } from '#base/error.ts';

/** What a text that is saved as .xls really is: an HTML page with a table, the XML of Excel 2003, or neither (null). */
export function markupKind(first: Uint8Array): 'html' | 'xml' | null {
  const text = decode(first.subarray(0, 16_384), true).trimStart();
  if (!text.startsWith('<')) return null;
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet') && /<(?:\w+:)?Workbook/.test(text)) return 'xml';
  return /^<(?:!doctype html|html|table|head|meta|style|body|div)/i.test(text) && /<table/i.test(decode(first, true)) ? 'html' : null;
}

/**
 * The text of a markup file, by byte-order mark, the encoding that it names, strict UTF-8, GB18030, windows-1252, in this order.
 * `beginning`: the bytes may end within a character.
 */
export function decode(bytes: Uint8Array, beginning = false): string {
  const named = /charset=["']?([\w-]+)|encoding=["']([\w-]+)/i.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 2048)));
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  for (const label of [mark, 'utf-8', named?.[1] ?? named?.[2], 'gb18030']) {
    if (!label) continue;
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes, { stream: beginning });
    } catch {
      // the next
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}

/**
 * Refuses XML that declares a document type or entities, which no workbook needs and bombs are made of.
 * @throws CodedError `import/entities`.
 */
export function refuseEntities(xml: string): void {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new CodedError('import/entities');
}

/** More cells than a browser holds as objects. */
const mostCells = 20_000_000;

/**
 * Refuses an OpenDocument sheet that says of filled cells that they are repeated more often than a browser can hold.
 * @throws CodedError `import/too-many-cells`.
 */
export function refuseRepeats(xml: string): void {
  let rows = 1;
  let cells = 0;
  for (const [, kind, attributes = ''] of xml.matchAll(/<table:table-(row|cell)\b([^>]*)>/g)) {
    const repeated = Number(/number-(?:rows|columns)-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1);
    if (kind === 'row') rows = repeated;
    else if (!attributes.endsWith('/') || attributes.includes('string-value')) cells += rows * repeated;
    if (cells > mostCells) throw new CodedError('import/too-many-cells', { limit: mostCells / 1_000_000 });
  }
}
