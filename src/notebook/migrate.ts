import { currentFormat, frontMatterSlice, readFrontMatter } from './front-matter.ts';

/** Turns the text of a notebook of one version of the format into text of the next. */
export interface Migration {
  /** the version it takes; it gives this plus one */
  from: number;
  text(text: string): string;
}

/** The steps from every older version; version 1 is the first. */
export const migrations: readonly Migration[] = [];

/**
 * The text in the current version of the format; the same text when it is already.
 * @throws CodedError `notebook/unknown-version` when it is newer than this product.
 */
export function migrate(text: string, steps: readonly Migration[] = migrations, current: number = currentFormat): string {
  const { format } = readFrontMatter(frontMatterSlice(text)).frontMatter;
  return steps.filter((step) => step.from >= format && step.from < current).reduce((whole, step) => step.text(whole), text);
}
