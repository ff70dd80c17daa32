/** Prose as plain data. There is no HTML anywhere in it: what was HTML in the text is text here. */
export type Inline =
  | { type: 'text'; text: string }
  /** a character that cannot be seen or that turns the writing direction, to be shown by its code, for example U+202E */
  | { type: 'hidden'; code: string }
  | { type: 'strong'; children: Inline[] }
  | { type: 'em'; children: Inline[] }
  | { type: 'del'; children: Inline[] }
  | { type: 'code'; children: Inline[] }
  | { type: 'break' }
  /** href is https:, mailto: or starts with # */
  | { type: 'link'; href: string; children: Inline[] }
  /** src is a data: URL of a picture */
  | { type: 'image'; src: string; alt: string };

export interface ListItem {
  /** null when the item is no task */
  checked: boolean | null;
  children: Block[];
}

export type Block =
  | { type: 'heading'; level: number; slug: string; children: Inline[] }
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'code'; language: string; children: Inline[] }
  | { type: 'quote'; children: Block[] }
  | { type: 'list'; start: number | null; items: ListItem[] }
  | { type: 'table'; align: ('left' | 'center' | 'right' | null)[]; header: Inline[][]; rows: Inline[][][] }
  | { type: 'rule' };
