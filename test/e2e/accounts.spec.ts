import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { call, open, startEngine, visit } from './support/site.ts';

const day = (month: number, date: number): string => new Date(Date.UTC(2023, month, date)).toISOString().slice(0, 10);

/** Two years of thirty accounts; K01 and K02 stand under K00, K03 under K01, K04 under an unknown one, K05 and K06 under each other. */
function files(): { name: string; text: string }[] {
  const accounts = Array.from({ length: 30 }, (_, n) => `K${String(n).padStart(2, '0')}`);
  const parents: Record<string, string> = { K01: 'K00', K02: 'K00', K03: 'K01', K04: 'elsewhere', K05: 'K06', K06: 'K05' };
  const orders = Array.from({ length: 24 }, (_, month) =>
    accounts.map((id, n) => `o${month}-${n},${id},${day(month, 1 + ((n * 7) % 27))},${50 + ((n * 13 + month * 7) % 90)}.00`),
  ).flat();
  return [
    { name: 'orders.csv', text: ['order_id,customer_id,date,net_amount', ...orders].join('\n') },
    {
      name: 'customers.csv',
      text: [
        'customer id,customer name,region,parent account,stage label',
        ...accounts.map((id, n) => `${id},Firm ${n},North,${parents[id] ?? ''},`),
      ].join('\n'),
    },
    {
      name: 'contacts.csv',
      text: [
        'customer_id,contact date,purpose,channel,outcome,stage label',
        'K00,2022-12-01,presale,phone,interested,exploration',
        'K00,2023-02-03,service,phone,solved,stable',
        'K03,2023-03-04,service,mail,solved,',
      ].join('\n'),
    },
    {
      name: 'complaints.csv',
      text: 'ticket id,customer id,opened,severity,type\nT1,K00,2023-04-05,1,delivery\nT2,K02,2023-05-06,2,product\n',
    },
    {
      name: 'subscriptions.csv',
      text: 'contract_id,customer_id,start,end,plan\nS1,K07,2022-06-01,2023-06-30,basic\nS2,K08,2023-01-01,,basic\n',
    },
  ];
}

const room = (page: Page): Locator => page.getByRole('main');
const customersNow = async (page: Page): Promise<number> => {
  const [row] = await call<{ n: number }[]>(page, 'sql', 'select count(*) as n from customer_state');
  return Number(row?.n);
};

test.beforeEach(async ({ page }) => {
  await visit(page, '#/data');
  await startEngine(page);
  await open(page, files());
  await page.goto('./#/data');
});

test('C22: accounts are joined under their topmost parent on the page and for scripts, with the log of it and the way back', async ({
  page,
}) => {
  await room(page).getByRole('tab', { name: 'Settings' }).click();
  const accounts = room(page).getByRole('region', { name: 'Accounts and their parents' });
  await expect(accounts).toContainText('30 by account, 27 by topmost parent');
  await expect(accounts).toContainText('parent is no customer of these files, so they stay by themselves: 1');
  await expect(accounts).toContainText('ring of parents, or under one, so they stay by themselves: 2');
  expect(await customersNow(page)).toBe(30);

  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await accounts.getByLabel('What counts as one customer').selectOption('all accounts under one topmost parent');
  await accounts.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => customersNow(page)).toBe(27);
  expect(await call(page, 'sql', 'select customer_id, unit_id from account_level where problem is null order by 1')).toEqual([
    { customer_id: 'K01', unit_id: 'K00' },
    { customer_id: 'K02', unit_id: 'K00' },
    { customer_id: 'K03', unit_id: 'K00' },
  ]);
  const download = page.waitForEvent('download');
  await accounts.getByRole('button', { name: 'Save the merge log' }).click();
  const log = readFileSync(await (await download).path(), 'utf8');
  expect(log.trim().split('\r\n')).toHaveLength(7);
  expect(log).toContain('K03,K01,K00,2,');

  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await expect.poll(() => customersNow(page)).toBe(30);
});

test('C13: whether relationships end by contract is asked once, with what each answer does', async ({ page }) => {
  const question = room(page).getByRole('region', { name: 'Do your relationships end by contract?' });
  await expect(question).toContainText('1 customer, on the day of the end');
  await question.getByRole('button', { name: 'No, silently' }).click();
  await expect(question).toBeHidden();
  await expect.poll(() => call(page, 'sql', 'select count(*) as n from contract_ends')).toEqual([{ n: 0 }]);
});

test('C1: stage labels that cannot follow each other are listed by the doctor with their rows', async ({ page }) => {
  await room(page).getByRole('tab', { name: 'Doctor' }).click();
  await room(page).locator('summary', { hasText: 'Labels that cannot follow each other: 1' }).click();
  await expect(room(page).getByRole('row', { name: /K00 exploration stable .* contacts\.csv 3/ })).toBeVisible();
});

test('one customer over time: confidence of the stage, contacts, complaints, who stands under it, since when it was known', async ({
  page,
}) => {
  await page.goto('./#/notebook/overview');
  const figure = page.locator('[data-lens="stage-mix"] .perennial-drawing');
  await figure.focus();
  const [now] = await call<{ stage: string }[]>(page, 'sql', "select stage from customer_state where customer_id = 'K00'");
  await page.keyboard.press('Home');
  await expect(figure.locator('.perennial-tip')).toContainText('Enter or click: these customers');
  for (let mark = 'EFSDT'.indexOf(now!.stage); mark > 0; mark -= 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Customers behind this mark' });
  await drawer.getByRole('button', { name: 'K00' }).click();
  await expect(drawer.getByText(/^\d+% of 200 draws/)).toBeVisible();
  await expect(drawer.getByText('since Dec 1, 2022, contacts: 1')).toBeVisible();
  const events = drawer.getByRole('table', { name: /K00/ });
  await expect(events.getByRole('row', { name: /Contact/ })).toHaveCount(2);
  await expect(events.getByRole('row', { name: /Complaint/ })).toHaveCount(1);
  const under = drawer.getByRole('table', { name: 'Accounts under this one' });
  await expect(under.getByRole('row')).toHaveCount(4);
  await expect(under.getByRole('row', { name: /K03 K01 2/ })).toBeVisible();
  const stages = drawer.getByRole('table', { name: 'Stage by period' });
  await expect(stages.getByRole('columnheader', { name: 'Confidence of the stage' })).toBeVisible();
});
