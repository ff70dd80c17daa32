/** Made by tools/engine-file.ts: where the engine of this build is, and what it must be. */
declare module 'virtual:engine-file' {
  /** absolute URL of the worker script */
  export const workerUrl: string;
  /** absolute URL of the gzipped WebAssembly file */
  export const engineUrl: string;
  /** size of that file in bytes */
  export const engineBytes: number;
  /** its SHA-256, hexadecimal */
  export const engineSha256: string;
}
