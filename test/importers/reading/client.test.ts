import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { inWorker } from '#importers/reading/client.ts';
import type { ReadingPort, ReadingWorker } from '#importers/reading/protocol.ts';
import { readCsv, reader } from '#importers/csv/read.ts';
import { serve } from '#importers/reading/serve.ts';
import { gather } from '../csv/support.ts';

/** The worker's side behind a real message channel, and how often it was terminated. */
function started(): { worker: ReadingWorker; ended: () => boolean } {
  const { port1, port2 } = new MessageChannel();
  serve(reader, port2 as unknown as ReadingPort);
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
  const far = await gather(inWorker(() => worker).read(new Blob([text]), 'x.csv', {}, never));
  expect(far).toEqual(await gather(readCsv(new Blob([text]), {}, never)));
  expect(ended()).toBe(true);
});

test('errors keep their code across the thread', async () => {
  await expect(gather(inWorker(() => started().worker).read(new Blob(['']), 'x.csv', {}, never))).rejects.toMatchObject({
    code: 'import/empty',
  });
});

test('an abort ends the worker at once', async () => {
  const { worker, ended } = started();
  const stop = new AbortController();
  const events = inWorker(() => worker).read(new Blob([text.repeat(20)]), 'x.csv', {}, stop.signal);
  await events[Symbol.asyncIterator]().next();
  stop.abort();
  await expect(gather(events)).rejects.toMatchObject({ code: 'import/canceled' });
  expect(ended()).toBe(true);
});
