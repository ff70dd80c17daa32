import { m } from '#i18n/messages.ts';
import type { Lens } from '#lenses/definition.ts';
import { factsOf, told } from '#lenses/reading.ts';
import { warningTexts } from '#lenses/telling.ts';
import type { StatisticTables } from '#statistics/definition.ts';

/**
 * What must be known of the data as a whole, as sentences; empty when nothing must. `contractual`: a person said that relationships end by contract,
 * which no stage rule or model here supposes.
 */
export function pageWarnings(statistics: StatisticTables, contractual = false): string[] {
  return [...(contractual ? [m.app_warning_contractual()] : []), ...warningTexts(told(factsOf(statistics), 0, 'measured', false))];
}

/** A lens that leaves out what the page already says of the data as a whole. Its result is untouched. */
export function withoutPageWarnings(lens: Lens, statistics: () => StatisticTables): Lens {
  return {
    ...lens,
    narrate: (result) => {
      const said = new Set(factsOf(statistics()).warnings.map(({ code }) => code));
      return lens.narrate({ ...result, warnings: result.warnings.filter(({ code }) => !said.has(code)) });
    },
  };
}
