import { expect, test } from 'vitest';
import { Preferences } from '#state/preferences.svelte.ts';

function store(values: Record<string, string> = {}) {
  return { values, getItem: (key: string) => values[key] ?? null, setItem: (key: string, value: string) => void (values[key] = value) };
}

test('the language follows the browser until a person chooses', () => {
  expect(new Preferences(store(), ['zh-CN', 'en']).locale).toBe('zh-Hans');
  expect(new Preferences(store(), ['fr', 'de']).locale).toBe('en');
  expect(new Preferences(store({ 'perennial.locale': 'en' }), ['zh-CN']).locale).toBe('en');
});

test('choices are kept for the next visit', () => {
  const kept = store();
  const preferences = new Preferences(kept, ['en']);
  preferences.setLocale('zh-Hans');
  const before = preferences.theme;
  preferences.toggleTheme();
  expect(preferences.theme).not.toBe(before);
  expect(kept.values).toEqual({ 'perennial.locale': 'zh-Hans', 'perennial.theme': preferences.theme });
});

test('forbidden storage changes nothing but the memory between visits', () => {
  const forbidden = () => {
    throw new Error('SecurityError');
  };
  const preferences = new Preferences({ getItem: forbidden, setItem: forbidden }, ['en']);
  preferences.setLocale('zh-Hans');
  preferences.toggleTheme();
  expect(preferences.locale).toBe('zh-Hans');
});

test('an unknown kept value is ignored', () => {
  expect(new Preferences(store({ 'perennial.locale': 'xx', 'perennial.theme': 'pink' }), ['zh']).locale).toBe('zh-Hans');
});
