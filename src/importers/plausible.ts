import { headerWords, japanese, korean, simplified, traditional } from './common-characters.ts';

/** Encodings that text which is no UTF-8 may be in, the commoner first; labels of the Encoding Standard. */
export const legacyEncodings = [
  'gb18030',
  'windows-1252',
  'big5',
  'shift_jis',
  'euc-kr',
  'windows-1250',
  'windows-1251',
  'windows-1254',
  'windows-1253',
  'euc-jp',
] as const;

const han: Readonly<Record<string, readonly [ReadonlySet<string>, number][]>> = {
  'utf-8': [[simplified, 1], [traditional, 1], [japanese, 1]],
  gb18030: [[simplified, 1], [traditional, 0.8]],
  big5: [[traditional, 1]],
  shift_jis: [[japanese, 1]],
  'euc-jp': [[japanese, 1]],
}; // prettier-ignore

/** Letters that are common in languages of a code page; other letters of it count little. */
const letters: Readonly<Record<string, RegExp>> = {
  'windows-1252': /[àáâãäåæçèéêëíîïñóôöøúûüßœš]/i,
  'windows-1250': /[áéíóúýčďěňřšťůžąćęłńśźżőűăâîşţäöüß]/i,
  'windows-1254': /[ğışçöüâîéİ]/i,
};

/** A person's guess before looking: the rarer encodings must win by more. */
const handicap: Readonly<Record<string, number>> = {
  'windows-1250': 0.05,
  'windows-1254': 0.06,
  'windows-1253': 0.05,
  'euc-jp': 0.01,
};

const damage = -3;

/**
 * How much a text looks like one that people write, when `encoding` is taken for its encoding: the mean over its characters beyond ASCII, 1 for
 * common characters at their places, below 0 for what no text holds (U+FFFD, C1 controls, private use). 1 for ASCII only.
 */
export function plausibility(text: string, header: string, encoding: string): number {
  const characters = [...text];
  let sum = 0;
  let count = 0;
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] as string;
    const code = character.codePointAt(0) as number;
    if (code < 0x80) continue;
    count += 1;
    sum += weight(character, code, characters[index - 1] ?? ' ', characters[index + 1] ?? ' ', encoding);
  }
  const known = headerWords.test(header) && /[^\0-\x7f]/.test(header) ? 0.2 : 0;
  return count === 0 ? 1 : sum / count - (handicap[encoding] ?? 0) + known;
}

function weight(character: string, code: number, before: string, behind: string, encoding: string): number {
  if (code === 0xfffd || (code >= 0x80 && code <= 0x9f) || (code >= 0xe000 && code <= 0xf8ff)) return damage;
  if (code >= 0x4e00 && code <= 0x9fff) {
    for (const [set, value] of han[encoding] ?? []) if (set.has(character)) return value;
    return encoding === 'euc-kr' ? 0 : 0.15;
  }
  if (code >= 0xac00 && code <= 0xd7a3) return korean.has(character) ? 1 : 0.4;
  if (code >= 0x3040 && code <= 0x30ff) return ['shift_jis', 'euc-jp', 'utf-8'].includes(encoding) ? 1 : 0.3;
  if ((code >= 0x3000 && code <= 0x303f) || (code >= 0xff01 && code <= 0xff5e)) return 0.8;
  if (code >= 0xff61 && code <= 0xff9f) return 0.2;
  if (code >= 0x0370 && code <= 0x04ff) return script(character, before, behind);
  if (/\p{L}/u.test(character) && code < 0x250) return latin(character, before, behind, encoding);
  if (/[€£¥©®°§«»–—‘“”…•×½²ª]/.test(character)) return /[A-Za-z]/.test(before) && /[A-Za-z]/.test(behind) ? 0.1 : 0.6;
  if (character === '’' || character === '\u00a0') return 0.8;
  return 0.1;
}

/** A letter of Cyrillic or Greek: in a word of its script, small behind small. */
function script(character: string, before: string, behind: string): number {
  const own = /[\u0370-\u04ff]/;
  if (!own.test(before) && !own.test(behind)) return 0;
  if (!/[а-яёіїєґά-ώα-ω]/i.test(character)) return 0;
  const capital = character !== character.toLowerCase();
  if (capital && own.test(before) && before === before.toLowerCase()) return -0.5;
  return 1;
}

/** A Latin letter beyond ASCII: inside or at the beginning of a word, its case as that of its neighbours. */
function latin(character: string, before: string, behind: string, encoding: string): number {
  const near = /[A-Za-z]/;
  if (!near.test(before) && !near.test(behind)) return /[\u00c0-\u024f]/.test(before + behind) ? 0.6 : 0.2;
  const capital = character !== character.toLowerCase() && character !== 'ß';
  if (capital && /[a-z]/.test(before)) return 0.1;
  if (!capital && /[A-Z]/.test(before) && /[A-Z]/.test(behind)) return 0.1;
  return letters[encoding]?.test(character) === false ? 0.4 : 1;
}
