import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const virtual = 'virtual:engine-file';
const folder = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-browser.mjs'));
const cache = join(folder, '../../../.cache/perennial');

interface ShippedFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/**
 * Ships DuckDB's worker script and its WebAssembly file, gzipped under a neutral name (a server that knows `.gz` or `.wasm` might
 * decode or label it), and tells the page their addresses, size and SHA-256 through `virtual:engine-file`.
 */
export function engineFile(): Plugin {
  const files = shippedFiles();
  const [worker, engine] = files;
  let built = false;
  return {
    name: 'engine-file',
    config: (_, { command }) => {
      built = command === 'build';
    },
    resolveId: (id) => (id === virtual ? `\0${virtual}` : undefined),
    load(id) {
      if (id !== `\0${virtual}`) return undefined;
      if (built) for (const file of files) this.emitFile({ type: 'asset', fileName: `assets/${file.name}`, source: file.bytes });
      const address = (name: string): string =>
        built ? `new URL(${JSON.stringify(name)}, place).href` : `new URL(${JSON.stringify(`/assets/${name}`)}, location.origin).href`;
      return [
        'const place = import.meta.url;',
        `export const workerUrl = ${address(worker.name)};`,
        `export const engineUrl = ${address(engine.name)};`,
        `export const engineBytes = ${engine.bytes.length};`,
        `export const engineSha256 = ${JSON.stringify(hash(engine.bytes))};`,
      ].join('\n');
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = files.find(({ name }) => request.url === `/assets/${name}`);
        if (!file) return next();
        response.setHeader('content-type', file.type);
        response.end(file.bytes);
      });
    },
  };
}

function shippedFiles(): [worker: ShippedFile, engine: ShippedFile] {
  const script = withoutEval(
    readFileSync(join(folder, 'duckdb-browser-eh.worker.js'), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'),
  );
  const worker = Buffer.from(script);
  const engine = gzipped(readFileSync(join(folder, 'duckdb-eh.wasm')));
  return [
    { name: `duckdb-worker.${hash(worker).slice(0, 12)}.js`, type: 'text/javascript', bytes: worker },
    { name: `duckdb-eh.${hash(engine).slice(0, 12)}.bin`, type: 'application/octet-stream', bytes: engine },
  ];
}

/** Reads the arguments and calls, as the function that DuckDB's glue would build from text: 0 is a call on an object, 1 a construction. */
const methodCaller =
  'var m=(obj,func,destructorsRef,args)=>{var at=0,given=[];for(var p=0;p<e;++p)given.push(n[p].readValueFromPointer(args+at)),at+=n[p].argPackAdvance;' +
  'var rv=r===1?new func(...given):r===0?func.call(obj,...given):func.call(...given);if(!a.isVoid)return emval_returnValue(a,destructorsRef,rv)}';

/** The glue of DuckDB's worker builds one function from text, which the policy of the page refuses; the same function stands in its place. */
function withoutEval(script: string): string {
  const caller = /var l="return function \(obj, func, destructorsRef, args\).{200,700}?var m=newFunc\(Function,_\)\(\.\.\.d\)/s;
  if (!caller.test(script)) throw new Error('the worker of this DuckDB builds its method callers in another way: look at withoutEval');
  return script.replace(caller, () => methodCaller);
}

/** Bytes gzipped. Compressing takes seconds, so the result is kept under the hash of what went in. */
export function gzipped(bytes: Uint8Array): Uint8Array {
  const kept = join(cache, `${hash(bytes)}.gz`);
  try {
    return readFileSync(kept);
  } catch {
    const packed = gzipSync(bytes, { level: 9 });
    mkdirSync(cache, { recursive: true });
    writeFileSync(kept, packed);
    return packed;
  }
}

/** SHA-256, hexadecimal. */
export function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
