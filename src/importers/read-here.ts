import type { FormatReader } from './definition.ts';
import { importers } from './index.ts';
import type { Opening } from './open.ts';

/** Opens files where it is called, without workers: for tests and tools in Node. Readers are loaded when they are first used. */
export const openHere: Opening = {
  importers,
  readerOf: (id) => lazy(() => import(`./${id}/read.ts`) as Promise<{ reader: FormatReader }>),
};

function lazy(load: () => Promise<{ reader: FormatReader }>): FormatReader {
  return {
    parts: async (...given) => (await (await load()).reader.parts?.(...given)) ?? [],
    async *read(...given) {
      yield* (await load()).reader.read?.(...given) ?? [];
    },
  };
}
