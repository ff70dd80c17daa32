import { commonest } from '../header.ts';
import { tokenise, type TextRecord } from './tokenise.ts';

/** Delimiters that are tried, the commonest first. */
export const delimiters = [',', ';', '\t', '|'] as const;

/** The delimiter that a first line `sep=;` announces, null without one. */
export function announcedDelimiter(sample: string): string | null {
  return /^"?sep=([\x01-\x7f])"?\r?(?:\n|$)/i.exec(sample)?.[1] ?? null;
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
    if (!sample.includes(delimiter)) continue;
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

/**
 * True when quotation marks of a text are ordinary characters, as in the reports of Amazon: with quoting, more of its lines are lost (broken, or
 * in records of another width) than without. A field that stands in quotes as a whole speaks for quoting.
 */
export function hasLiteralQuotes(sample: string, delimiter: string, complete: boolean): boolean {
  if (!sample.includes('"')) return false;
  const quoted = whole(tokenise(sample, delimiter), complete);
  const literal = whole(tokenise(sample, delimiter, false), complete);
  const width = commonest(literal.map(({ fields }) => fields.length));
  const lostQuoted = linesLost(quoted, commonest(quoted.map(({ fields }) => fields.length)));
  if (lostQuoted === 0) return false;
  const lostLiteral = linesLost(literal, width) + literal.filter(({ fields }) => fields.length === width && fields.some(isQuoted)).length;
  return lostLiteral < lostQuoted || (delimiter === '\t' && lostLiteral === lostQuoted);
}

/** Physical lines of records that are broken or have another width. */
function linesLost(records: readonly TextRecord[], width: number): number {
  return records.filter(({ broken, fields }) => broken || fields.length !== width).reduce((sum, { lines }) => sum + lines, 0);
}

/** True for a field that begins and ends with a quotation mark. */
export function isQuoted(field: string): boolean {
  return field.length > 1 && field.startsWith('"') && field.endsWith('"');
}

/** The records that are not blank, without the last one of a sample that is cut. */
function whole(records: TextRecord[], complete: boolean): TextRecord[] {
  return (complete || records.length < 2 ? records : records.slice(0, -1)).filter(({ raw }) => raw.trim() !== '');
}
