import type { ErrorShape } from '#base/error.ts';
import type { KeyedMessages } from './keyed.ts';
import * as all from './paraglide/domains/errors.js';

const messages = all as unknown as KeyedMessages;

/** What a person reads about an error. */
export interface ErrorWords {
  what: string;
  why: string;
  next: string;
}

function words(key: string, parameters: Record<string, string | number>): string | null {
  return messages[key]?.(parameters) ?? null;
}

/**
 * The three sentences of an error in the locale in force: what happened, why, what to do next.
 * A code without messages reads like `unexpected`; nothing is thrown.
 */
export function errorWords(error: Pick<ErrorShape, 'code' | 'parameters'>): ErrorWords {
  const key = `error_${error.code.replace(/[^a-z0-9]+/gi, '_')}`;
  const one = (part: keyof ErrorWords): string =>
    words(`${key}_${part}`, error.parameters) ?? words(`error_unexpected_${part}`, error.parameters) ?? error.code;
  return { what: one('what'), why: one('why'), next: one('next') };
}
