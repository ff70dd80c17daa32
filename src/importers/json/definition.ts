import { detectEncoding } from '../text-encoding.ts';
import type { Importer } from '../definition.ts';

/** JSON documents and one object a line (NDJSON), which archives also hold as .json.gz. */
export const json: Importer = {
  id: 'json',
  holdsParts: false,
  extensions: ['json', 'ndjson', 'jsonl'],
  sniff(firstBytes, name) {
    const text = new TextDecoder(detectEncoding(firstBytes)).decode(firstBytes).trimStart();
    const begins = /^(\{\s*("|\}|$)|\[\s*([[{\]"\d-]|true|false|null|$))/.test(text);
    return { confidence: !begins ? 0 : /^\[\s*["\d]/.test(text) && !/json/i.test(name) ? 0.5 : 0.97, reason: 'bracket' };
  },
};
