import type { ErrorShape } from '#base/error.ts';
import { m } from './messages.ts';

/** What a person reads about an error. */
export interface ErrorWords {
  what: string;
  why: string;
  next: string;
}

type Message = (parameters: Record<string, string | number>) => string;

function words(key: string, parameters: Record<string, string | number>): string | null {
  const message = (m as unknown as Record<string, Message | undefined>)[key];
  return message ? message(parameters) : null;
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
