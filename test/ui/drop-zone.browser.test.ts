import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import DropZone from '../../src/ui/DropZone.svelte';

let taken: File[] = [];
beforeEach(async () => {
  taken = [];
  await render(DropZone, { onfiles: (files: File[]) => void (taken = files) });
});

function paste(text: string, type = 'text/plain', target: EventTarget = document.body): ClipboardEvent {
  const clipboardData = new DataTransfer();
  clipboardData.setData(type, text);
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  return event;
}

test('a pasted table becomes a file with its text, named in the reader’s language', async () => {
  const event = paste('order\tcustomer\nA1\tC1\n');
  expect(event.defaultPrevented).toBe(true);
  expect(taken).toHaveLength(1);
  expect(taken[0]?.name).toMatch(/1\.tsv$/);
  expect(await taken[0]?.text()).toBe('order\tcustomer\nA1\tC1\n');
  paste('a,b\n1,2');
  expect(taken[0]?.name).toMatch(/2\.tsv$/);
});

test('a word is no table', () => {
  expect(paste('hello').defaultPrevented).toBe(false);
  expect(paste('  one line \n').defaultPrevented).toBe(false);
  expect(taken).toEqual([]);
});

test('markup is never taken: only plain text is', () => {
  paste('<table><tr><td>1\t2</td></tr></table>', 'text/html');
  expect(taken).toEqual([]);
});

test('what is pasted into a field stays there', () => {
  const field = document.createElement('textarea');
  document.body.append(field);
  expect(paste('a\tb\n1\t2', 'text/plain', field).defaultPrevented).toBe(false);
  expect(taken).toEqual([]);
  field.remove();
});

test('files that hang over the page are announced, and taken when they are dropped', async () => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['a'], 'a.csv'));
  window.dispatchEvent(new DragEvent('dragenter', { dataTransfer }));
  await expect.element(page.getByText('Drop to analyse')).toBeInTheDocument();
  window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  await expect.element(page.getByText('Drop to analyse')).not.toBeInTheDocument();
  expect(taken.map(({ name }) => name)).toEqual(['a.csv']);
});

test('text that is dragged over the page is left alone', () => {
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('text/plain', 'a');
  const over = new DragEvent('dragover', { dataTransfer, cancelable: true });
  window.dispatchEvent(over);
  expect(over.defaultPrevented).toBe(false);
});
