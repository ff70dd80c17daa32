import { simplify } from './simplify.ts';

/**
 * A header name in the form in which names are compared: NFKC, lower case, camelCase and punctuation as spaces, units in brackets dropped, 繁體 as 简体.
 */
export function normaliseName(name: string): string {
  return simplify(name.normalize('NFKC'))
    .replace(/[([][^)\]]*[)\]]/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[*:_\-/.#'"?!,;]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** How well a normalised name fits a normalised synonym: 2 the same, 1 it holds the synonym as whole words (or CJK text), 0 otherwise. */
export function nameFit(name: string, synonym: string): 0 | 1 | 2 {
  if (name === '' || synonym === '') return 0;
  if (name === synonym || name.replaceAll(' ', '') === synonym.replaceAll(' ', '')) return 2;
  if (/[\u3400-\u9fff]/.test(synonym)) return synonym.length >= 2 && name.includes(synonym) ? 1 : 0;
  return synonym.length >= 4 && ` ${name} `.includes(` ${synonym} `) ? 1 : 0;
}
