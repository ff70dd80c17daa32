import { CodedError } from '#base/error.ts';
import type { Cell } from '#notebook/cell.ts';
import type { OptionValue } from '#notebook/document.ts';

function wrong(cell: Cell, option: string): CodedError {
  return new CodedError('cells/option', { kind: cell.kind, option });
}

/**
 * An option that is text, or null when it is not written.
 * @throws CodedError `cells/option` when it is something else.
 */
export function textOption(cell: Cell, option: string): string | null {
  const value = cell.options[option] ?? null;
  if (value !== null && typeof value !== 'string') throw wrong(cell, option);
  return value;
}

/**
 * An option that is a number, or null when it is not written.
 * @throws CodedError `cells/option` when it is something else.
 */
export function numberOption(cell: Cell, option: string): number | null {
  const value = cell.options[option] ?? null;
  if (value !== null && typeof value !== 'number') throw wrong(cell, option);
  return value;
}

/**
 * An option that is one of a few words; `fallback` when it is not written.
 * @throws CodedError `cells/option` when it is none of them.
 */
export function wordOption<Word extends string>(cell: Cell, option: string, words: readonly Word[], fallback: Word): Word {
  const value: OptionValue = cell.options[option] ?? fallback;
  const word = words.find((each) => each === value);
  if (word === undefined) throw wrong(cell, option);
  return word;
}

/**
 * An option that is a list of plain values, or null when it is not written.
 * @throws CodedError `cells/option` when it is something else.
 */
export function listOption(cell: Cell, option: string): (string | number | boolean | null)[] | null {
  const value = cell.options[option] ?? null;
  if (value === null) return null;
  if (!Array.isArray(value)) throw wrong(cell, option);
  return value.map((each) => {
    if (typeof each === 'object' && each !== null) throw wrong(cell, option);
    return each;
  });
}

/**
 * The cell's name; a cell that gives something to others must have one.
 * @throws CodedError `cells/no-name`.
 */
export function nameOf(cell: Cell): string {
  if (cell.name === null) throw new CodedError('cells/no-name', { kind: cell.kind });
  return cell.name;
}
