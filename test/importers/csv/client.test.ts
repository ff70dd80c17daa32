import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { readInWorker } from '#importers/csv/client.ts';
import type { ReadingPort, ReadingWorker } from '#importers/csv/protocol.ts';
import { readCsv } from '#importers/csv/read.ts';
import { serveCsv } from '#importers/csv/serve.ts';
import { gather } from './support.ts';

/** The worker's side behind a real message channel, and how often it was terminated. */
function started(): { worker: ReadingWorker; ended: () => boolean } {
  const { port1, port2 } = new MessageChannel();
  serveCsv(port2 as unknown as ReadingPort);
  port2.start();
  port1.start();
  let ended = false;
  const worker = Object.assign(port1, {
    terminate() {
      ended = true;
      port1.close();
    },
  }) as unknown as ReadingWorker;
  return { worker, ended: () => ended };
}

const text = `id,name\n${Array.from({ length: 45_000 }, (_, index) => `${index},"tea ${index}"`).join('\n')}\n`;
const never = new AbortController().signal;

test('a worker says what reading here says', async () => {
  const { worker, ended } = started();
  const far = await gather(readInWorker(() => worker)(new Blob([text]), {}, never));
  expect(far).toEqual(await gather(readCsv(new Blob([text]), {}, never)));
  expect(ended()).toBe(true);
});

test('errors keep their code across the thread', async () => {
  await expect(gather(readInWorker(() => started().worker)(new Blob(['']), {}, never))).rejects.toMatchObject({ code: 'import/empty' });
});

test('an abort ends the worker at once', async () => {
  const { worker, ended } = started();
  const stop = new AbortController();
  const events = readInWorker(() => worker)(new Blob([text.repeat(20)]), {}, stop.signal);
  await events.next();
  stop.abort();
  await expect(gather(events)).rejects.toMatchObject({ code: 'import/canceled' });
  expect(ended()).toBe(true);
});
