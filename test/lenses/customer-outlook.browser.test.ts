import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#ui/tokens.css';
import '#ui/base.css';
import { moreLenses } from '#lenses/more.ts';
import LensView from '#lenses/lens-view.svelte';
import type { CustomerOutlookResult } from '#lenses/customer-outlook/analyse.ts';
import { syntheticStatistics } from '../support/statistics.ts';

const lens = moreLenses().find(({ id }) => id === 'customer-outlook')!;

async function show(width = 760) {
  await page.viewport(width, 900);
  const answer = (await lens.analyse(syntheticStatistics(), lens.defaults, new AbortController().signal)) as CustomerOutlookResult;
  render(LensView, { lens, answer, state: 'ready' });
  await expect.element(page.getByRole('slider', { name: 'Today' })).toBeVisible();
  return answer;
}
const sliders = () => page.getByRole('slider', { name: /^Purchase/ });
const headline = () => page.getByRole('heading', { level: 3 });
const alive = () => page.getByRole('row', { name: /MBG/ }).getByRole('cell').first();

afterEach(() => page.viewport(1280, 800));

test('the arrow keys move a purchase by a day, and all numbers follow', async () => {
  const { customer } = await show();
  const before = [headline().element().textContent, alive().element().textContent];
  (
    sliders()
      .nth(customer.purchases.length - 1)
      .element() as HTMLElement
  ).focus();
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await expect
    .element(sliders().nth(customer.purchases.length - 1))
    .toHaveAttribute('aria-valuenow', String(customer.purchases.at(-1)! + 7));
  expect([headline().element().textContent, alive().element().textContent]).not.toEqual(before);
});

test('Delete removes a purchase, undo brings it back', async () => {
  const { customer } = await show();
  (sliders().first().element() as HTMLElement).focus();
  await userEvent.keyboard('{Delete}');
  await expect.element(sliders().nth(customer.purchases.length - 1)).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.element(sliders().nth(customer.purchases.length - 1)).toBeInTheDocument();
});

test('dragging follows the pointer: a later last purchase makes the customer more alive', async () => {
  const { customer } = await show();
  const last = sliders().nth(customer.purchases.length - 1);
  const box = last.element().getBoundingClientRect();
  const at = (dx: number) => ({ clientX: box.left + 14 + dx, clientY: box.top + 14, pointerId: 1, button: 0, bubbles: true });
  const element = last.element() as HTMLElement;
  element.setPointerCapture = () => undefined;
  const before = Number.parseInt(alive().element().textContent);
  element.dispatchEvent(new PointerEvent('pointerdown', at(0)));
  element.dispatchEvent(new PointerEvent('pointermove', at(60)));
  element.dispatchEvent(new PointerEvent('pointerup', at(60)));
  await expect
    .poll(() =>
      Number(
        sliders()
          .nth(customer.purchases.length - 1)
          .element()
          .getAttribute('aria-valuenow'),
      ),
    )
    .toBeGreaterThan(customer.purchases.at(-1)!);
  expect(Number.parseInt(alive().element().textContent)).toBeGreaterThan(before);
  await userEvent.keyboard('{Control>}z{/Control}');
});

test('time that passes without a purchase lowers P(alive)', async () => {
  await show();
  const before = Number.parseInt(alive().element().textContent);
  (page.getByRole('slider', { name: 'Today' }).element() as HTMLElement).focus();
  for (let i = 0; i < 6; i++) await userEvent.keyboard('{PageUp}');
  expect(Number.parseInt(alive().element().textContent)).toBeLessThan(before);
});

test('the list of purchases does the same by dates', async () => {
  const { customer } = await show(390);
  await page.getByText('Purchases as a list').click();
  await page
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click();
  await expect.element(sliders().nth(customer.purchases.length - 1)).not.toBeInTheDocument();
});

test('a click on the line adds a purchase there', async () => {
  const { customer } = await show();
  const lane = document.querySelector<HTMLElement>('.lane')!;
  const box = lane.getBoundingClientRect();
  lane.dispatchEvent(new MouseEvent('click', { clientX: box.right - 8, clientY: box.top + 10, bubbles: true }));
  await expect.element(sliders().nth(customer.purchases.length)).toBeInTheDocument();
});
