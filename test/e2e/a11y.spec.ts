import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { figuresOf, visit } from './support/site.ts';

const pages = { start: '', overview: '#/notebook/overview', data: '#/data' };
const widths = [1280, 320];
const themes = ['light', 'dark'] as const;

for (const [name, hash] of Object.entries(pages)) {
  for (const colorScheme of themes) {
    for (const width of widths) {
      test(`${name}, ${colorScheme}, ${width} px: no barrier that a program can find, and nothing to scroll sideways`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await visit(page, hash);
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
        if (name !== 'data') await expect.poll(() => figuresOf(page).count()).toBeGreaterThanOrEqual(3);
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      });
    }
  }
}

test('the keyboard reaches everything: skip link first, palette by shortcut, closed by Escape', async ({ page }) => {
  await visit(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
