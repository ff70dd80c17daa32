/** Comments, quoted text of every kind, semicolons, words and single characters, in the order in which DuckDB reads them. */
const token =
  /--[^\n]*|e'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|;|\s+|[\p{L}_][\p{L}\p{N}_$]*|\d+|[\s\S]/giuy;

/**
 * The first word of SQL text in capitals ('' when it starts with something else), and where the text ends before its closing
 * semicolons and comments. A first look only: the parser of the engine decides.
 */
export function outline(text: string): { firstWord: string; end: number } {
  let firstWord: string | undefined;
  let end = 0;
  let at = 0;
  while (at < text.length) {
    const piece = commentAt(text, at) ?? tokenAt(text, at);
    at += piece.length;
    const silent = /^(\s|--|\/\*)/.test(piece);
    if (silent || piece === ';') continue;
    firstWord ??= /^[\p{L}_]/u.test(piece) ? piece.toUpperCase() : '';
    end = at;
  }
  return { firstWord: firstWord ?? '', end };
}

function tokenAt(text: string, at: number): string {
  token.lastIndex = at;
  return token.exec(text)?.[0] ?? text.slice(at);
}

/** Block comments nest. */
function commentAt(text: string, at: number): string | undefined {
  if (!text.startsWith('/*', at)) return undefined;
  let depth = 0;
  for (let index = at; index < text.length; index += 1) {
    const pair = text.slice(index, index + 2);
    if (pair !== '/*' && pair !== '*/') continue;
    depth += pair === '/*' ? 1 : -1;
    index += 1;
    if (depth === 0) return text.slice(at, index + 1);
  }
  return text.slice(at);
}
