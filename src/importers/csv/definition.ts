import type { Importer } from '../definition.ts';
import { isGzip } from '../file-bytes.ts';
import { commonest } from '../header.ts';
import { binaryFormat, detectEncoding } from '../text-encoding.ts';
import { delimiters, detectDelimiter, recordsOf } from './delimiter.ts';

/** Comma, semicolon, tab and bar separated text, plain or gzip. */
export const csv: Importer = {
  id: 'csv',
  holdsParts: false,
  extensions: ['csv', 'tsv', 'tab', 'txt', 'csv.gz', 'tsv.gz', 'txt.gz'],
  sniff(firstBytes, name) {
    if (isGzip(firstBytes)) return { confidence: /\.(csv|tsv|tab|txt)\.gz$/i.test(name) ? 0.9 : 0.5, reason: 'gzip' };
    if (binaryFormat(firstBytes)) return { confidence: 0, reason: 'binary' };
    const sample = new TextDecoder(detectEncoding(firstBytes)).decode(firstBytes);
    const delimiter = detectDelimiter(sample, false);
    const widths = recordsOf(sample, delimiter, false).map((fields) => fields.length);
    const wide = commonest(widths) > 1 || widths.filter((width) => width > 1).length * 2 >= widths.length;
    return { confidence: wide ? 0.9 : 0.4, reason: wide ? `delimiter-${delimiters.indexOf(delimiter as never)}` : 'text' };
  },
};
