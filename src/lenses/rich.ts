export const tones = ['gain', 'loss', 'stable', 'formation', 'exploration', 'decline', 'ended', 'accent'] as const;
export type Tone = (typeof tones)[number];

/** A stretch of a headline; `tone` null is plain ink. */
export interface Stretch {
  words: string;
  tone: Tone | null;
}

/** A headline with `[[tone:words]]` marks cut into stretches; a mark with an unknown tone reads as plain words. */
export function stretches(headline: string): Stretch[] {
  return headline
    .split(/(\[\[[a-z]+:.*?\]\])/g)
    .filter((part) => part !== '')
    .map((part) => {
      const mark = /^\[\[([a-z]+):(.*)\]\]$/s.exec(part);
      if (!mark) return { words: part, tone: null };
      return { words: mark[2]!, tone: tones.find((tone) => tone === mark[1]) ?? null };
    });
}

/** A headline without its marks. */
export function plainHeadline(headline: string): string {
  return stretches(headline)
    .map(({ words }) => words)
    .join('');
}
