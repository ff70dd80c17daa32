import type { ReadingPort } from '../reading/protocol.ts';
import { serve } from '../reading/serve.ts';
import { reader } from './read.ts';

serve(reader, globalThis as unknown as ReadingPort);
