import type { FormatReader, ReadEvent } from '../definition.ts';
import { readingError } from '../reading-error.ts';
import type { Ask, ReadingPort } from './protocol.ts';

/** Reads files for the page behind `port`: one batch ahead of what was asked for, never more, so that memory stays bounded. */
export function serve(reader: FormatReader, port: ReadingPort): void {
  let stop = new AbortController();
  let wake: (() => void) | null = null;
  let credit = 0;
  const allowed = async (): Promise<void> => {
    while (credit === 0 && !stop.signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
    credit -= 1;
  };
  const read = async ({ file, name, options, asset }: Ask & { kind: 'read' }): Promise<void> => {
    credit = 2;
    if (asset) await reader.start?.(asset);
    let events: ReadEvent[] = [];
    for await (const event of reader.read?.(file, name, options, stop.signal) ?? []) {
      events.push(event);
      if (event.kind !== 'batch') continue;
      await allowed();
      port.postMessage({ kind: 'events', events, last: false }, buffersOf(events));
      events = [];
    }
    port.postMessage({ kind: 'events', events, last: true }, buffersOf(events));
  };
  const parts = async ({ file, name, options, asset }: Ask & { kind: 'parts' }): Promise<void> => {
    if (asset) await reader.start?.(asset);
    port.postMessage({ kind: 'parts', parts: (await reader.parts?.(file, name, options, stop.signal)) ?? [] }, []);
  };
  const answer = async (work: () => Promise<void>): Promise<void> => {
    stop = new AbortController();
    try {
      await work();
    } catch (thrown) {
      port.postMessage({ kind: 'failed', error: readingError(thrown).toJSON() }, []);
    }
  };
  port.addEventListener('message', ({ data }) => {
    if (data.kind === 'read') return void answer(() => read(data));
    if (data.kind === 'parts') return void answer(() => parts(data));
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
