import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { CodedError } from '#base/error.ts';
import { notebookLimits } from '#schema/thresholds.ts';
import type { Options, OptionValue } from './document.ts';

/** Keys that reach into the language itself; no notebook needs them. */
const refusedKeys = new Set(['__proto__', 'constructor', 'prototype']);

function keyOf(node: unknown): string {
  if (!isScalar(node) || node.value === null || typeof node.value === 'object')
    throw new CodedError('notebook/options', {}, { detail: 'a key is a word' });
  const key = String(node.value);
  if (refusedKeys.has(key)) throw new CodedError('notebook/refused-key', { key });
  return key;
}

function valueOf(node: unknown, depth: number): OptionValue {
  if (depth > notebookLimits.depth) throw new CodedError('notebook/too-deep', { most: notebookLimits.depth });
  if (node === null || node === undefined) return null;
  if (isAlias(node)) throw new CodedError('notebook/options', {}, { detail: 'references (&, *) are not allowed' });
  if (isMap(node)) return Object.fromEntries(node.items.map((pair) => [keyOf(pair.key), valueOf(pair.value, depth + 1)]));
  if (isSeq(node)) return node.items.map((item) => valueOf(item, depth + 1));
  const value = isScalar(node) ? node.value : undefined;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new CodedError('notebook/options', {}, { detail: 'a value is text, a finite number, true, false, null, a list or a map' });
}

/** The deepest nesting of brackets, counted before the YAML parser, whose stack would not bear an abyss. */
function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, (depth += 1));
    else if (character === ']' || character === '}') depth -= 1;
  }
  return deepest;
}

/**
 * YAML 1.2 (core schema) as plain options. Empty text is no options.
 * @throws CodedError `notebook/options` (not YAML, not a map, a key twice, tags, references), `notebook/refused-key`, `notebook/too-deep`, `notebook/options-too-long`.
 */
export function readOptions(text: string): Options {
  if (text.length > notebookLimits.options) throw new CodedError('notebook/options-too-long', { most: notebookLimits.options });
  if (bracketDepth(text) > notebookLimits.depth) throw new CodedError('notebook/too-deep', { most: notebookLimits.depth });
  let document;
  try {
    document = parseDocument(text, { schema: 'core', uniqueKeys: true, prettyErrors: false, logLevel: 'silent' });
  } catch (cause) {
    if (cause instanceof RangeError) throw new CodedError('notebook/too-deep', { most: notebookLimits.depth }, { cause });
    throw new CodedError('notebook/options', {}, { detail: cause instanceof Error ? cause.message : String(cause), cause });
  }
  const mistake = document.errors[0] ?? document.warnings[0];
  if (mistake) throw new CodedError('notebook/options', {}, { detail: mistake.message });
  const value = valueOf(document.contents, 0);
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw new CodedError('notebook/options', {}, { detail: 'options are `key: value`' });
  return value;
}
