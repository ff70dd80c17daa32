import * as all from './paraglide/domains/data.js';
import type { KeyedMessages } from './keyed.ts';

/** The messages about data, by key; apart from `m`, so that the first picture does not carry them. */
export const dataMessages = all as unknown as KeyedMessages;
