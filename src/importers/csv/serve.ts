import { asCodedError } from '#base/error.ts';
import type { ReadEvent } from '../definition.ts';
import type { Ask, ReadingPort } from './protocol.ts';
import { readCsv } from './read.ts';

/** Reads files for the page behind `port`: one batch ahead of what was asked for, never more, so that memory stays bounded. */
export function serveCsv(port: ReadingPort): void {
  let stop = new AbortController();
  let wake: (() => void) | null = null;
  let credit = 0;
  const allowed = async (): Promise<void> => {
    while (credit === 0 && !stop.signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
    credit -= 1;
  };
  const read = async (ask: Ask & { kind: 'read' }): Promise<void> => {
    stop = new AbortController();
    credit = 2;
    try {
      let events: ReadEvent[] = [];
      for await (const event of readCsv(ask.file, ask.options, stop.signal)) {
        events.push(event);
        if (event.kind !== 'batch') continue;
        await allowed();
        port.postMessage({ kind: 'events', events, last: false }, buffersOf(events));
        events = [];
      }
      port.postMessage({ kind: 'events', events, last: true }, buffersOf(events));
    } catch (thrown) {
      port.postMessage({ kind: 'failed', error: asCodedError(thrown).toJSON() }, []);
    }
  };
  port.addEventListener('message', ({ data }) => {
    if (data.kind === 'read') return void read(data);
    if (data.kind === 'stop') stop.abort();
    else credit += 1;
    wake?.();
  });
}

function buffersOf(events: readonly ReadEvent[]): Transferable[] {
  return events.flatMap((event) =>
    event.kind === 'batch'
      ? [event.batch.lines.buffer, ...event.batch.columns.flatMap(({ offsets, bytes }) => [offsets.buffer, bytes.buffer])]
      : [],
  ) as Transferable[];
}
