import { surveyRules } from '#schema/thresholds.ts';
import { folded } from './constructs.ts';

/** The lowest and highest value that an item allows. */
export interface Scale {
  min: number;
  max: number;
}

/** How the answers of one column are read. */
export interface Answers {
  /** number of each answer as written (trimmed), for answers that are values of a scale */
  values: ReadonlyMap<string, number>;
  /** proved by words, labels or header; null when the numbers leave it open */
  scale: Scale | null;
  /** scales that the numbers allow while it is open */
  possible: readonly Scale[];
}

/** Answers that say nothing; -99 is "seen but unanswered". */
const silent =
  /^(-99|-?999|n\/?a|not applicable|don'?t know|do not know|no answer|prefer not to (say|answer)|不适用|不知道|拒答|未作答|\(跳过\)|（跳过）|\(空\))$/;

/** True for an answer that was left out. */
export function isSilent(answer: string): boolean {
  return silent.test(folded(answer.trim()));
}

const level = (text: string): string[][] => text.split('>').map((words) => words.split('|').map((word) => word.trim()));

/** Scales in words, lowest first. */
const wordScales: readonly (readonly string[][])[] = [
  'strongly disagree|completely disagree > disagree|somewhat disagree > neutral|neither agree nor disagree|undecided > agree|somewhat agree > strongly agree|completely agree',
  'strongly disagree > disagree > somewhat disagree|slightly disagree > neutral|neither agree nor disagree > somewhat agree|slightly agree > agree > strongly agree',
  'very dissatisfied|extremely dissatisfied|very unsatisfied > dissatisfied|somewhat dissatisfied|unsatisfied > neutral|neither satisfied nor dissatisfied > satisfied|somewhat satisfied > very satisfied|extremely satisfied',
  'extremely dissatisfied > moderately dissatisfied > slightly dissatisfied > neither satisfied nor dissatisfied|neutral > slightly satisfied > moderately satisfied > extremely satisfied',
  'very unlikely|extremely unlikely > unlikely|somewhat unlikely > neutral|neither likely nor unlikely > likely|somewhat likely > very likely|extremely likely',
  'very poor|terrible > poor > fair|average|ok > good > very good|excellent',
  'poor > fair > good > very good > excellent',
  'not at all|not at all likely|not at all satisfied > slightly|a little > moderately|somewhat > very|quite > extremely|completely',
  'never > rarely > sometimes > often > always',
  '非常不满意|很不满意|极不满意 > 不满意|比较不满意|不太满意 > 一般|中立 > 满意|比较满意|较满意 > 非常满意|很满意|十分满意',
  '非常不同意|完全不同意|很不同意|非常不赞同 > 不同意|比较不同意|不太同意 > 一般|中立|不确定|说不清|不一定 > 同意|比较同意|较同意 > 非常同意|完全同意|很同意',
  '非常不可能|完全不可能|肯定不会 > 不可能|不太可能|比较不可能|可能不会 > 一般|不确定|说不清 > 可能|比较可能|可能会 > 非常可能|很可能|一定会|肯定会',
  '非常不符合|完全不符合 > 不符合|比较不符合|不太符合 > 一般|不确定 > 符合|比较符合 > 非常符合|完全符合',
  '很差|非常差 > 差|较差 > 一般 > 好|较好 > 很好|非常好',
].map(level);

const yesNo = level('no|否|没有|不会|false > yes|是|有|会|true');

const numberScales: readonly Scale[] = [
  { min: 1, max: 5 },
  { min: 1, max: 7 },
  { min: 1, max: 10 },
  { min: 0, max: 10 },
  { min: 0, max: 100 },
];

const extreme = /extreme|very|strongly|completely|definitely|totally|excellent|terrible|not at all|非常|完全|十分|极|一定/;

const numbered = /^(-?\d{1,3}(?:\.\d+)?)\s*(?:[-–—:：.、=(（]\s*(\D.*)|分|stars?|★*)?$/iu;

/**
 * The few answers of a column that are no answers of its scale (a stray letter among numbers or words of scales), by their number of rows; none when
 * there are too many for a slip: it is no scale then.
 */
export function oddAnswers(answers: readonly { answer: string; rows: number }[]): string[] {
  const given = answers.filter(({ answer }) => answer.trim() !== '' && !isSilent(answer));
  const inWords = new Set([...wordScales.flat(2), ...yesNo.flat()]);
  const isWord = (answer: string) => inWords.has(folded(answer.trim()));
  const isNumber = (answer: string) => numbered.test(answer.trim().normalize('NFKC'));
  const rowsOf = (some: typeof given) => some.reduce((sum, { rows }) => sum + rows, 0);
  const others = [isNumber, isWord].map((fits) => given.filter(({ answer }) => !fits(answer)));
  const [odd = []] = others.sort((a, b) => rowsOf(a) - rowsOf(b));
  return rowsOf(odd) < surveyRules.oddShare * rowsOf(given) ? odd.map(({ answer }) => answer) : [];
}

/**
 * Reads the different answers of one column: numbers, numbers with labels, or words of a scale; `said` is the item's text, which may name its scale.
 * `others` are the word scales (by index) that other columns of the file need, which settle 5 or 7 steps. With `amount` numbers are no rating but count
 * something (days), from 0 to the largest of them. Null when they are no scale.
 */
export function readAnswers(answers: readonly string[], said: string, others: ReadonlySet<number>, amount = false): Answers | null {
  const given = answers.map((answer) => answer.trim()).filter((answer) => answer !== '' && !isSilent(answer));
  if (given.length === 0) return null;
  return readWords(given, others) ?? readNumbers(given, said, amount);
}

/** Index of the only word scale that fits these answers, null when none or several do. */
export function onlyWordScale(answers: readonly string[]): number | null {
  const fits = fitting(answers.map((answer) => answer.trim()).filter((answer) => answer !== '' && !isSilent(answer)));
  return fits.length === 1 ? (fits[0] ?? null) : null;
}

function fitting(given: readonly string[]): number[] {
  if (given.length === 0) return [];
  const heard = given.map(folded);
  return wordScales.flatMap((scale, index) => (heard.every((word) => scale.flat().includes(word)) ? [index] : []));
}

function readWords(given: readonly string[], others: ReadonlySet<number>): Answers | null {
  const fits = fitting(given);
  const chosen = fits.find((index) => others.has(index)) ?? fits[0];
  const scale = chosen === undefined ? null : wordScales[chosen];
  if (scale) {
    const values = given.map((answer): [string, number] => [answer, scale.findIndex((words) => words.includes(folded(answer))) + 1]);
    return { values: new Map(values), scale: { min: 1, max: scale.length }, possible: [] };
  }
  if (!given.every((answer) => yesNo.flat().includes(folded(answer)))) return null;
  const values = given.map((answer): [string, number] => [answer, yesNo.findIndex((words) => words.includes(folded(answer)))]);
  return { values: new Map(values), scale: { min: 0, max: 1 }, possible: [] };
}

function readNumbers(given: readonly string[], said: string, amount: boolean): Answers | null {
  const values = new Map<string, number>();
  const labels = new Map<number, string>();
  for (const answer of given) {
    const match = numbered.exec(answer.normalize('NFKC'));
    if (!match) return null;
    values.set(answer, Number(match[1]));
    if (match[2]) labels.set(Number(match[1]), folded(match[2]));
  }
  const numbers = [...values.values()];
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
  const named = scaleIn(said);
  if (named) return { values, scale: named, possible: [] };
  if (extreme.test(labels.get(lowest) ?? '') && extreme.test(labels.get(highest) ?? '') && lowest < highest) {
    return { values, scale: { min: lowest, max: highest }, possible: [] };
  }
  if (lowest === 0 && highest === 1) return { values, scale: { min: 0, max: 1 }, possible: [] };
  // one answer beyond the scale must not hide it: most of the different numbers say which scales are possible
  const usual = quantile(numbers, 0.9);
  if (amount && labels.size === 0 && lowest >= 0 && highest > 0)
    return { values, scale: { min: 0, max: Math.ceil(highest) }, possible: [] };
  const possible = numberScales.filter(({ min, max }) => usual <= max && min <= Math.max(0, quantile(numbers, 0.1)));
  if (possible.length === 0) return null;
  return lowest === 0 && highest === 10 ? { values, scale: { min: 0, max: 10 }, possible: [] } : { values, scale: null, possible };
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
}

/** The scale that a text names, as `0-10` or `1 to 7`. */
function scaleIn(text: string): Scale | null {
  const match = /(?<!\d)([01])\s*(?:-|–|~|to|至|到|—)\s*(5|6|7|9|10|100)(?!\d)/i.exec(text.normalize('NFKC'));
  return match ? { min: Number(match[1]), max: Number(match[2]) } : null;
}
