import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import DataTable from '#ui/DataTable.svelte';
import '#ui/base.css';

const columns = [
  { key: 'name', title: 'Name' },
  { key: 'amount', title: 'Amount', align: 'right', format: 'money' },
] as const;
const rows = [
  { name: 'b', amount: 2 },
  { name: 'a', amount: null },
  { name: 'c', amount: 10 },
];
const names = (): string[] => [...document.querySelectorAll('tbody tr td:first-child')].map((cell) => cell.textContent);

test('a click on a title sorts, a second one turns the order, missing values stay last', async () => {
  await render(DataTable, { columns, rows, caption: 'Rows', currency: 'USD' });
  expect(names()).toEqual(['b', 'a', 'c']);
  await page.getByRole('button', { name: 'Amount' }).click();
  expect(names()).toEqual(['b', 'c', 'a']);
  await expect.element(page.getByRole('columnheader', { name: 'Amount' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('button', { name: 'Amount' }).click();
  expect(names()).toEqual(['c', 'b', 'a']);
});

test('missing values read as a dash and money carries its currency', async () => {
  await render(DataTable, { columns, rows, caption: 'Rows', currency: 'USD' });
  await expect.element(page.getByRole('cell', { name: '$10' })).toBeVisible();
  await expect.element(page.getByRole('cell', { name: '–' })).toBeVisible();
});

test('long tables are capped until more is asked for', async () => {
  const many = Array.from({ length: 300 }, (_, index) => ({ name: `n${index}`, amount: index }));
  await render(DataTable, { columns, rows: many, caption: 'Rows', cap: 100 });
  expect(names()).toHaveLength(100);
  await expect.element(page.getByText('Rows: 100 of 300')).toBeVisible();
  await page.getByRole('button', { name: 'Show more' }).click();
  expect(names()).toHaveLength(300);
});

test('copying takes every row with exact values', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  await render(DataTable, { columns, rows, caption: 'Rows', cap: 1 });
  await page.getByRole('button', { name: 'Copy table' }).click();
  expect(write).toHaveBeenCalledWith('Name\tAmount\nb\t2\na\t\nc\t10');
  await expect.element(page.getByRole('button', { name: 'Copied' })).toBeVisible();
});
