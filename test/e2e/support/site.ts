import type { Locator, Page } from '@playwright/test';

/** The scripting interface as a test sees it through the page: everything is plain JSON. */
interface Scripting {
  ready: Promise<unknown>;
  engine: { ready: Promise<unknown>; start(): Promise<unknown> };
  open(files: File[], options?: { answers?: Record<string, string> }): Promise<unknown>;
  [method: string]: unknown;
}

export interface NamedText {
  name: string;
  text: string;
}

/** Loads a page of the site (a hash such as `#/data`; defaults to the start) and waits until it can be used. */
export async function visit(page: Page, hash = ''): Promise<void> {
  await page.goto(`./${hash}`);
  await page.waitForFunction(() => 'perennial' in globalThis);
  await page.evaluate(async () => void (await (globalThis as unknown as { perennial: Scripting }).perennial.ready));
}

/** Starts the engine and waits until everything lazy is in memory. */
export async function startEngine(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { engine } = (globalThis as unknown as { perennial: Scripting }).perennial;
    await engine.start();
    await engine.ready;
  });
}

/** `perennial.open` with files made from text, once everything is in memory: the whole import stands under the network proof. */
export async function open<Report>(page: Page, files: NamedText[], answers: Record<string, string> = {}): Promise<Report> {
  await startEngine(page);
  return page.evaluate(
    async ([parts, given]) => {
      const { perennial } = globalThis as unknown as { perennial: Scripting };
      return (await perennial.open(
        parts.map(({ name, text }) => new File([text], name)),
        { answers: given },
      )) as Report;
    },
    [files, answers] as const,
  );
}

/** Calls one method of the scripting interface with plain arguments. */
export function call<Result>(page: Page, method: string, ...args: unknown[]): Promise<Result> {
  return page.evaluate(
    async ([name, given]) => {
      const { perennial } = globalThis as unknown as { perennial: Record<string, (...all: unknown[]) => Promise<Result>> };
      const run = perennial[name];
      if (!run) throw new Error(`perennial.${name} does not exist`);
      return await run(...given);
    },
    [method, args] as const,
  );
}

/** The code of the error with which a call is rejected; fails when it is not rejected. */
export function failureOf(page: Page, method: string, ...args: unknown[]): Promise<string> {
  return page.evaluate(
    async ([name, given]) => {
      const { perennial } = globalThis as unknown as { perennial: Record<string, (...all: unknown[]) => Promise<unknown>> };
      try {
        await perennial[name]?.(...given);
      } catch (thrown) {
        return (thrown as { code?: string }).code ?? String(thrown);
      }
      throw new Error(`perennial.${name} was not rejected`);
    },
    [method, args] as const,
  );
}

/** Drops files made from text on the middle of the page, the way a person does. */
export async function drop(page: Page, files: NamedText[]): Promise<void> {
  const transfer = await page.evaluateHandle((parts) => {
    const data = new DataTransfer();
    for (const { name, text } of parts) data.items.add(new File([text], name));
    return data;
  }, files);
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('main', type, { dataTransfer: transfer });
}

/** The figures on the page: articles that hold no other article (a notebook is one, too) and have their views. */
export function figuresOf(page: Page): Locator {
  return page
    .getByRole('main')
    .getByRole('article')
    .filter({ hasNot: page.getByRole('article'), has: page.getByRole('tablist') });
}
