import type { ReadOptions } from '#importers/definition.ts';
import { openHere } from '#importers/read-here.ts';
import { gather, type Reading } from '../csv/support.ts';

/** Reads bytes or text as a file of the format would be. */
export function readAs(format: string, content: Uint8Array<ArrayBuffer> | string, options: ReadOptions = {}): Promise<Reading> {
  return gather(openHere.readerOf(format).read?.(new Blob([content]), 'x', options, new AbortController().signal) ?? nothing());
}

async function* nothing(): AsyncGenerator<never> {
  // a format without tables of its own
}
