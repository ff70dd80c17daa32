import type { DateKind } from '../formats.ts';

/** A letter of a European language. Any letter (\\p{L}) would make each pattern some hundred times as long, and it is compiled anew for every query. */
const letter = '[a-zà-öø-ſ]';
const month = `(?:jan|ene|feb|f[eé]v|mar|m[aä]r|mrz|apr|avr|abr|ma[iy]|jun|jui|jul|aug|ao[uû]|ago|sep|set|o[ck]t|nov|de[cz]|dic)${letter}*`;
const weekday = '(?:\\p{L}{2,}\\.?,?\\s+)?';
const gap = '[\\s,]{0,3}';
const dayName = `(?:(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so)${letter}{0,8}\\.?)`;
const timeOfDay =
  '(?:\\d{1,2}\\s?[:时時点點h]\\s?\\d{1,2}(?:\\s?[:分]\\s?\\d{1,2}(?:[.,]\\d{1,9})?)?\\s?[分秒]?|\\d{1,2}\\s?(?:[时時点點]|[ap]\\.?m\\.?)|\\d{1,2}\\.\\d{2}(?:\\.\\d{2}(?:\\.\\d{1,9})?)?|\\d{6})';
const partOfDay = '(?:(?:at|um|à|às|alle|a las)\\s|上午|下午|晚上|凌晨|中午|早上|AM|PM)?';
const zoneName = `(?:Z|(?:UTC|GMT)?[+-](?:0?\\d|1[0-4]):?(?:[0-5]\\d)?|[A-Z]{2,5}|[A-Z]{3,20}/[A-Z_]{3,30}|\\[[A-Z_/]{1,40}\\]|(?:${letter}{3,12}\\s)?(?:standard\\s|daylight\\s|summer\\s)?time)`;
const timed = `${partOfDay}\\s?${timeOfDay}\\s?(?:[ap]\\.?\\s?m\\.?)?\\s?(?:Uhr|hrs?)?${gap}(?:${zoneName}\\s?){0,2}`;
/** What may stand behind a date: a time of day with its zone, a day of the week, words in brackets; no second date and no remark. */
const behind = `(?:${dayName})?${gap}(?:${timed})?${gap}(?:${dayName})?(?:\\([^()\\d]{1,60}\\))?$`;
const after = `(?:$|(?:T|[\\s,]{1,3})${behind})`;
const year = '(\\d{4}|\\d{2})';

/** Every way of writing a date as an expression of RE2; where it has three groups they are its parts in the order in which `parts` names them. */
export const datePatterns: Readonly<Record<DateKind, string>> = {
  'year-first': `(?i)^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${after}`,
  compact: `(?i)^((?:19|20)\\d{2})(\\d{2})(\\d{2})(?:\\d{6}$|${after})`,
  cjk: `(?i)^(\\d{4})年\\s*(\\d{1,2})月\\s*(\\d{1,2})日?${gap}${behind}`,
  'year-last': `(?i)^(\\d{1,2})[-/.](\\d{1,2})[-/.]${year}${after}`,
  'name-first': `(?i)^${weekday}(${month})\\.?[-\\s/]+(\\d{1,2})(?:st|nd|rd|th)?,?[-\\s/]+${year}${after}`,
  'name-second': `(?i)^${weekday}(\\d{1,2})(?:st|nd|rd|th|er|\\.|º)?[-\\s/]*(?:de\\s+)?(${month})\\.?,?[-\\s/]*(?:de\\s+)?${year}${after}`,
  'name-middle': `(?i)^(\\d{4})[-\\s/.]+(${month})[-\\s/.]+(\\d{1,2})${after}`,
  serial: '^[2-5]\\d{4}(?:[.,]\\d+)?$',
  epoch: '^[1-4]\\d{9}(?:\\d{3})?$',
  month: '^(\\d{4})[-/.年]\\s*(0?[1-9]|1[0-2])月?$',
};

/** Which group holds year, month and day. */
export const dateParts: Readonly<Record<DateKind, readonly [number, number, number]>> = {
  'year-first': [1, 2, 3],
  compact: [1, 2, 3],
  cjk: [1, 2, 3],
  'year-last': [3, 1, 2],
  'name-first': [3, 1, 2],
  'name-second': [3, 2, 1],
  'name-middle': [1, 2, 3],
  serial: [0, 0, 0],
  epoch: [0, 0, 0],
  month: [1, 2, 0],
};

/** Beginnings of month names in English, German, French, Spanish, Italian and Portuguese, in lower case without accents, January first. */
export const monthNames: readonly string[] = [
  'jan|ene|gen',
  'feb|fev',
  'mar|mrz',
  'apr|avr|abr',
  'may|mai|mag',
  'jun|juin',
  'jul|juil',
  'aug|aou|ago',
  'sep|set',
  'oct|okt',
  'nov',
  'dec|dez|dic',
];

/** A time of day. */
export const clock = '(\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,6})?)?)';

/** A time of day with what follows it: the offset from UTC or the zone's short name, group 1. */
export const offset =
  '\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?\\s*(?:[AaPp]\\.?[Mm]\\.?)?\\s*(Z|z|(?:UTC|GMT)?[+\\-]\\d{2}:?\\d{2}|[+\\-]\\d{2}$|[A-Z]{3,4}$|[A-Z]{3,4}\\s*\\()';
