import { nextTurn } from '#base/turn.ts';
import type { Importer } from './definition.ts';

/** Bytes that an importer sees before it must say whether a file is its own. */
const firstLength = 64 * 1024;

/** The importer that is surest of a file by its content (the name only breaks ties), null when none is. */
export async function sniff(file: Blob, name: string, importers: readonly Importer[]): Promise<Importer | null> {
  const first = new Uint8Array(await file.slice(0, firstLength).arrayBuffer());
  let best: Importer | null = null;
  let bestConfidence = 0;
  for (const importer of importers) {
    const named = importer.extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`)) ? 0.01 : 0;
    await nextTurn();
    const { confidence } = importer.sniff(first, name);
    if (confidence > 0 && confidence + named > bestConfidence) [best, bestConfidence] = [importer, confidence + named];
  }
  return best;
}
