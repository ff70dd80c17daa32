import { Gunzip } from 'fflate';
import type { Importer } from '../definition.ts';
import { beginsAsText } from './inside.ts';

/** Zip with files of any readable format inside, and gzip of anything but delimited text. */
export const archive: Importer = {
  id: 'archive',
  holdsParts: true,
  extensions: ['zip', 'gz', 'tgz'],
  sniff(firstBytes) {
    const [a, b, c, d] = firstBytes;
    if (a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))) return { confidence: 0.9, reason: 'zip' };
    if (a !== 0x1f || b !== 0x8b) return { confidence: 0, reason: 'no-signature' };
    return beginsAsText(unzippedBeginning(firstBytes)) ? { confidence: 0.2, reason: 'gzip-text' } : { confidence: 0.95, reason: 'gzip' };
  },
};

/** What the first bytes of a gzip unpack to; nothing of damaged ones. */
function unzippedBeginning(firstBytes: Uint8Array): Uint8Array {
  let beginning = new Uint8Array(0);
  const stream = new Gunzip((chunk) => {
    if (beginning.length === 0) beginning = Uint8Array.from(chunk.subarray(0, 4096));
  });
  try {
    stream.push(firstBytes.slice(0, 4096), false);
  } catch {
    // what cannot be unpacked is reported by the reader
  }
  return beginning;
}
