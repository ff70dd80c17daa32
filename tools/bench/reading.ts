import { createReadStream, createWriteStream, openAsBlob, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type DuckDBConnection } from '@duckdb/node-api';
import { read as readBook, utils, write as writeBook } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { openHere } from '#importers/read-here.ts';
import { writeOrders } from './orders-file.ts';
import { time } from './native.ts';

/** Ours and the peer's milliseconds for one file. */
export interface Reading {
  name: string;
  megabytes: number;
  ours: number;
  peer: number;
  peerName: string;
}

const never = new AbortController().signal;

/** Milliseconds that an importer takes until the whole file stands as text columns; throws when a row is missing. */
async function reading(id: string, path: string, name: string, lines: number): Promise<number> {
  const file = await openAsBlob(path);
  const started = performance.now();
  const reader = openHere.readerOf(id);
  const parts = id === 'workbook' ? ((await reader.parts?.(file, name, {}, never)) ?? []) : [];
  const options = parts[0] ? { sheet: parts[0].path } : {};
  for await (const event of reader.read?.(file, name, options, never) ?? [])
    if (event.kind === 'done' && event.summary.rows !== lines) throw new Error(`${name}: read ${event.summary.rows} rows`);
  return performance.now() - started;
}

const plainRead = (native: DuckDBConnection, path: string): Promise<number> =>
  time(native, `CREATE OR REPLACE TABLE staging AS SELECT * FROM read_csv('${path}', all_varchar = true, header = true)`);

/** Text of a million and of five million lines, and the same million in GB18030, against native `read_csv` of the UTF-8 form. */
export async function textReadings(native: DuckDBConnection, folder: string, lines: number): Promise<Reading[]> {
  const found: Reading[] = [];
  for (const count of [lines, lines * 5]) {
    const path = join(folder, `${count}.csv`);
    await writeOrders(path, count);
    const peer = await plainRead(native, path);
    const ours = await reading('csv', path, 'orders.csv', count);
    found.push({
      name: `UTF-8, ${count.toLocaleString('en')} lines`,
      megabytes: statSync(path).size / 1e6,
      ours,
      peer,
      peerName: 'native',
    });
    if (count !== lines) continue;
    const chinese = join(folder, 'gb18030.csv');
    const utf8 = join(folder, 'utf8.csv');
    await pipeline(createReadStream(path), withNames, createWriteStream(utf8));
    await pipeline(createReadStream(utf8), iconv.decodeStream('utf8'), iconv.encodeStream('gb18030'), createWriteStream(chinese));
    const theirs = await plainRead(native, utf8);
    const mine = await reading('csv', chinese, '订单.csv', count);
    found.push({
      name: `GB18030, ${count.toLocaleString('en')} lines`,
      megabytes: statSync(chinese).size / 1e6,
      ours: mine,
      peer: theirs,
      peerName: 'native, UTF-8',
    });
  }
  return found;
}

/** Customers get a Chinese name in front of their number, so that the encoding matters. */
async function* withNames(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of source) yield decoder.decode(chunk, { stream: true }).replaceAll(',C', ',客户');
  yield decoder.decode();
}

/** A workbook of so many rows, against the library alone turning it into arrays. */
export async function bookReading(folder: string, rows: number): Promise<Reading> {
  const path = join(folder, 'book.xlsx');
  const text = join(folder, 'book.csv');
  await writeOrders(text, rows);
  const book = readBook(readFileSync(text, 'utf8'), { type: 'string', dense: true });
  writeFileSync(path, writeBook(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer);
  const started = performance.now();
  const again = readBook(readFileSync(path), { dense: true, cellFormula: false, cellHTML: false, cellText: false });
  utils.sheet_to_json(again.Sheets[again.SheetNames[0] ?? ''] ?? {}, { header: 1, raw: true });
  const peer = performance.now() - started;
  const ours = await reading('workbook', path, 'book.xlsx', rows);
  return {
    name: `XLSX, ${rows.toLocaleString('en')} rows`,
    megabytes: statSync(path).size / 1e6,
    ours,
    peer,
    peerName: 'the library alone',
  };
}
