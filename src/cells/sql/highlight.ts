export interface Span {
  text: string;
  tone: 'plain' | 'keyword' | 'quiet';
  /** stands where the engine found the mistake */
  marked: boolean;
}

const keywords = new Set(
  'from where group by order having limit offset join left right inner outer full cross on using as with recursive union all distinct case when then else end and or not in is null between like ilike over partition window qualify filter asc desc exists interval values true false cast sum count avg min max coalesce round select'.split(
    ' ',
  ),
);
const piece = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_]*|\s+|[\s\S]/gu;

function toneOf(text: string): Span['tone'] {
  if (text.startsWith('--') || text.startsWith('/*')) return 'quiet';
  return keywords.has(text.toLowerCase()) ? 'keyword' : 'plain';
}

/** SQL text cut into spans: key words, comments, the rest, and the place of a mistake (character offsets). The spans joined are the text. */
export function highlight(text: string, position: { start: number; end: number } | null): Span[] {
  const spans: Span[] = [];
  const add = (from: number, to: number, tone: Span['tone'], marked: boolean): void => {
    const last = spans.at(-1);
    const part = text.slice(from, to);
    if (part === '') return;
    if (last && last.tone === tone && last.marked === marked) last.text += part;
    else spans.push({ text: part, tone, marked });
  };
  const { start, end } = position ? { start: position.start, end: Math.max(position.end, position.start + 1) } : { start: -1, end: -1 };
  for (const match of text.matchAll(piece)) {
    const from = match.index;
    const to = from + match[0].length;
    const tone = toneOf(match[0]);
    const cuts = [from, Math.min(Math.max(start, from), to), Math.min(Math.max(end, from), to), to];
    add(from, cuts[1] ?? from, tone, false);
    add(cuts[1] ?? to, cuts[2] ?? to, tone, true);
    add(cuts[2] ?? to, to, tone, false);
  }
  return spans;
}
