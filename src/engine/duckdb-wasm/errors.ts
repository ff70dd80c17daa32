import { CodedError } from '#base/error.ts';
import { positionOf } from './error-position.ts';

const trapped =
  /function signature mismatch|memory access out of bounds|table index is out of bounds|unreachable|Maximum call stack size exceeded|offset is out of bounds|null function/;

/** Kinds of DuckDB messages, first match wins; a group of the pattern named in `names` becomes a parameter. */
const kinds: { pattern: RegExp; code: string; names?: string[] }[] = [
  { pattern: /query was canceled|INTERRUPT/i, code: 'engine/canceled' },
  { pattern: /Out of Memory Error|malloc of size \d+ failed|could not allocate/i, code: 'engine/out-of-memory' },
  { pattern: /Cannot prepare multiple statements/, code: 'sql/several-statements' },
  { pattern: /A CTE needs a SELECT/, code: 'sql/not-a-select' },
  { pattern: /exists? in the (\w+) extension/, code: 'sql/extension-needed', names: ['extension'] },
  { pattern: /required extension '(\w+)'/, code: 'sql/extension-needed', names: ['extension'] },
  {
    pattern: /^Permission Error|file system operations are disabled|configuration has been locked|Loading external extensions is disabled/i,
    code: 'sql/forbidden',
  },
  { pattern: /^Parser Error/, code: 'sql/syntax' },
  { pattern: /^Catalog Error: Table with name (.+?) does not exist/s, code: 'sql/unknown-table', names: ['name'] },
  {
    pattern: /^Catalog Error: .*?Function with name "?(.+?)"? (?:does not exist|is not in the catalog)/s,
    code: 'sql/unknown-function',
    names: ['name'],
  },
  { pattern: /^Binder Error: Referenced column "(.+?)" not found/s, code: 'sql/unknown-column', names: ['name'] },
  { pattern: /^(Binder|Catalog) Error/, code: 'sql/does-not-fit' },
  { pattern: /^(Conversion|Out of Range) Error/, code: 'sql/conversion' },
];

/** Whether the text tells of a WebAssembly trap, after which the instance cannot be trusted. */
export function isTrap(thrown: unknown): boolean {
  return (
    thrown instanceof Error && (thrown.name === 'RuntimeError' || trapped.test(thrown.message)) && !/^\w+ Error: /.test(thrown.message)
  );
}

/**
 * What DuckDB threw as a coded error. `statement` is the text that ran, `prefix` how many of its first characters are ours:
 * the position then counts in the person's own text. A coded error passes unchanged.
 */
export function engineError(thrown: unknown, statement = '', prefix = 0): CodedError {
  if (thrown instanceof CodedError) return thrown;
  const detail = plainText(thrown instanceof Error ? thrown.message : String(thrown));
  if (isTrap(thrown)) return new CodedError('engine/crashed', {}, { detail, cause: thrown });
  const position = positionOf(detail, statement, prefix);
  for (const { pattern, code, names = [] } of kinds) {
    const match = pattern.exec(detail);
    if (!match) continue;
    const parameters = Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']));
    return new CodedError(code, parameters, { detail, cause: thrown, ...(position ? { position } : {}) });
  }
  return new CodedError('sql/failed', {}, { detail, cause: thrown, ...(position ? { position } : {}) });
}

/** Some messages arrive as JSON of type and message; all others as `Type Error: message`. */
function plainText(message: string): string {
  if (!message.startsWith('{"exception_type"')) return message;
  const { exception_type: type, exception_message: text } = JSON.parse(message) as { exception_type: string; exception_message: string };
  return `${type} Error: ${text}`;
}

/** The error of a call that its signal stopped. */
export function canceled(): CodedError {
  return new CodedError('engine/canceled');
}
