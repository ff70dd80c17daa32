import { CodedError } from '#base/error.ts';
import type { Lens } from './definition.ts';

/**
 * The options of a lens with its defaults for those that are not given. Throws CodedError `lenses/option` for a value that the option cannot have: none of its
 * choices, or no finite number where a number stands. Names that the lens does not know stay as they are.
 */
export function optionsOf(lens: Lens, given: Record<string, unknown>): Record<string, unknown> {
  for (const [option, value] of Object.entries(given)) {
    const choices = lens.choices?.[option];
    const fits = choices ? choices.includes(value) : typeof lens.defaults[option] !== 'number' || Number.isFinite(value);
    if (!fits)
      throw new CodedError('lenses/option', {
        lens: lens.id,
        option,
        value: String(value),
        known: choices?.map(String).join(', ') ?? '0, 1.5, …',
      });
  }
  return { ...lens.defaults, ...given };
}

/** The statistics that a lens reads under some options, its defaults standing for those that are not given. */
export function statisticsFor(lens: Lens, options: Record<string, unknown>): readonly string[] {
  return lens.also ? [...lens.statistics, ...lens.also({ ...lens.defaults, ...options })] : lens.statistics;
}
