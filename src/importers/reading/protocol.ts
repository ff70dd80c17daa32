import type { ErrorShape } from '#base/error.ts';
import type { Part, ReadEvent, ReadOptions } from '../definition.ts';

/** What the page tells the reading worker: name the parts of this file, or read it, and then go on once for each answer. */
export type Ask =
  | { kind: 'parts'; file: Blob; name: string; options: ReadOptions; asset: Blob | null }
  | { kind: 'read'; file: Blob; name: string; options: ReadOptions; asset: Blob | null }
  | { kind: 'more' }
  | { kind: 'stop' };

/** What the worker answers: the parts, or the next events (the last answer says that there are no more), or why it cannot go on. */
export type Answer =
  { kind: 'parts'; parts: Part[] } | { kind: 'events'; events: ReadEvent[]; last: boolean } | { kind: 'failed'; error: ErrorShape };

/** The worker as the page sees it. */
export interface ReadingWorker {
  postMessage(message: Ask): void;
  addEventListener(type: 'message', listener: (event: { data: Answer }) => void): void;
  addEventListener(type: 'error', listener: (event: { message?: string }) => void): void;
  terminate(): void;
}

/** The page as the worker sees it. */
export interface ReadingPort {
  postMessage(message: Answer, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { data: Ask }) => void): void;
}
