import { asCodedError, CodedError, type ErrorShape } from '#base/error.ts';
import { notebookLimits } from '#schema/thresholds.ts';
import type { CellSpec, FenceKind, Options } from './document.ts';
import { isName } from './names.ts';
import { readOptions } from './options.ts';

const idPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function wordsOf(kind: FenceKind, head: string): Pick<CellSpec, 'id' | 'name'> {
  const words = head.split(/\s+/).filter((word) => word !== '');
  const found: Pick<CellSpec, 'id' | 'name'> = {};
  if (kind === 'lens' || kind === 'model') {
    const id = words.shift();
    if (id === undefined || !idPattern.test(id)) throw new CodedError('notebook/no-id', { kind });
    found.id = id;
  }
  const name = words.shift();
  if (name !== undefined && !isName(name)) throw new CodedError('notebook/name', { name: name.slice(0, notebookLimits.name) });
  if (words.length > 0) throw new CodedError('notebook/info-line', { found: words.join(' ').slice(0, notebookLimits.name) });
  return name === undefined ? found : { ...found, name };
}

function merged(first: Options, second: Options): Options {
  const twice = Object.keys(second).find((key) => Object.hasOwn(first, key));
  if (twice !== undefined) throw new CodedError('notebook/option-twice', { key: twice });
  return { ...first, ...second };
}

function fill(spec: CellSpec, kind: FenceKind, info: string, body: string): void {
  const rest = info.slice(kind.length);
  const brace = rest.indexOf('{');
  Object.assign(spec, wordsOf(kind, brace < 0 ? rest : rest.slice(0, brace)));
  const inline = brace < 0 ? {} : readOptions(rest.slice(brace));
  const options = kind === 'sql' ? inline : merged(inline, readOptions(body));
  if (Object.keys(options).length > 0) spec.options = options;
  if (kind === 'sql' && body.length > notebookLimits.sql) throw new CodedError('notebook/sql-too-long', { most: notebookLimits.sql });
}

/**
 * A fence as a cell, `kind [name] [{options}]` or `lens|model <id> [name] [{options}]`.
 * A fence that does not fit is still a cell: with what was understood, and the problem beside it.
 */
export function readFence(fence: { kind: FenceKind; info: string; body: string }): { spec: CellSpec; problem: ErrorShape | null } {
  const spec: CellSpec = { kind: fence.kind };
  if (fence.kind === 'sql') spec.body = fence.body;
  try {
    fill(spec, fence.kind, fence.info, fence.body);
    return { spec, problem: null };
  } catch (thrown) {
    return { spec, problem: asCodedError(thrown).toJSON() };
  }
}
