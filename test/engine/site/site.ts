import { startEngine } from '#engine/duckdb-wasm/start.ts';
import { spawn, warm } from '#work/spawn.ts';
import type { Example } from '../../work/example.ts';
import url from '../../work/example.ts?worker&url';

/** What the test asks the built page for. */
const asked = {
  async sql(text: string): Promise<unknown> {
    engine ??= startEngine();
    const table = await (await engine).select(text);
    return table.columns.map((column) => Array.from(column.values));
  },
  work: () => spawn<Example>(url).run(new AbortController().signal, (functions) => functions.double(21)),
  warm: () => warm(url),
  foreign: (address: string) => {
    try {
      return String(new Worker(address));
    } catch (thrown) {
      return String(thrown);
    }
  },
};
let engine: ReturnType<typeof startEngine> | undefined;

Object.assign(globalThis, { asked });

export type Asked = typeof asked;
