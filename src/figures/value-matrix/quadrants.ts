import { m } from '#i18n/messages.ts';

/** A field of a value matrix; the id names current profit first. */
export interface Field {
  id: 'high-high' | 'high-low' | 'low-high' | 'low-low';
  half: 'top' | 'bottom';
  side: 'left' | 'right';
  token: string;
  symbol: 'circle' | 'diamond' | 'triangle' | 'times';
  /** the symbol as a letter of text */
  glyph: string;
}

/** Current profit upwards, outlook to the right. */
export const fields: readonly Field[] = [
  { id: 'high-low', half: 'top', side: 'left', token: 'ink-2', symbol: 'diamond', glyph: '◇' },
  { id: 'high-high', half: 'top', side: 'right', token: 'accent', symbol: 'circle', glyph: '○' },
  { id: 'low-low', half: 'bottom', side: 'left', token: 'ink-3', symbol: 'times', glyph: '×' },
  { id: 'low-high', half: 'bottom', side: 'right', token: 'ink-2', symbol: 'triangle', glyph: '△' },
];

const names: Record<'tenure' | 'potential', Record<Field['id'], () => string>> = {
  tenure: {
    'high-high': m.terms_true_friends,
    'high-low': m.terms_butterflies,
    'low-high': m.terms_barnacles,
    'low-low': m.terms_strangers,
  },
  potential: { 'high-high': m.terms_platinum, 'high-low': m.terms_gold, 'low-high': m.terms_iron, 'low-low': m.terms_lead },
};

/** What the customers of a field are called; the id itself for one that is none. */
export function fieldName(by: 'tenure' | 'potential', id: string): string {
  return names[by][id as Field['id']]?.() ?? id;
}
