import type { JSHandle, Locator, Page } from '@playwright/test';

/** The scripting interface as a test sees it through the page: everything is plain JSON. */
interface Scripting {
  ready: Promise<unknown>;
  engine: { ready: Promise<unknown>; start(): Promise<unknown> };
  open(files: File[], options?: OpenOptions): Promise<unknown>;
  [method: string]: unknown;
}

export interface NamedText {
  name: string;
  text: string;
}

export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/** Files as they travel into the page: bytes as base64, texts as they are. */
interface Parcel {
  name: string;
  text?: string;
  base64?: string;
}

function parcels(files: readonly (NamedText | NamedBytes)[]): Parcel[] {
  return files.map((file) => ('text' in file ? file : { name: file.name, base64: Buffer.from(file.bytes).toString('base64') }));
}

/** Files in the page, as a handle. */
export function filesIn(page: Page, files: readonly (NamedText | NamedBytes)[]): Promise<JSHandle<File[]>> {
  return page.evaluateHandle(
    (all) =>
      all.map(({ name, text, base64 }) => {
        const content = base64 === undefined ? (text ?? '') : Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        return new File([content], name);
      }),
    parcels(files),
  );
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

/** What `perennial.open` is told beside the files. */
export interface OpenOptions {
  answers?: Record<string, string>;
  corrections?: Record<string, Record<string, unknown>>;
}

/** `perennial.open`, once everything is in memory: the whole import stands under the network proof. */
export async function open<Report>(
  page: Page,
  files: readonly (NamedText | NamedBytes)[],
  answers: Record<string, string> = {},
  options: OpenOptions = {},
): Promise<Report> {
  await startEngine(page);
  return page.evaluate(
    async ([given, told]) => {
      const { perennial } = globalThis as unknown as { perennial: Scripting };
      return (await perennial.open(given, told)) as Report;
    },
    [await filesIn(page, files), { ...options, answers }] as const,
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

/** Drops files on the middle of the page, the way a person does. */
export async function drop(page: Page, files: readonly (NamedText | NamedBytes)[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (all) => {
      const data = new DataTransfer();
      for (const file of all) data.items.add(file);
      return data;
    },
    await filesIn(page, files),
  );
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('main', type, { dataTransfer: transfer });
}

/** The figures on the page: articles that hold no other article (a notebook is one, too) and have their views. */
export function figuresOf(page: Page): Locator {
  return page
    .getByRole('main')
    .getByRole('article')
    .filter({ hasNot: page.getByRole('article'), has: page.getByRole('tablist') });
}
