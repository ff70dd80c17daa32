import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { differences, parametersOf, unusedKeys, type Messages } from './message-keys.ts';
import { filesOf, root } from './tree.ts';

const domains = readdirSync(join(root, 'src/i18n/messages'));
const sources = filesOf('src', /\.(ts|svelte)$/);

function read(domain: string, locale: string): Messages {
  const path = `src/i18n/messages/${domain}/${locale}.json`;
  const file = filesOf(`src/i18n/messages/${domain}`, /\.json$/).find((candidate) => candidate.path === path);
  return JSON.parse(file?.text ?? '{}') as Messages;
}

test.each(domains)('%s: both languages have the same messages with the same parameters', (domain) => {
  expect(differences(read(domain, 'en'), read(domain, 'zh-Hans'))).toEqual([]);
});

test.each(domains)('%s: every key starts with its domain and is used somewhere', (domain) => {
  const keys = Object.keys(read(domain, 'en')).filter((key) => !key.startsWith('$'));
  expect(keys.filter((key) => !key.startsWith(`${domain === 'errors' ? 'error' : domain}_`))).toEqual([]);
  expect(unusedKeys(keys, sources)).toEqual([]);
});

test.each(domains)('%s: the Chinese is Chinese', (domain) => {
  const wrong = Object.entries(read(domain, 'zh-Hans')).filter(
    ([, text]) => typeof text === 'string' && /[\u4e00-\u9fff]\s*[,;:?!](\s|$)/.test(text),
  );
  expect(wrong.map(([key, text]) => `${key}: half-width punctuation in ${String(text)}`)).toEqual([]);
});

test.each(domains)('%s: Chinese stands beside Latin words, numbers and parameters without a space, which the browser sets', (domain) => {
  const wrong = Object.entries(read(domain, 'zh-Hans')).filter(
    ([key, text]) => !key.includes('formula') && /[\u4e00-\u9fff] [A-Za-z0-9{]|[A-Za-z0-9%}] [\u4e00-\u9fff]/.test(String(text)),
  );
  expect(wrong.map(([key, text]) => `${key}: ${String(text)}`)).toEqual([]);
});

test('every error that is thrown can say what happened, why it matters and what to do next', () => {
  const known = read('errors', 'en');
  const codes = sources.flatMap(({ text }) => [...text.matchAll(/new CodedError\(\s*'([a-z]+\/[a-z-]+)'/g)].map((match) => match[1] ?? ''));
  const missing = [...new Set(codes)].flatMap((code) =>
    ['what', 'why', 'next'].map((part) => `error_${code.replace(/[/-]/g, '_')}_${part}`).filter((key) => !(key in known)),
  );
  expect(missing).toEqual([]);
});

test('a difference, a parameter and an unused key are seen', () => {
  expect(parametersOf('{n} of {total} and {n}')).toEqual(['n', 'total']);
  expect(differences({ a_x: '{n}', a_y: '' }, { a_x: '{m}' })).toEqual(['a_x has the parameters n and m', 'a_y is in one language only']);
  const text = 'm.a_used(); m[`a_${id}_title`]; new CodedError("csv/bad-quote")';
  expect(
    unusedKeys(['a_used', 'a_whale_title', 'a_left', 'error_csv_bad_quote_what', 'error_csv_left_what'], [{ path: 'x', text }]),
  ).toEqual(['a_left', 'error_csv_left_what']);
});
