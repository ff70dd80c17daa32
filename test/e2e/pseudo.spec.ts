import { resolve } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { serveWeakened, type StaticServer } from './support/static-server.ts';
import { visit } from './support/site.ts';

const test = base.extend<object, { site: StaticServer }>({
  site: [
    async ({}, use) => {
      const server = await serveWeakened(resolve(import.meta.dirname, '../../dist-pseudo'), (_, text) => text);
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ site }, use) => use(`${site.origin}/`),
});

/** Text of the page that did not come from a message: outside of ⟦…⟧, not data, and with at least two letters in a row. */
function hardCodedText(): string[] {
  const data = 'svg, code, pre, kbd, [data-content], .prose, [lang]:not(html), noscript, script, style, td, th[scope=row]';
  /** the product, the title that the Overview's own text carries, dates as the locale writes them, authors with their year */
  const names = /Perennial|Overview|[A-Z][a-z]{2} \d{1,2}, \d{4}|[\p{L}.,& -]+ (19|20)\d\d/gu;
  const found = new Set<string>();
  const look = (text: string): void => {
    let rest = text;
    for (let before = ''; before !== rest;) [before, rest] = [rest, rest.replace(/⟦[^⟦⟧]*⟧/g, ' ')];
    rest = rest.replace(names, ' ').trim();
    if (/\p{L}{2}/u.test(rest)) found.add(rest.slice(0, 80));
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
  const blocks = new Set<Element>();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node as Element;
    if (element.closest(data)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) look(element.getAttribute(name) ?? '');
    const speaks = [...element.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim());
    if (speaks) blocks.add(element.closest('h1, h2, h3, h4, p, li') ?? element); // a headline is one message in several spans
  }
  const outermost = [...blocks].filter((block) => ![...blocks].some((other) => other !== block && other.contains(block)));
  for (const block of outermost) {
    const copy = block.cloneNode(true) as Element;
    copy.querySelectorAll(data).forEach((part) => part.remove());
    look(copy.textContent ?? '');
  }
  return [...found];
}

for (const [name, hash] of Object.entries({ start: '', overview: '#/notebook/overview', data: '#/data' })) {
  test(`${name}: every word that a person reads is a message`, async ({ page }) => {
    await visit(page, hash);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    if (name !== 'data') await expect(page.locator('[data-lens="loyalty-matrix"][data-state="ready"]')).toBeVisible();
    expect(await page.evaluate(hardCodedText)).toEqual([]);
  });
}

test('a word that is not a message is found', async ({ page }) => {
  await visit(page);
  await page.evaluate(() =>
    document.querySelector('main')?.append(Object.assign(document.createElement('p'), { textContent: 'Hard-coded' })),
  );
  expect(await page.evaluate(hardCodedText)).toEqual(['Hard-coded']);
});
