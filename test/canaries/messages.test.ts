import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { alone } from '../../tools/messages/lock.mjs';
import { place } from '../../tools/messages/place.mjs';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'perennial-messages-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Makes a folder of these texts, anew. */
function made(name: string, texts: Record<string, string>): string {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(join(path, 'below'), { recursive: true });
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(path, file), text);
  return path;
}

test('only one process at a time compiles; who dies at it holds up nobody', async () => {
  const lock = join(folder, 'lock');
  const heard: string[] = [];
  const work = (name: string) => async () => {
    heard.push(`${name} begins`);
    await new Promise((resolved) => setImmediate(resolved));
    heard.push(`${name} ends`);
  };
  await Promise.all([alone(lock, work('one')), alone(lock, work('two'))]);
  expect(heard).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);

  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(lock, String(dead));
  await expect(alone(lock, () => 'went on')).resolves.toBe('went on');
  await expect(alone(lock, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  await expect(alone(lock, () => 'went on')).resolves.toBe('went on');
});

test('compiled files come to their place without touching what is the same, and what is no longer made goes', () => {
  const old = made('old', { same: '1', changed: '1', 'below/gone': '1' });
  const before = statSync(join(old, 'same')).ino;
  place(made('new', { same: '1', changed: '2', 'below/added': '1' }), old, ['changed']);
  expect(readdirSync(old, { recursive: true }).sort()).toEqual(['below', 'below/added', 'changed', 'same']);
  expect(readFileSync(join(old, 'changed'), 'utf8')).toBe('2');
  expect(statSync(join(old, 'same')).ino).toBe(before);
  expect(readdirSync(folder)).not.toContain('new');
});

test('the one module of messages that tests are served says what the many of a build say', () => {
  const compare = `
    const [many, whole] = await Promise.all(['messages/_index.js', 'whole/messages.js'].map((path) => import(process.cwd() + '/src/i18n/paraglide/' + path)));
    const all = new Proxy({}, { get: (_, name) => '<' + String(name) + '>' });
    const said = (from) => JSON.stringify(Object.keys(from).sort().map((key) => ['en', 'zh-Hans'].map((locale) => from[key](all, { locale }))));
    process.stdout.write(Object.keys(many).length + ' ' + (said(many) === said(whole)));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', compare], { cwd: root, encoding: 'utf8' });
  expect(stdout, stderr).toMatch(/^\d{3,} true$/);
});
