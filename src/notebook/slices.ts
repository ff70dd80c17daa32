import { fenceKinds, type FenceKind } from './document.ts';

/** A stretch of text before its meaning is known. */
export interface Slice {
  source: string;
  /** null for prose */
  fence: { kind: FenceKind; info: string; body: string } | null;
}

const opening = /^(`{3,})([^`]*)$|^(~{3,})(.*)$/;
const kindAtStart = /^\s*([a-z]+)(?=[\s{]|$)/;

/** The lines of a text, each with its line ending, which is LF, CRLF or CR. */
export function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}

function bare(line: string): string {
  return line.replace(/[\r\n]+$/, '');
}

function kindOf(info: string): FenceKind | null {
  const word = kindAtStart.exec(info)?.[1];
  return fenceKinds.find((kind) => kind === word) ?? null;
}

function closes(line: string, fence: string): boolean {
  const text = bare(line)
    .replace(/^ {0,3}/, '')
    .trimEnd();
  return text.length >= fence.length && text === fence.charAt(0).repeat(text.length);
}

/** The fence that a text leaves open at its end, such as "```"; null when every fence is closed. */
export function openFence(text: string): string | null {
  let open: string | null = null;
  for (const line of linesOf(text)) {
    if (open !== null) {
      if (closes(line, open)) open = null;
      continue;
    }
    const match = opening.exec(bare(line));
    if (match) open = match[1] ?? match[3] ?? null;
  }
  return open;
}

/**
 * Cuts Markdown into prose and cell fences; the slices joined are the text, character by character.
 * A fence counts when it starts its line (an indented one belongs to its list or quote, which is prose), and runs to its closing line or
 * to the end of the text (CommonMark 0.31, 4.5). Blank lines after a cell belong to the cell.
 */
export function slicesOf(text: string): Slice[] {
  const lines = linesOf(text);
  const slices: Slice[] = [];
  let prose = '';
  for (let at = 0; at < lines.length;) {
    const match = opening.exec(bare(lines[at] ?? ''));
    if (!match) {
      prose += lines[at++] ?? '';
      continue;
    }
    const fence = match[1] ?? match[3] ?? '';
    const info = match[2] ?? match[4] ?? '';
    let end = at + 1;
    while (end < lines.length && !closes(lines[end] ?? '', fence)) end += 1;
    const body = lines.slice(at + 1, end).join('');
    end = Math.min(end + 1, lines.length);
    const kind = kindOf(info);
    if (kind) while (end < lines.length && bare(lines[end] ?? '').trim() === '') end += 1;
    const source = lines.slice(at, end).join('');
    at = end;
    if (!kind) {
      prose += source;
      continue;
    }
    if (prose) slices.push({ source: prose, fence: null });
    prose = '';
    slices.push({ source, fence: { kind, info: info.trim(), body } });
  }
  if (prose) slices.push({ source: prose, fence: null });
  return slices;
}
