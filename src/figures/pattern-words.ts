import { m } from '#i18n/messages.ts';

/** The name of a lifecycle pattern; an unknown one is answered as it is. */
export function patternName(pattern: string): string {
  const names: Record<string, () => string> = {
    'early-miscarriage': m.terms_pattern_early_miscarriage,
    'midway-death': m.terms_pattern_midway_death,
    'early-exit': m.terms_pattern_early_exit,
    'long-lasting': m.terms_pattern_long_lasting,
    open: m.terms_pattern_open,
  };
  return names[pattern]?.() ?? pattern;
}

/** The colour token of a pattern: that of the stage in which it is decided, and of decline for the early exit, so that the four differ. */
export function patternToken(pattern: string): string {
  const tokens: Record<string, string> = {
    'early-miscarriage': 'stage-exploration',
    'midway-death': 'stage-formation',
    'early-exit': 'stage-decline',
    'long-lasting': 'stage-stable',
  };
  return tokens[pattern] ?? 'ink-3';
}

/** The dashes of a pattern's line, so that colour is never the only cue. */
export function patternDash(pattern: string): string | undefined {
  return { 'early-miscarriage': '1 4', 'midway-death': '6 3', 'early-exit': '10 3 2 3' }[pattern];
}
