import { sameName } from './names.ts';

/** A piece of SQL text; silent ones (strings, comments, spaces) can name nothing. */
interface Piece {
  kind: 'silent' | 'word' | 'quoted' | 'parameter' | 'mark';
  text: string;
}

/** Comments, every kind of quoted text, parameters, words, numbers and single characters, as DuckDB reads them. */
const piece =
  /(?<silent>--[^\n\r]*|[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|\$(?<tag>[\p{L}_][\p{L}\p{N}_]*|)\$[\s\S]*?\$\k<tag>\$|\s+|\d+(?:\.\d+)?)|(?<quoted>"(?:[^"]|"")*")|\$(?<parameter>[\p{L}_][\p{L}\p{M}\p{N}_]*)|(?<word>[\p{L}_][\p{L}\p{M}\p{N}_$]*)|(?<mark>[\s\S])/uy;

/** Where a block comment that starts here ends; they nest. */
function commentEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text.startsWith('/*', at)) depth += 1;
    else if (text.startsWith('*/', at)) depth -= 1;
    else continue;
    at += 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length;) {
    if (text.startsWith('/*', at)) {
      const end = commentEnd(text, at);
      pieces.push({ kind: 'silent', text: text.slice(at, end) });
      at = end;
      continue;
    }
    piece.lastIndex = at;
    const match = piece.exec(text);
    const groups = match?.groups ?? {};
    const kind = (['silent', 'quoted', 'parameter', 'word'] as const).find((name) => groups[name] !== undefined) ?? 'mark';
    const found = match?.[0] ?? text.charAt(at);
    pieces.push({ kind, text: found });
    at += found.length;
  }
  return pieces;
}

/** The parameters that SQL text asks for as `$name`, each once, outside strings and comments. */
export function parametersIn(text: string): string[] {
  return [...new Set(piecesOf(text).flatMap(({ kind, text: found }) => (kind === 'parameter' ? [found.slice(1)] : [])))];
}

function compiledPiece({ kind, text }: Piece): string {
  return kind === 'parameter' ? `getvariable('${sameName(text.slice(1))}')` : text;
}

/**
 * SQL text in which `$horizon` reads `getvariable('horizon')`, outside strings and comments; everything else stays as it is.
 * The value itself is set in the engine as a typed literal and never becomes text.
 */
export function compileParameters(text: string): string {
  return piecesOf(text).map(compiledPiece).join('');
}

/** Where a character of the compiled text stands in the text as written; inside a parameter, where the parameter starts or ends. */
export function offsetInSource(text: string, compiledOffset: number): number {
  let written = 0;
  let compiled = 0;
  for (const piece of piecesOf(text)) {
    const length = compiledPiece(piece).length;
    if (compiledOffset < compiled + length) return written + (piece.kind === 'parameter' ? 0 : compiledOffset - compiled);
    written += piece.text.length;
    compiled += length;
  }
  return written;
}

/** Words after which a list of tables is over. */
const clauses = new Set(
  'where group order having qualify window limit offset union intersect except values with set returning select'.split(' '),
);
const tableFollows = new Set(['from', 'join', 'describe', 'summarize', 'pivot', 'unpivot', 'table']);

/** One level of parentheses while tables are looked for. */
interface Level {
  inList: boolean;
  expects: boolean;
}

function unquoted({ kind, text }: Piece): string {
  return kind === 'quoted' ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** Names that the text itself gives to a subquery: `name as (`, `name(columns) as (`. */
function ownTables(pieces: readonly Piece[]): Set<string> {
  const own = new Set<string>();
  pieces.forEach((current, index) => {
    if (current.kind !== 'word' || current.text.toLowerCase() !== 'as') return;
    let next = index + 1;
    while (/^(not|materialized)$/i.test(pieces[next]?.text ?? '')) next += 1;
    if (pieces[next]?.text !== '(') return;
    let before = index - 1;
    if (pieces[before]?.text === ')') while (before > 0 && pieces[before]?.text !== '(') before -= 1;
    if (pieces[before]?.text === '(') before -= 1;
    const name = pieces[before];
    if (name && (name.kind === 'word' || name.kind === 'quoted')) own.add(sameName(unquoted(name)));
  });
  return own;
}

/**
 * The tables that SQL text reads: words where a table can stand (after from, join, or a comma between tables), outside strings and
 * comments, each once. Table functions and the names of the text's own subqueries are left out; a column never counts.
 */
export function tablesIn(text: string): string[] {
  const pieces = piecesOf(text).filter(({ kind }) => kind !== 'silent');
  const own = ownTables(pieces);
  const found = new Map<string, string>();
  const levels: Level[] = [{ inList: false, expects: false }];
  for (let at = 0; at < pieces.length; at += 1) {
    const current = pieces[at];
    const level = levels.at(-1);
    if (!current || !level) break;
    if (current.text === '(') levels.push({ inList: level.expects, expects: level.expects });
    else if (current.text === ')' && levels.length > 1) {
      levels.pop();
      const outer = levels.at(-1);
      if (outer) outer.expects = false;
    } else if (current.text === ',') level.expects = level.inList;
    else if (current.kind === 'word' && tableFollows.has(current.text.toLowerCase())) Object.assign(level, { inList: true, expects: true });
    else if (current.kind === 'word' && clauses.has(current.text.toLowerCase())) Object.assign(level, { inList: false, expects: false });
    else if (level.expects && (current.kind === 'word' || current.kind === 'quoted')) {
      if (/^(lateral|only)$/i.test(current.text)) continue;
      while (pieces[at + 1]?.text === '.' && pieces[at + 2]) at += 2;
      level.expects = false;
      const last = pieces[at];
      const name = last ? unquoted(last) : '';
      if (pieces[at + 1]?.text !== '(' && !own.has(sameName(name))) found.set(sameName(name), name);
    } else level.expects = false;
  }
  return [...found.values()];
}
