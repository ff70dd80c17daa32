import { bgBb } from './bg-bb/process.ts';
import { bgNbd } from './bg-nbd/process.ts';
import { mbgNbd } from './mbg-nbd/process.ts';
import { paretoNbd } from './pareto-nbd/process.ts';
import type { PurchaseProcess } from './process.ts';

/** Every process of buying until dropping out, in the order of lists; each is a folder. Those in `discrete` time need histories of whole opportunities. */
export const processes: readonly PurchaseProcess[] = [bgNbd, mbgNbd, paretoNbd, bgBb];
