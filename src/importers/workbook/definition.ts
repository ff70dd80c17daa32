import type { Importer } from '../definition.ts';
import { markupKind } from './markup.ts';
import { olePlaces } from './ole.ts';
import { namesInZip } from './zip-names.ts';

/** Excel (xlsx, xlsm, xlsb, xls), OpenDocument sheets, and the HTML tables and XML that shops save as .xls. */
export const workbook: Importer = {
  id: 'workbook',
  holdsParts: true,
  extensions: ['xlsx', 'xlsm', 'xltx', 'xlsb', 'xls', 'xlt', 'ods', 'ots'],
  sniff(firstBytes) {
    const [a, b, c, d] = firstBytes;
    if (a === 0x50 && b === 0x4b && c === 3 && d === 4) {
      const kind = namesInZip(firstBytes);
      return kind ? { confidence: 0.98, reason: kind } : { confidence: 0, reason: 'zip' };
    }
    if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) {
      const found = olePlaces(firstBytes);
      return { confidence: found === 'other' ? 0 : found === 'workbook' ? 0.98 : 0.9, reason: `ole-${found}` };
    }
    // a bare stream of BIFF records: the beginning of a workbook in versions 2 to 5
    if (a === 9 && [0, 2, 4, 8].includes(b ?? 9) && (c ?? 0) >= 4 && (c ?? 0) <= 16 && d === 0) return { confidence: 0.9, reason: 'biff' };
    const kind = markupKind(firstBytes);
    return kind ? { confidence: 0.97, reason: kind } : { confidence: 0, reason: 'no-signature' };
  },
};
