import { commonest } from '../header.ts';
import { tokenise } from './tokenise.ts';

/** Delimiters that are tried, the commonest first. */
export const delimiters = [',', ';', '\t', '|'] as const;

/** The delimiter that a first line `sep=;` announces, null without one. */
export function announcedDelimiter(sample: string): string | null {
  return /^"?sep=([^\r\n])"?\r?(?:\n|$)/i.exec(sample)?.[1] ?? null;
}

/**
 * The delimiter of a text by its beginning: the one that gives most records the same number of fields above one, quotes minded;
 * `,` when none does. `complete` says that the sample is the whole text; otherwise its last, cut record is left out.
 */
export function detectDelimiter(sample: string, complete: boolean): string {
  const announced = announcedDelimiter(sample);
  if (announced) return announced;
  let best = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const widths = recordsOf(sample, delimiter, complete).map((fields) => fields.length);
    const width = commonest(widths);
    if (width < 2) continue;
    const share = widths.filter((other) => other === width).length / widths.length;
    const score = share * share * (1 + Math.log2(width));
    if (score > bestScore * 1.0001) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** The records of a sample that are not blank. */
export function recordsOf(sample: string, delimiter: string, complete: boolean): string[][] {
  const records = tokenise(sample, delimiter).map((record) => record.fields);
  if (!complete && records.length > 1) records.pop();
  return records.filter((fields) => fields.some((field) => field.trim() !== ''));
}
