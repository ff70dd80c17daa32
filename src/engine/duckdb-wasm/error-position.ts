const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/**
 * Where in `statement` DuckDB points with its `LINE n: excerpt` and caret, less the first `prefix` characters.
 * The caret counts display columns (two for a CJK character) and a long line is cut to an excerpt with dots.
 * Undefined when the message points nowhere or outside the text.
 */
export function positionOf(message: string, statement: string, prefix: number): { start: number; end: number } | undefined {
  const match = /LINE (\d+): (.*)\n( *)\^/.exec(message);
  if (!match) return undefined;
  const [, lineText = '', excerpt = '', indent = ''] = match;
  const lines = statement.split('\n');
  const line = Number(lineText) - 1;
  const source = lines[line];
  if (source === undefined) return undefined;
  const shown = excerpt.replace(/^\.\.\./, '').replace(/\.\.\.$/, '');
  const cut = excerpt.startsWith('...') ? source.indexOf(shown) - 3 : 0;
  const column = cut + charactersOf(excerpt, indent.length - `LINE ${lineText}: `.length);
  const start = lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0) + column - prefix;
  if (start < 0 || start > statement.length - prefix) return undefined;
  const word = /^(?:[\p{L}\p{N}_]+|"(?:[^"]|"")*"|'(?:[^']|'')*'|.)/u.exec(statement.slice(start + prefix));
  return { start, end: start + (word?.[0].length ?? 0) };
}

function charactersOf(text: string, width: number): number {
  let used = 0;
  let characters = 0;
  for (const character of text) {
    if (used >= width) break;
    used += wide.test(character) ? 2 : 1;
    characters += character.length;
  }
  return characters;
}
