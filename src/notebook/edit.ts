import { CodedError } from '#base/error.ts';
import type { NotebookDocument, Part } from './document.ts';
import { parse } from './parse.ts';
import { openFence, slicesOf } from './slices.ts';

function indexOf(document: NotebookDocument, key: string): number {
  const index = document.parts.findIndex((part) => part.key === key);
  if (index < 0) throw new CodedError('notebook/no-such-cell', { key });
  return index;
}

/** Text that can be followed: its last line is ended, and a fence that its writer left open does not swallow what comes next. */
function ended(source: string): string {
  const lines = source === '' || /[\r\n]$/.test(source) ? source : `${source}\n`;
  const fence = openFence(source);
  return fence === null ? lines : `${lines}${fence}\n`;
}

/** The sources put one after the other, with a blank line between two stretches of prose, which would become one paragraph. */
function joined(document: NotebookDocument, sources: readonly string[]): NotebookDocument {
  let text = '';
  let proseBefore = false;
  for (const source of sources) {
    if (source === '') continue;
    const slices = slicesOf(source);
    text = ended(text);
    if (proseBefore && slices[0]?.fence === null && !/(?:^|[\r\n])[ \t]*(?:\r\n|\r|\n)$/.test(text)) text += '\n';
    text += source;
    proseBefore = slices.at(-1)?.fence === null;
  }
  return parse(document.frontMatterSource + text, document);
}

function sources(parts: readonly Part[]): string[] {
  return parts.map((part) => part.source);
}

/**
 * The document with other text for one part; the new text may hold several cells, or none.
 * @throws CodedError `notebook/no-such-cell` and what `parse` throws.
 */
export function replacePart(document: NotebookDocument, key: string, source: string): NotebookDocument {
  const index = indexOf(document, key);
  return joined(document, sources(document.parts).with(index, source));
}

/**
 * The document with new text before the part of this key, or at the end when it is null.
 * @throws CodedError `notebook/no-such-cell` and what `parse` throws.
 */
export function insertBefore(document: NotebookDocument, key: string | null, source: string): NotebookDocument {
  const index = key === null ? document.parts.length : indexOf(document, key);
  return joined(document, sources(document.parts).toSpliced(index, 0, source));
}

/**
 * The document without one part.
 * @throws CodedError `notebook/no-such-cell`.
 */
export function deletePart(document: NotebookDocument, key: string): NotebookDocument {
  return joined(document, sources(document.parts).toSpliced(indexOf(document, key), 1));
}

/**
 * The document with one part moved before another, or to the end when `before` is null.
 * @throws CodedError `notebook/no-such-cell`.
 */
export function movePart(document: NotebookDocument, key: string, before: string | null): NotebookDocument {
  const from = indexOf(document, key);
  const to = before === null ? document.parts.length : indexOf(document, before);
  const moved = document.parts[from];
  if (!moved || to === from) return document;
  const rest = document.parts.toSpliced(from, 1);
  return joined(document, sources(rest.toSpliced(to > from ? to - 1 : to, 0, moved)));
}
