import type { Lens, LensResult } from '#lenses/definition.ts';
import { optionsOf } from '#lenses/options.ts';
import type { Options } from '#notebook/document.ts';

/** What a lens cell shows: the lens's plain answer. */
export interface LensCellResult {
  answer: LensResult;
}

/** Options of the lens with its defaults; `width` is about the place of the cell and not for the lens. Throws CodedError `lenses/option`. */
export function lensOptions(lens: Lens, { width: _, ...options }: Options): Record<string, unknown> {
  return optionsOf(lens, options);
}
