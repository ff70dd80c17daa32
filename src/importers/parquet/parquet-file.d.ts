/** Made by tools/parquet-file.ts. */
declare module 'virtual:parquet-file' {
  /** absolute URL of the gzipped WebAssembly file */
  export const parquetUrl: string;
}
