import type { BrowserContext } from '@playwright/test';
import type { Canary } from './canary.ts';

/** What a browser context did that the product promises never to do. */
export interface NetworkWatch {
  /** one line for every broken promise so far; an empty list is the proof */
  report(): string[];
  /** the test itself is about to load the page again: requests to our origin are allowed until the engine is ready anew */
  allowLoading(): void;
  /** the test itself breaks something: problems that match are what it wanted */
  expectProblem(pattern: RegExp): void;
}

interface Marks {
  __perennialReady(): void;
  __perennialViolation(text: string): void;
  perennial?: { engine: { readonly ready: Promise<unknown> } };
}

/** Runs in every page before its own scripts: tells when the engine is ready and which policy violations the browser reports. */
function tellTheTest(): void {
  const marks = globalThis as unknown as Marks;
  document.addEventListener('securitypolicyviolation', (event) => {
    marks.__perennialViolation(
      `${event.effectiveDirective} refused ${event.blockedURI || 'inline'} (${event.sourceFile}:${event.lineNumber})`,
    );
  });
  const wait = setInterval(() => {
    const engine = marks.perennial?.engine;
    if (!engine) return;
    clearInterval(wait);
    const tell = (ready: Promise<unknown>): Promise<unknown> => {
      ready.then(() => marks.__perennialReady()).catch(() => undefined);
      return ready;
    };
    // Asking for `ready` starts the engine, so the test listens when the page or the test itself asks, and never asks of its own.
    const before = Object.getOwnPropertyDescriptor(engine, 'ready');
    const ask = before?.get?.bind(engine);
    if (ask) Object.defineProperty(engine, 'ready', { get: () => tell(ask() as Promise<unknown>) });
    else void tell(engine.ready);
  }, 5);
}

/**
 * Watches everything a context does: requests outside `origin` (attempts count, even when the policy stops them), any request at all
 * once the engine is ready, policy violations, errors on the console or thrown, and what reached the canary.
 */
export async function watchNetwork(context: BrowserContext, origin: string, canary: Canary): Promise<NetworkWatch> {
  const problems: string[] = [];
  const expected: RegExp[] = [];
  let ready = false;
  canary.forget();
  context.on('request', (request) => {
    const url = request.url();
    if (/^(blob|data):/.test(url)) return;
    if (!url.startsWith(`${origin}/`)) problems.push(`request outside the origin: ${request.method()} ${url}`);
    else if (ready) problems.push(`request after the engine was ready: ${request.method()} ${url}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console error: ${message.text()}`);
  });
  context.on('page', (page) => page.on('websocket', (socket) => problems.push(`socket: ${socket.url()}`)));
  context.on('weberror', (error) => problems.push(`uncaught: ${error.error().message}`));
  await context.exposeBinding('__perennialReady', () => void (ready = true));
  await context.exposeBinding('__perennialViolation', (_, text: string) => void problems.push(`policy violation: ${text}`));
  await context.addInitScript(tellTheTest);
  return {
    report: () =>
      [...problems, ...canary.hits.map((hit) => `reached the canary: ${hit}`)].filter(
        (problem) => !expected.some((pattern) => pattern.test(problem)),
      ),
    expectProblem: (pattern) => void expected.push(pattern),
    allowLoading: () => void (ready = false),
  };
}
