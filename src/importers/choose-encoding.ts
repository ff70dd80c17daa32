import { CodedError } from '#base/error.ts';
import { decodeText } from './decode-text.ts';
import type { EncodingCandidate, SourceNote } from './definition.ts';
import { fileBytes } from './file-bytes.ts';
import { legacyEncodings, plausibility } from './plausible.ts';
import type { SampledLine, TextSurvey } from './survey.ts';
import { decoder } from './text-encoding.ts';

/** Readings below this share of the best one's plausibility are not worth showing. */
const worthShowing = 0.5;
const mostShown = 4;
const linesShown = 3;

/** Above this share of the sampled lines that cannot be decoded, an encoding is not that of the file. */
const mostDamaged = 0.5;

/** How the bytes of a file become text. */
export interface TextPlan {
  encoding: string;
  /** some bytes are not of the encoding: records that hold them are rejected, everything else is read */
  damaged: boolean;
  encodings: EncodingCandidate[];
  notes: SourceNote[];
}

interface Scored {
  label: string;
  score: number;
  texts: string[];
  header: string;
}

/**
 * The encoding of a surveyed file: the one asked for, the certain one, or the most plausible. An encoding that fails further down in the file
 * gives way to the next one that does not, unless that is much less plausible.
 * @throws CodedError `import/encoding` when most lines are not of the encoding that was asked for, `import/encoding-unknown`, and what `fileBytes` throws.
 */
export async function chooseEncoding(
  file: Blob,
  survey: TextSurvey,
  asked: string | undefined,
  signal: AbortSignal,
  trusted = false,
): Promise<TextPlan> {
  const certain = survey.certain;
  const scored = certain ? [] : rank(survey);
  const encodings = candidates(scored, survey.sampled);
  if (asked !== undefined) return { ...(await forced(file, survey, asked, signal, trusted)), encodings };
  if (certain)
    return {
      encoding: certain,
      damaged: !(await clean(file, certain, survey, signal, trusted)),
      encodings,
      notes: textNotes(survey, certain),
    };
  const best = scored[0];
  for (const { label, score } of scored) {
    if (!best || score < best.score * 0.8) break;
    if (await clean(file, label, survey, signal, trusted))
      return { encoding: label, damaged: false, encodings, notes: textNotes(survey, label) };
  }
  const encoding = best?.label ?? 'windows-1252';
  return { encoding, damaged: true, encodings, notes: [] };
}

async function forced(
  file: Blob,
  survey: TextSurvey,
  label: string,
  signal: AbortSignal,
  trusted: boolean,
): Promise<Omit<TextPlan, 'encodings'>> {
  decoder(label);
  const damaged = !(await clean(file, label, survey, signal, trusted));
  const broken = linesOf(survey, label).filter((text) => text.includes('\ufffd')).length;
  if (damaged && broken > survey.sampled.length * mostDamaged) throw new CodedError('import/encoding', { encoding: label });
  return { encoding: label, damaged, notes: textNotes(survey, label) };
}

/** True when all bytes of the file are of the encoding. */
async function clean(file: Blob, label: string, survey: TextSurvey, signal: AbortSignal, trusted: boolean): Promise<boolean> {
  if (survey.certain === 'utf-8' && (label === 'utf-8' || survey.ascii)) return true;
  const decode = decoder(label);
  try {
    for await (const { bytes } of fileBytes(file, signal, trusted)) decode(bytes);
    decode(null);
    return true;
  } catch (thrown) {
    if (thrown instanceof CodedError && thrown.code === 'import/encoding') return false;
    throw thrown;
  }
}

function rank(survey: TextSurvey): Scored[] {
  return ['utf-8', ...legacyEncodings]
    .map((label) => {
      const texts = linesOf(survey, label);
      const header = headerOf(survey, label);
      return { label, texts, header, score: plausibility(texts.join('\n'), header, label) };
    })
    .sort((left, right) => right.score - left.score);
}

function linesOf(survey: TextSurvey, label: string): string[] {
  return survey.sampled.map(({ bytes }) => decodeText(label, bytes));
}

/** The first line with a delimiter in it, else the first that is not blank. */
function headerOf(survey: TextSurvey, label: string): string {
  const lines = decodeText(label, survey.head).split(/\r\n|\r|\n/, 30);
  return (lines.find((line) => /[,;\t|]/.test(line) && !/^"?sep=/i.test(line)) ?? lines.find((line) => line.trim() !== '') ?? '').slice(
    0,
    500,
  );
}

function candidates(scored: readonly Scored[], sampled: readonly SampledLine[]): EncodingCandidate[] {
  const best = scored[0];
  if (!best) return [];
  const worth = scored.filter(({ score }) => score > 0 && score >= best.score * worthShowing);
  const distinct = worth
    .filter(({ texts }, index) => !worth.slice(0, index).some((other) => sameTexts(other.texts, texts)))
    .slice(0, mostShown);
  const differing = sampled
    .map((_, index) => index)
    .filter((index) => new Set(distinct.map(({ texts }) => texts[index])).size > 1)
    .slice(0, linesShown);
  return distinct.map(({ label, score, header, texts }) => ({
    ...{ label, header, score: Math.min(1, score) },
    differing: differing.map((index) => ({ line: sampled[index]?.line ?? 0, text: (texts[index] ?? '').slice(0, 500) })),
  }));
}

const sameTexts = (left: readonly string[], right: readonly string[]): boolean => left.every((text, index) => text === right[index]);

/** UTF-8 that was read as Windows-1252 and written again, characters that were lost before, and C1 controls. */
const damagedText = /\ufffd|[\u0080-\u009f]|Ã[\u0080-\u00bfƒ‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Â[\u00a0-\u00bf]|ï¿½/;

function textNotes(survey: TextSurvey, label: string): SourceNote[] {
  const texts = linesOf(survey, label);
  const lines = survey.sampled.filter((_, index) => damagedText.test(texts[index] ?? ''));
  return lines.length === 0 ? [] : [{ code: 'text_damaged', parameters: { lines: lines.length, line: lines[0]?.line ?? 0 } }];
}
