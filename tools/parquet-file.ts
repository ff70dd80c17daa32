import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { gzipped, hash } from './engine-file.ts';

const virtual = 'virtual:parquet-file';

/**
 * Ships the WebAssembly file of parquet-wasm, gzipped under a neutral name, and tells the page its address through `virtual:parquet-file`.
 * The page fetches it ahead and hands it to the reading worker, which must ask for nothing.
 */
export function parquetFile(): Plugin {
  const wasm = createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm');
  const bytes = gzipped(readFileSync(wasm));
  const name = `parquet.${hash(bytes).slice(0, 12)}.bin`;
  let built = false;
  return {
    name: 'parquet-file',
    config: (_, { command }) => {
      built = command === 'build';
    },
    resolveId: (id) => (id === virtual ? `\0${virtual}` : undefined),
    load(id) {
      if (id !== `\0${virtual}`) return undefined;
      if (built) this.emitFile({ type: 'asset', fileName: `assets/${name}`, source: bytes });
      const place = built ? `new URL(${JSON.stringify(name)}, import.meta.url)` : `new URL("/assets/${name}", location.origin)`;
      return `export const parquetUrl = ${place}.href;`;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url !== `/assets/${name}`) return next();
        response.setHeader('content-type', 'application/octet-stream');
        response.end(bytes);
      });
    },
  };
}

/** Takes the address of the WebAssembly file out of the glue of parquet-wasm: the file would be shipped a second time, unpacked, for no one. */
export function parquetGlue(): Plugin {
  const address = "new URL('parquet_wasm_bg.wasm', import.meta.url)";
  return {
    name: 'parquet-glue',
    enforce: 'pre',
    transform(code, id) {
      if (!/parquet-wasm\/esm\/parquet_wasm\.js/.test(id)) return undefined;
      if (!code.includes(address)) throw new Error('the glue of this parquet-wasm finds its file in another way: look at parquetGlue');
      return { code: code.replace(address, "''"), map: null };
    },
  };
}
