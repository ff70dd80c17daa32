import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Dialog from '#ui/Dialog.svelte';
import DropZone from '#ui/DropZone.svelte';
import ErrorNotice from '#ui/ErrorNotice.svelte';
import Menu from '#ui/Menu.svelte';
import Progress from '#ui/Progress.svelte';
import Tabs from '#ui/Tabs.svelte';
import '#ui/base.css';

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));
const tabs = [
  { id: 'figure', label: 'Figure' },
  { id: 'table', label: 'Table' },
  { id: 'method', label: 'Method' },
];

test('tabs are one stop of the tab key and the arrows move between them, around the end', async () => {
  await render(Tabs, { tabs, selected: 'figure', panel: 'panel', label: 'Views' });
  await userEvent.tab();
  await expect.element(page.getByRole('tab', { name: 'Figure' })).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(page.getByRole('tab', { name: 'Method' })).toHaveFocus();
  await expect.element(page.getByRole('tab', { name: 'Method' })).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Home}');
  await expect.element(page.getByRole('tab', { name: 'Figure' })).toHaveAttribute('aria-selected', 'true');
});

test('a menu opens with the arrow key, walks, runs an item and gives the focus back', async () => {
  const run = vi.fn();
  await render(Menu, {
    label: 'Export',
    items: [
      { id: 'png', label: 'PNG', run: vi.fn() },
      { id: 'svg', label: 'SVG', run },
    ],
    children: words('Export'),
  });
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(page.getByRole('menuitem', { name: 'PNG' })).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(run).toHaveBeenCalledOnce();
  await expect.element(page.getByRole('button', { name: 'Export' })).toHaveFocus();
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
});

test('escape closes a menu without running anything', async () => {
  const run = vi.fn();
  await render(Menu, { label: 'Export', items: [{ id: 'png', label: 'PNG', run }], children: words('Export') });
  await page.getByRole('button', { name: 'Export' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
  expect(run).not.toHaveBeenCalled();
});

test('a dialog has its name, closes with escape and says so', async () => {
  const onclose = vi.fn();
  await render(Dialog, { open: true, title: 'Settings', onclose, children: words('inside') });
  await expect.element(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => onclose.mock.calls.length).toBe(1);
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('the close button of a dialog has a name', async () => {
  await render(Dialog, { open: true, title: 'Settings', children: words('inside') });
  await page.getByRole('button', { name: 'Close' }).click();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('progress has its words, its value and a way to stop', async () => {
  const oncancel = vi.fn();
  await render(Progress, { label: 'Reading orders.csv', value: 0.42, oncancel });
  await expect.element(page.getByRole('progressbar', { name: 'Reading orders.csv' })).toHaveAttribute('value', '0.42');
  await expect.element(page.getByText('42%')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(oncancel).toHaveBeenCalledOnce();
});

test('unknown progress has no value', async () => {
  await render(Progress, { label: 'Working', value: null });
  await expect.element(page.getByRole('progressbar')).not.toHaveAttribute('value');
});

test('an error says what, why and what next, and hides the technical text until asked', async () => {
  await render(ErrorNotice, { error: { code: 'no-such-code', parameters: {}, detail: 'stack of things' } });
  await expect.element(page.getByRole('alert')).toHaveTextContent('Something unexpected went wrong.');
  await expect.element(page.getByText('no-such-code: stack of things')).not.toBeVisible();
  await page.getByText('Technical detail').click();
  await expect.element(page.getByText('no-such-code: stack of things')).toBeVisible();
});

function drag(type: string, transfer: DataTransfer): DragEvent {
  const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
  return event;
}

test('the whole window takes files and says so while they hang over it', async () => {
  const onfiles = vi.fn();
  await render(DropZone, { onfiles });
  const transfer = new DataTransfer();
  transfer.items.add(new File(['a'], 'orders.csv'));
  drag('dragenter', transfer);
  await expect.element(page.getByText('Drop to analyse')).toBeVisible();
  expect(drag('drop', transfer).defaultPrevented).toBe(true);
  expect(onfiles.mock.calls[0]?.[0].map((file: File) => file.name)).toEqual(['orders.csv']);
  await expect.element(page.getByText('Drop to analyse')).not.toBeInTheDocument();
});

test('dragged text is left to the page', async () => {
  const onfiles = vi.fn();
  await render(DropZone, { onfiles });
  const transfer = new DataTransfer();
  transfer.setData('text/plain', 'words');
  expect(drag('drop', transfer).defaultPrevented).toBe(false);
  expect(onfiles).not.toHaveBeenCalled();
});
