import type { ErrorShape } from '#base/error.ts';
import type { CellKind, Options, Part } from './document.ts';

/** A cell as it works: every field is there, defaults are filled in. */
export interface Cell {
  key: string;
  kind: CellKind;
  /** lens or model, else null */
  id: string | null;
  name: string | null;
  options: Options;
  body: string;
  problem: ErrorShape | null;
}

/**
 * The only way from what is stored to what works.
 * @param defaults options of the cell's kind; written ones win, null included.
 */
export function toCell(part: Part, defaults: Options = {}): Cell {
  const { kind, id, name, options, body } = part.spec;
  return {
    key: part.key,
    kind,
    id: id ?? null,
    name: name ?? null,
    options: { ...defaults, ...options },
    body: body ?? '',
    problem: part.problem,
  };
}
