import { rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { JSHandle, Page } from '@playwright/test';
import { zipOf } from '../importers/archive/support.ts';
import { expect, test } from './fixtures.ts';
import { ordersText, pair } from './support/formats.ts';
import * as hostile from './support/hostile.ts';
import { openAccounted, orders } from './support/report.ts';
import { call, drop, filesIn, type NamedBytes, type NamedText, open, startEngine, visit } from './support/site.ts';

const good = { name: 'good.csv', text: ordersText() };

/** Code of the refusal of these files and how many milliseconds it took. */
function refusal(page: Page, files: JSHandle<File[]>): Promise<{ code: string; took: number }> {
  return page.evaluate(async (given) => {
    const { perennial } = globalThis as unknown as { perennial: { open(files: File[]): Promise<unknown> } };
    const begun = performance.now();
    const code = await perennial.open(given).then(
      () => 'opened',
      (error: { code: string }) => error.code,
    );
    return { code, took: performance.now() - begun };
  }, files);
}

/** What was loaded before is still there, and the next file opens. */
async function expectAlive(page: Page): Promise<void> {
  expect(await call(page, 'sql', 'select count(*) as n from orders')).toEqual([{ n: 6 }]);
}

test.beforeEach(async ({ page }) => {
  await visit(page);
  await startEngine(page);
  await open(page, [good]);
});

test('files that are made to do harm are refused by name within five seconds, and the next one opens', async ({ page }) => {
  test.slow(); // ten files, each with five seconds of its own
  const harmful: [NamedBytes, string][] = [
    [await hostile.nestedBomb(), 'import/nested-too-deep'],
    [await hostile.wideBomb(), 'import/bomb'],
    [hostile.overlapping(), 'import/overlapping-entries'],
    [await hostile.hugeSheet(), 'import/unpacked-too-large'],
    [await hostile.blankBomb(), 'import/bomb'],
    [await hostile.billionLaughs('sheet'), 'import/entities'],
    [await hostile.billionLaughs('workbook'), 'import/entities'],
    [hostile.endlessParquet(), 'import/damaged'],
    [hostile.gzipBomb(), 'import/bomb'],
    [await hostile.crowdedZip(2_000), 'import/too-many-entries'],
  ];
  for (const [file, code] of harmful) {
    await test.step(file.name, async () => {
      const refused = await refusal(page, await filesIn(page, [file]));
      expect(refused.code).toBe(code);
      expect(refused.took).toBeLessThan(5_000);
      await expectAlive(page);
    });
  }
  await call(page, 'reset');
  expect((await openAccounted(page, [good])).files).toEqual([orders('good.csv', 6)]);
});

test('a person who knows the file goes on all the same', async ({ page }) => {
  test.slow(); // a thousand entries are a long list for the test's own look-ups
  const file = await hostile.crowdedZip(1_001);
  const sound = page.getByRole('rowheader', { name: 'crowded.zip/a.csv' });
  const insist = page.getByRole('button', { name: 'Open it all the same' });
  await drop(page, [file]); // beside a file that is loaded
  await insist.click();
  await expect(sound).toBeVisible();
  await call(page, 'reset');
  await drop(page, [file]); // alone
  await insist.click();
  await expect(sound).toBeVisible();
  await call(page, 'reset');
  const { report } = await openAccounted(page, [file], { corrections: { 'crowded.zip': { trusted: true } } });
  const read = report.files.filter(({ rowsIn }) => rowsIn > 0);
  expect(read.map(({ name, loaded }) => [name, loaded])).toEqual([
    ['crowded.zip/a.csv', 3],
    ['crowded.zip/b.csv', 3],
  ]);
  await expectAlive(page);
});

test('what is not what it is called, or hardly anything, is refused by name or read as what it is', async ({ page }) => {
  const refused: [NamedText | NamedBytes, string][] = [
    [{ name: 'empty.csv', text: '' }, 'import/empty'],
    [{ name: 'header.csv', text: 'order_id,customer_id,date,net_amount\n' }, 'import/header-only'],
    [{ name: 'binary.csv', text: `\u0000\u0001\u0002\u0003${'\u0000\u0005'.repeat(400)}` }, 'import/binary'],
    [{ name: 'paper.csv', text: '%PDF-1.4\n%âãÏÓ\n1 0 obj\n' }, 'import/binary'],
    [{ name: 'cut.parquet', bytes: pair('parquet/orders.parquet').bytes.slice(0, -40) }, 'import/damaged'],
    [{ name: 'cut.zip', bytes: pair('archive/two-months.zip').bytes.slice(0, -40) }, 'import/damaged-zip'],
    [{ name: 'cut.csv.gz', bytes: gzipSync(ordersText()).subarray(0, -12) }, 'import/damaged-gzip'],
  ];
  for (const [file, code] of refused) {
    await test.step(file.name, async () => {
      expect((await refusal(page, await filesIn(page, [file]))).code).toBe(code);
      await expectAlive(page);
    });
  }
  const alone = async (file: NamedText | NamedBytes) => {
    await call(page, 'reset');
    return openAccounted(page, [file]);
  };
  for (const name of ['text.xlsx', 'text.json', 'text.parquet', 'text.zip'])
    expect((await alone({ name, text: ordersText() })).files).toEqual([orders(name, 6)]);
  const returns = { name: 'returns.csv', text: ordersText().replaceAll('\n', '\r') };
  expect((await alone(returns)).files).toEqual([orders('returns.csv', 6)]);
  const book = await alone({ name: 'book.csv', bytes: pair('workbook/orders.xlsx').bytes });
  expect(book.files[0]).toMatchObject({ name: 'book.csv', sheet: 'Orders', table: 'orders', loaded: 3 });
  const nul = await alone({ name: 'nul.csv', text: ordersText().replace('C2', 'C\u00002') });
  expect(nul.files[0]).toMatchObject({ rowsIn: 6, loaded: 5, quarantined: 1 });
});

test('a file that has gone or changed since it was chosen is named', async ({ page }, info) => {
  const chosen: (NamedBytes & { text?: never })[] = [
    { name: 'gone.csv', bytes: Buffer.from(ordersText()) },
    { name: 'gone.xlsx', bytes: pair('workbook/orders.xlsx').bytes },
    { name: 'gone.parquet', bytes: pair('parquet/orders.parquet').bytes },
    { name: 'gone.zip', bytes: pair('archive/two-months.zip').bytes },
    { name: 'changed.csv', bytes: Buffer.from(ordersText()) },
    { name: 'changed.csv.gz', bytes: gzipSync(ordersText()) },
  ];
  for (const { name, bytes } of chosen) {
    await test.step(name, async () => {
      const path = info.outputPath(name);
      await writeFile(path, bytes);
      const input = await page.evaluateHandle(() => Object.assign(document.createElement('input'), { type: 'file' }));
      await input.setInputFiles(path);
      const files = await input.evaluateHandle((element) => [...(element.files ?? [])]);
      if (name.startsWith('gone')) await rm(path);
      else await writeFile(path, Buffer.concat([bytes, bytes]));
      expect((await refusal(page, files)).code).toBe('import/unreadable');
      await expectAlive(page);
    });
  }
});

test('reading is cancelled within a second, whatever is being read', async ({ page }) => {
  const line = (i: number): string => `L${i},C${i % 5000},2023-0${1 + (i % 9)}-1${i % 10},${i % 90}.25`;
  const csv = ['order_id,customer_id,date,net_amount', ...Array.from({ length: 200_000 }, (_, i) => line(i))].join('\n');
  const records = csv
    .split('\n')
    .slice(1)
    .map((text) => JSON.stringify({ order_id: text, amount: text.length }));
  const large: (NamedText | NamedBytes)[] = [
    { name: 'large.csv', text: csv },
    { name: 'large.csv.gz', bytes: gzipSync(csv, { level: 1 }) },
    { name: 'large.ndjson', text: records.join('\n') },
    { name: 'large.json', text: `[${records.join(',')}]` },
    { name: 'large.zip', bytes: new Uint8Array(await zipOf([{ name: 'large.csv', content: csv }]).arrayBuffer()) },
    await hostile.largeBook(60_000),
  ];
  for (const file of large) {
    await test.step(file.name, async () => {
      const { code, took } = await page.evaluate(
        async (files) => {
          const { perennial } = globalThis as unknown as { perennial: { open(files: File[]): Promise<unknown> } };
          const cancel = (): HTMLButtonElement | undefined =>
            [...document.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === 'Cancel');
          const opening = perennial.open(files).then(
            () => 'opened',
            (error: { code: string }) => error.code,
          );
          let button = cancel();
          for (; !button; button = cancel()) await new Promise((resolve) => requestAnimationFrame(resolve));
          const begun = performance.now();
          button.click();
          return { code: await opening, took: performance.now() - begun };
        },
        await filesIn(page, [file]),
      );
      expect(code).toMatch(/\/canceled$/);
      expect(took).toBeLessThan(1_000);
      await expectAlive(page);
    });
  }
});
