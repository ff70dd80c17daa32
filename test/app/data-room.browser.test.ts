import type { Component } from 'svelte';
import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#ui/base.css';
import DataRoom from '../../src/app/data-room/DataRoom.svelte';
import Rail from '../../src/app/Rail.svelte';
import Status from '../../src/app/Status.svelte';
import Harness from './Harness.svelte';
import { makeParts, orders } from './support.ts';

const show = (component: unknown, parts: ReturnType<typeof makeParts>['parts']) =>
  render(Harness, { parts, component: component as Component<Record<string, unknown>> });

beforeEach(() => {
  location.hash = '';
});

test('without a file it says what to bring and where it stays', async () => {
  await show(DataRoom, makeParts().parts);
  await expect.element(page.getByRole('heading', { name: 'No file yet' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Analyse my files' })).toBeVisible();
});

test('the four buckets of a file stand side by side and add up', async () => {
  const { parts } = makeParts();
  await parts.data.open([orders()]);
  await show(DataRoom, parts);
  const row = page.getByRole('row', { name: /orders\.csv/ });
  const numbers = row
    .getByRole('cell')
    .elements()
    .map((cell) => Number(cell.textContent.replaceAll(',', '')))
    .filter((value) => !Number.isNaN(value));
  expect(numbers).toEqual([1000, 990, 5, 3, 2]);
  expect(numbers.slice(1).reduce((sum, value) => sum + value, 0)).toBe(numbers[0]);
});

test('an open question shows both readings with their effects; a choice reads again and closes it', async () => {
  const { parts, imports } = makeParts();
  await parts.data.open([orders()]);
  await show(DataRoom, parts);
  await expect.element(page.getByRole('button', { name: /3 April.*spring/ })).toBeVisible();
  await page.getByRole('button', { name: /4 March.*winter/ }).click();
  await expect.element(page.getByRole('heading', { name: 'To be settled by you' })).not.toBeInTheDocument();
  expect(imports.at(-1)?.answers).toEqual({ 'order-of-days': 'month-first' });
});

test('changed uses of columns are applied together, and only when asked', async () => {
  const { parts, imports } = makeParts();
  await parts.data.open([orders()]);
  await show(DataRoom, parts);
  await expect.element(page.getByRole('button', { name: 'Apply and read again' })).not.toBeInTheDocument();
  await page.getByRole('combobox', { name: 'Use of column Note' }).selectOptions('sku');
  expect(imports).toHaveLength(1);
  await page.getByRole('button', { name: 'Apply and read again' }).click();
  await expect.poll(() => imports.length).toBe(2);
  expect(imports[1]?.corrections).toEqual({ 'orders.csv': { roles: { Note: 'sku' } } });
});

test('quarantined records are listed with line, column and what was found', async () => {
  const { parts } = makeParts();
  await parts.data.open([orders()]);
  await show(DataRoom, parts);
  await expect.element(page.getByRole('row', { name: /17.*When.*31\/02\/2024/ })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Download as CSV' })).toBeVisible();
});

test('forgetting can be undone', async () => {
  const { parts } = makeParts();
  await parts.data.open([orders()]);
  await show(DataRoom, parts);
  await page.getByRole('button', { name: 'Forget everything that was loaded' }).click();
  await expect.element(page.getByRole('heading', { name: 'No file yet' })).toBeVisible();
  await parts.data.undo();
  await expect.element(page.getByRole('heading', { name: 'orders.csv' })).toBeVisible();
});

test('the last file that is removed brings the empty state back', async () => {
  const { parts } = makeParts();
  await parts.data.open([orders()]);
  await show(DataRoom, parts);
  await page.getByRole('button', { name: 'Remove this file' }).click();
  await expect.element(page.getByRole('heading', { name: 'No file yet' })).toBeVisible();
});

test('an error is told once, in three sentences, and can be put away', async () => {
  const { parts } = makeParts();
  await show(Status, parts);
  await parts.desk.take([new File([], 'empty.csv')]);
  await expect.element(page.getByRole('alert')).toBeVisible();
  expect(page.getByRole('alert').elements()).toHaveLength(1);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});

test('the rail says of the lock only what the engine itself answered', async () => {
  const { parts } = makeParts();
  await show(Rail, parts);
  await expect.element(page.getByText(/engine is not running yet/)).toBeVisible();
  await parts.engine.start();
  await expect.element(page.getByText(/engine is locked/)).toBeVisible();
});
