import * as comlink from 'comlink';
import { teachComlink } from './protocol.ts';

/**
 * Offers the functions of a worker to the page; the last line of a worker entry. Functions may take an AbortSignal and async
 * iterables, answer promises or async iterables, and throw CodedErrors; everything else must survive structured clone.
 */
export function expose(functions: Record<string, (...given: never[]) => unknown>): void {
  teachComlink();
  comlink.expose(functions);
}
