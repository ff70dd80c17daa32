/** A JSON value in which numbers, `true` and `false` keep their text. Objects are maps, so that no name of a field is special. */
export type Json = null | string | Literal | Json[] | JsonObject;
export type JsonObject = Map<string, Json>;

/** Number, `true` or `false`, as written. */
export interface Literal {
  literal: string;
}

const deepest = 200;
const spaces = /[ \t\r\n]*/y;
const literals = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const plainString = /"([^"\\\u0000-\u001f]*)"/y;
const anyString = /"(?:[^"\\\u0000-\u001f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/y;

/** Parses one JSON text without losing a digit. Throws SyntaxError on anything that is not JSON, and on nesting deeper than 200. */
export function parseJson(text: string): Json {
  const parser = new Parser(text);
  const value = parser.value(0);
  parser.end();
  return value;
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Json {
    this.#skip();
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(depth + 1);
    if (first === '[') return this.#array(depth + 1);
    if (first === '"') return this.#string();
    const literal = this.#match(literals);
    return literal === 'null' ? null : { literal };
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) this.#fail();
  }

  #object(depth: number): JsonObject {
    const fields: JsonObject = new Map();
    if (this.#opens(depth, '}')) return fields;
    for (;;) {
      this.#skip();
      const name = this.#string();
      this.#skip();
      if (this.#text[this.#at] !== ':') this.#fail();
      this.#at += 1;
      fields.set(name, this.value(depth));
      if (this.#closes('}')) return fields;
    }
  }

  #array(depth: number): Json[] {
    const items: Json[] = [];
    if (this.#opens(depth, ']')) return items;
    for (;;) {
      items.push(this.value(depth));
      if (this.#closes(']')) return items;
    }
  }

  /** Steps over the opening bracket; true when the closing one follows. */
  #opens(depth: number, close: string): boolean {
    if (depth > deepest) this.#fail();
    this.#at += 1;
    this.#skip();
    if (this.#text[this.#at] !== close) return false;
    this.#at += 1;
    return true;
  }

  #closes(close: string): boolean {
    this.#skip();
    const next = this.#text[this.#at];
    if (next !== ',' && next !== close) this.#fail();
    this.#at += 1;
    return next === close;
  }

  #string(): string {
    plainString.lastIndex = this.#at;
    const plain = plainString.exec(this.#text);
    if (plain) {
      this.#at = plainString.lastIndex;
      return plain[1] as string;
    }
    return JSON.parse(this.#match(anyString)) as string;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) return this.#fail();
    this.#at = pattern.lastIndex;
    return found[0];
  }

  #skip(): void {
    const code = this.#text.charCodeAt(this.#at);
    if (code > 32) return;
    spaces.lastIndex = this.#at;
    spaces.exec(this.#text);
    this.#at = spaces.lastIndex;
  }

  #fail(): never {
    throw new SyntaxError(`unexpected ${JSON.stringify(this.#text.slice(this.#at, this.#at + 20))} at ${this.#at}`);
  }
}

/** A value as JSON text without spaces, numbers with the digits they were written with. */
export function textOf(value: Json): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (value instanceof Map) return `{${Array.from(value, ([name, item]) => `${JSON.stringify(name)}:${textOf(item)}`).join(',')}}`;
  return value.literal;
}
