import type { Component } from 'svelte';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#ui/base.css';
import { pressed } from '../../src/app/commands.ts';
import Palette from '../../src/app/Palette.svelte';
import TopBar from '../../src/app/TopBar.svelte';
import Harness from './Harness.svelte';
import { makeParts } from './support.ts';

test('the palette finds a command by its words and runs it with Enter', async () => {
  const { parts } = makeParts();
  let closed = false;
  await render(Palette, { commands: parts.commands, onclose: () => (closed = true) });
  await userEvent.type(page.getByRole('combobox'), 'room');
  await expect.element(page.getByRole('option')).toHaveTextContent('Go to the data room');
  await userEvent.keyboard('{Enter}');
  expect(parts.route.place).toEqual({ page: 'data' });
  expect(closed).toBe(true);
});

test('the palette walks with the arrows and says when nothing fits', async () => {
  const { parts } = makeParts();
  await render(Palette, { commands: parts.commands, onclose: () => undefined });
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(page.getByRole('option', { selected: true })).toHaveTextContent('Open a notebook');
  await userEvent.type(page.getByRole('combobox'), 'zzz');
  await expect.element(page.getByText('No command has these words.')).toBeVisible();
});

test('only commands that can be done now are offered', async () => {
  const { parts } = makeParts();
  await render(Palette, { commands: parts.commands, onclose: () => undefined });
  await expect.element(page.getByRole('option', { name: 'Forget everything that was loaded' })).not.toBeInTheDocument();
});

test('a key runs its command, but never while somebody types or holds a modifier', () => {
  const { parts } = makeParts();
  const field = document.body.appendChild(document.createElement('input'));
  const press = (target: HTMLElement, init: KeyboardEventInit): boolean => {
    const event = new KeyboardEvent('keydown', { bubbles: true, ...init });
    target.dispatchEvent(event);
    return pressed(parts.commands, event);
  };
  expect(press(field, { key: 't' })).toBe(false);
  expect(press(document.body, { key: 't', ctrlKey: true })).toBe(false);
  const before = parts.preferences.theme;
  expect(press(document.body, { key: 't' })).toBe(true);
  expect(parts.preferences.theme).not.toBe(before);
  field.remove();
});

test('the language changes in place', async () => {
  const { parts } = makeParts();
  await render(Harness, { parts, component: TopBar as unknown as Component<Record<string, unknown>> });
  await page.getByRole('button', { name: '切换到简体中文' }).click();
  await expect.element(page.getByRole('button', { name: '深色主题' })).toBeInTheDocument();
  expect(parts.preferences.locale).toBe('zh-Hans');
  await page.getByRole('button', { name: 'Switch to English' }).click();
});
