import type { Importer } from '../definition.ts';

/** Arrow IPC files and streams, Feather. */
export const arrow: Importer = {
  id: 'arrow',
  holdsParts: false,
  extensions: ['arrow', 'feather', 'ipc', 'arrows'],
  sniff(firstBytes) {
    const mark = String.fromCharCode(...firstBytes.subarray(0, 6));
    if (mark === 'ARROW1' || mark.startsWith('FEA1')) return { confidence: 0.99, reason: 'mark' };
    return { confidence: beginsAsStream(firstBytes) ? 0.95 : 0, reason: 'stream' };
  },
};

/** A stream begins with the continuation mark, a small length that is a multiple of eight, and a root table inside it. */
function beginsAsStream(first: Uint8Array): boolean {
  if (first.length < 16) return false;
  const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
  const length = view.getInt32(4, true);
  return view.getInt32(0, true) === -1 && length > 0 && length % 8 === 0 && view.getUint32(8, true) < length;
}
