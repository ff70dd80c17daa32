import { parquetUrl } from 'virtual:parquet-file';

/** Where the program that reads Parquet is, gzipped. */
export const asset = parquetUrl;
