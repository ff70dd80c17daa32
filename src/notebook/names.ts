import { notebookLimits } from '#schema/thresholds.ts';

const word = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u;

/** True when a cell may be called so: letters of any script, digits and underscores, not starting with a digit, at most 64 characters. */
export function isName(text: string): boolean {
  return text.length <= notebookLimits.name && word.test(text);
}

/** The form in which names are compared: like the engine, without regard to case. */
export function sameName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The name of a parameter in the graph, apart from the names of tables. */
export function parameterName(name: string): string {
  return `$${sameName(name)}`;
}
