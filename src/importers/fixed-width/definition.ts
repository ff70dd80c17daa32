import type { Importer } from '../definition.ts';
import { decodeText } from '../decode-text.ts';
import { binaryFormat, detectEncoding } from '../text-encoding.ts';
import { columnsOf, isTable } from './layout.ts';

/** Text whose columns stand at fixed positions. It is surer than delimited text only of text without a delimiter. */
export const fixedWidth: Importer = {
  id: 'fixed-width',
  holdsParts: false,
  extensions: ['txt', 'dat', 'prn', 'asc'],
  sniff(firstBytes) {
    if (binaryFormat(firstBytes)) return { confidence: 0, reason: 'binary' };
    const lines = decodeText(detectEncoding(firstBytes), firstBytes).split(/\r\n|\r|\n/);
    const whole = lines.slice(0, -1).filter((line) => line.trim() !== '');
    const table = isTable(whole, columnsOf(whole));
    return { confidence: table ? 0.5 : 0, reason: table ? 'positions' : 'text' };
  },
};
