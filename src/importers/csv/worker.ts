import type { ReadingPort } from './protocol.ts';
import { serveCsv } from './serve.ts';

serveCsv(globalThis as unknown as ReadingPort);
