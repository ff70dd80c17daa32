import { CodedError } from '#base/error.ts';
import { outline } from '#sql/outline.ts';
import type { Bindings } from './bindings.ts';
import { engineError } from './errors.ts';
import { asSubquery } from './query.ts';

const longestText = 100_000;

/**
 * The text of a person without its closing semicolon, once it is certain to be one SELECT or WITH query; nothing has run then.
 * The first word is looked at, the parser of the engine prepares the text as it stands (which refuses several statements) and once
 * more where only a query can stand (which refuses data-changing ones). Throws `sql/empty`, `sql/too-long`, `sql/not-a-select`,
 * `sql/several-statements`, `sql/forbidden` and whatever the parser and binder find, with positions in the text.
 */
export async function checkedSelect(bindings: Bindings, connection: number, text: string): Promise<string> {
  if (text.length > longestText) throw new CodedError('sql/too-long', { characters: text.length, limit: longestText });
  const { firstWord, end } = outline(text);
  const body = text.slice(0, end);
  if (body.trim() === '') throw new CodedError('sql/empty');
  if (firstWord !== 'SELECT' && firstWord !== 'WITH') throw new CodedError('sql/not-a-select', { keyword: firstWord });
  await prepared(bindings, connection, body).catch((thrown: unknown) => {
    throw engineError(thrown, body);
  });
  await prepared(bindings, connection, asSubquery(body).text).catch((thrown: unknown) => {
    const error = engineError(thrown);
    if (error.code !== 'sql/syntax') throw error;
    throw new CodedError('sql/not-a-select', { keyword: firstWord }, { detail: error.detail ?? '', cause: thrown });
  });
  return body;
}

async function prepared(bindings: Bindings, connection: number, text: string): Promise<void> {
  const statement = await bindings.createPrepared(connection, text);
  await bindings.closePrepared(connection, statement);
}
