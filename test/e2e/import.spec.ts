import type { FileReport, ImportReport } from '../../src/schema/import-report.ts';
import { expect, test } from './fixtures.ts';
import { makeAmbiguousOrders, makeOrders, makeOrdersWithFaults } from './support/orders.ts';
import { call, drop, failureOf, figuresOf, open, visit } from './support/site.ts';

/** The file of a report, after checking that its four buckets add up. */
function accounted(report: ImportReport): FileReport {
  const [file] = report.files;
  if (!file) throw new Error('the report has no file');
  expect(file.loaded + file.continuation + file.notRecords + file.quarantined).toBe(file.rowsIn);
  return file;
}

test('a dropped file becomes figures about it', async ({ page }) => {
  const orders = makeOrders();
  await visit(page);
  await drop(page, [{ name: 'shop.csv', text: orders.csv }]);
  await expect(page).toHaveURL(/#\/notebook\/overview/, { timeout: 45_000 });
  await expect.poll(() => figuresOf(page).count()).toBeGreaterThanOrEqual(3);
  const [row] = await call<{ n: number; cents: number }[]>(page, 'sql', 'select count(*) as n, sum(net_amount) * 100 as cents from orders');
  expect(Number(row?.n)).toBe(orders.lines);
  expect(Math.round(Number(row?.cents))).toBe(orders.cents);
});

test('the accounting adds up and is on the screen', async ({ page }) => {
  const made = makeOrdersWithFaults();
  await visit(page);
  const file = accounted(await open<ImportReport>(page, [{ name: 'faults.csv', text: made.csv }]));
  expect(file).toMatchObject({ table: 'orders', rowsIn: made.lines, loaded: made.lines - made.bad.length, quarantined: made.bad.length });
  expect([...new Set(file.problems.map((problem) => problem.line))].sort((a, b) => a - b)).toEqual(made.bad);
  await page.goto('./#/data');
  const main = page.getByRole('main');
  for (const line of made.bad) await expect(main.getByRole('cell', { name: String(line), exact: true }).first()).toBeVisible();
  await expect(main.getByRole('row', { name: /faults\.csv/ }).first()).toContainText(made.lines.toLocaleString('en'));
});

test('a date that can be read two ways is asked about once, and the answer is used', async ({ page }) => {
  await visit(page);
  const file = accounted(await open<ImportReport>(page, [{ name: 'ambiguous.csv', text: makeAmbiguousOrders() }]));
  expect(file.questions).toHaveLength(1);
  const [question] = file.questions;
  expect(question?.choices).toHaveLength(2);
  expect(question?.choices.every((choice) => choice.effect.length > 0)).toBe(true);
  const seen: string[] = [];
  for (const choice of question?.choices ?? []) {
    const settled = accounted(await call<ImportReport>(page, 'answer', question?.id, choice.id));
    expect(settled.loaded).toBe(48);
    const [row] = await call<{ day: string }[]>(page, 'sql', "select cast(max(date) as varchar) as day from orders where order_id = 'A1'");
    seen.push(row?.day ?? '');
  }
  expect(seen.sort()).toEqual(['2023-02-06', '2023-06-02']);
});

test('a person answers the question on the screen', async ({ page }) => {
  await visit(page);
  await drop(page, [{ name: 'ambiguous.csv', text: makeAmbiguousOrders() }]);
  await expect(page).toHaveURL(/#\/data/);
  const questions = page
    .getByRole('region', { name: 'To be settled by you' })
    .or(page.locator('section', { hasText: 'To be settled by you' }))
    .first();
  await expect(questions).toBeVisible({ timeout: 45_000 });
  await questions.getByRole('button').or(questions.getByRole('radio')).first().click();
  await expect.poll(async () => (await call<{ n: number }[]>(page, 'sql', 'select count(*) as n from orders'))[0]?.n).toBe(48);
});

test.describe('a file that cannot be used says why and loses nothing', () => {
  const binary = `\u0000\u0001\u0002\u0003${'\u0000\u0005'.repeat(400)}`;
  const bad: [string, string, string][] = [
    ['empty', 'empty.csv', ''],
    ['header only', 'header.csv', 'order_id,customer_id,date,net_amount\n'],
    ['binary', 'picture.csv', binary],
  ];
  for (const [what, name, text] of bad) {
    test(what, async ({ page }) => {
      const orders = makeOrders(15);
      await visit(page);
      await open(page, [{ name: 'good.csv', text: orders.csv }]);
      const code = await page.evaluate(
        async (file) => {
          const { perennial } = globalThis as unknown as { perennial: { open(files: File[]): Promise<unknown> } };
          return perennial.open([new File([file.text], file.name)]).then(
            () => 'opened',
            (error: { code?: string }) => error.code ?? String(error),
          );
        },
        { name, text },
      );
      expect(code).toMatch(/^import\//);
      const [row] = await call<{ n: number }[]>(page, 'sql', 'select count(*) as n from orders');
      expect(Number(row?.n)).toBe(orders.lines);
    });
  }
});

test('ragged lines and an unclosed quote are accounted for, not guessed', async ({ page }) => {
  await visit(page);
  const csv = `${makeOrders(12).csv}R1,C1,2023-01-01\nR2,C2,2023-01-02,"12.00,1\nR3,C3,2023-01-03,5.00,1\n`;
  const file = accounted(await open<ImportReport>(page, [{ name: 'ragged.csv', text: csv }]));
  expect(file.quarantined).toBeGreaterThan(0);
});

test('forgetting the data brings the sample back', async ({ page }) => {
  await visit(page);
  await open(page, [{ name: 'shop.csv', text: makeOrders(15).csv }]);
  await call(page, 'reset');
  const rows = await call<{ n: number }[]>(page, 'sql', 'select count(distinct customer_id) as n from orders');
  expect(Number(rows[0]?.n)).not.toBe(15);
  expect(await failureOf(page, 'answer', 'no-such-question', 'x')).toMatch(/\//);
});
