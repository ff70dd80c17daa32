import { CodedError } from '#base/error.ts';
import { notebookLimits } from '#schema/thresholds.ts';
import type { NotebookDocument, Part } from './document.ts';
import { readFence } from './fence.ts';
import { frontMatterSlice, readFrontMatter } from './front-matter.ts';
import { carryKeys } from './keys.ts';
import { slicesOf } from './slices.ts';

/**
 * A notebook from its Markdown. Every text within the limits is a notebook; `serialise` gives it back character by character.
 * @param previous the document this text was made from, so that parts which did not change keep their keys.
 * @throws CodedError `notebook/too-long`, `notebook/too-many-cells`, `notebook/unknown-version`.
 */
export function parse(text: string, previous?: NotebookDocument): NotebookDocument {
  if (text.length > notebookLimits.text) throw new CodedError('notebook/too-long', { most: notebookLimits.text });
  const frontMatterSource = frontMatterSlice(text);
  const { frontMatter, problem } = readFrontMatter(frontMatterSource);
  const slices = slicesOf(text.slice(frontMatterSource.length));
  if (slices.length > notebookLimits.cells) throw new CodedError('notebook/too-many-cells', { most: notebookLimits.cells });
  const parts = slices.map(({ source, fence }): Omit<Part, 'key'> => {
    if (!fence) return { source, spec: { kind: 'prose', body: source }, problem: null };
    return { source, ...readFence(fence) };
  });
  return { frontMatter, frontMatterSource, problem, parts: carryKeys(parts, previous?.parts ?? []) };
}

/** The Markdown of a notebook, exactly as it was read. */
export function serialise(document: NotebookDocument): string {
  return document.frontMatterSource + document.parts.map((part) => part.source).join('');
}
