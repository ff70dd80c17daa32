import { CodedError } from '#base/error.ts';
import { fileBytes } from '../file-bytes.ts';
import { decoder, detectEncoding } from '../text-encoding.ts';
import { recordsIn } from './document.ts';
import { type Element, elementsOf, linesOf } from './elements.ts';
import { type Json, type JsonObject, parseJson } from './parse.ts';

/** One record, or why something in its place is none. */
export type JsonRecord = { line: number; value: JsonObject } | { line: number; value: null; rule: string; found: string; raw: string };

export interface Records {
  encoding: string;
  /** where in the file they are, empty at its top */
  path: string;
  /** They can be read again and again. */
  each(onBytes: (bytesRead: number) => void): AsyncIterable<JsonRecord>;
}

/** Characters looked at to tell lines from one document. */
const sampleLength = 256 * 1024;
/** An object that holds the records is read as a whole, up to here. */
const largestDocument = 256 * 1024 * 1024;

/**
 * The records of a JSON file: of one object a line, of the list at the root (both read piece by piece), or inside the object at the root.
 * @throws CodedError `import/empty`, `import/damaged`, `import/encoding`, `import/unsupported` and what `fileBytes` throws.
 */
export async function openRecords(file: Blob, encoding: string | undefined, signal: AbortSignal): Promise<Records> {
  const used = { encoding: encoding ?? '' };
  const { sample, complete } = await sampleOf(pieces(file, used, signal, () => undefined));
  const text = sample.trimStart();
  if (text === '') throw new CodedError('import/empty');
  const read = (onBytes: (bytesRead: number) => void) => pieces(file, used, signal, onBytes);
  if (text.startsWith('[')) return { ...used, path: '', each: (onBytes) => parsed(elementsOf(read(onBytes))) };
  if (areLines(text, complete)) return { ...used, path: '', each: (onBytes) => parsed(linesOf(read(onBytes))) };
  const { records, path } = recordsIn(await document(read(() => undefined)));
  return { ...used, path, each: () => listed(records) };
}

/** True when most lines that begin the text are JSON by themselves, and there is more than one. */
function areLines(text: string, complete: boolean): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (!complete && lines.length > 1) lines.pop();
  const sound = lines.slice(0, 50).filter((line) => parsedOrNull(line) !== undefined).length;
  return (lines.length > 1 || !complete) && sound >= Math.min(50, lines.length) / 2;
}

async function* pieces(
  file: Blob,
  used: { encoding: string },
  signal: AbortSignal,
  onBytes: (bytesRead: number) => void,
): AsyncGenerator<string> {
  let decode: ((bytes: Uint8Array | null) => string) | null = null;
  for await (const { bytes, bytesRead } of fileBytes(file, signal)) {
    used.encoding ||= detectEncoding(bytes);
    decode ??= decoder(used.encoding);
    yield decode(bytes);
    onBytes(bytesRead);
  }
  yield decode?.(null) ?? '';
}

async function sampleOf(texts: AsyncGenerator<string>): Promise<{ sample: string; complete: boolean }> {
  let sample = '';
  for await (const text of texts) {
    sample += text;
    if (sample.length >= sampleLength) return { sample, complete: false };
  }
  return { sample, complete: true };
}

async function document(texts: AsyncIterable<string>): Promise<JsonObject> {
  let whole = '';
  for await (const text of texts) {
    whole += text;
    if (whole.length > largestDocument) throw new CodedError('import/unsupported', { format: 'JSON', feature: 'object > 256 MB' });
  }
  try {
    const root = parseJson(whole);
    if (root instanceof Map) return root;
  } catch (thrown) {
    throw damaged(thrown);
  }
  throw new CodedError('import/no-records');
}

async function* parsed(elements: AsyncIterable<Element>): AsyncGenerator<JsonRecord> {
  try {
    for await (const { line, text } of elements) yield recordOf(line, parsedOrNull(text), text);
  } catch (thrown) {
    throw thrown instanceof SyntaxError ? damaged(thrown) : thrown;
  }
}

async function* listed(records: readonly Json[]): AsyncGenerator<JsonRecord> {
  for (const [index, value] of records.entries()) yield recordOf(index + 1, value, '');
}

function recordOf(line: number, value: Json | undefined, text: string): JsonRecord {
  if (value instanceof Map) return { line, value };
  return { line, value: null, rule: value === undefined ? 'json' : 'not-an-object', found: text.trim().slice(0, 200), raw: text.trim() };
}

/** The value, undefined when the text is not JSON. */
function parsedOrNull(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function damaged(thrown: unknown): CodedError {
  return new CodedError('import/damaged', { format: 'JSON' }, { detail: String(thrown) });
}
