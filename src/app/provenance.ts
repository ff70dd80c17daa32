import { formatDate, formatInteger, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { span, asPeriod } from '#figures/words.ts';
import { defaultSeed } from '#schema/thresholds.ts';
import type { DataState } from '#state/data.svelte.ts';
import { hashOf } from '#storage/checksum.ts';
import { version } from '../../package.json';

/**
 * What must be the same for every number to come out the same again: program, dates and settings, seed, rows, and the bytes of each file
 * with what became of its records. Lines of text in the locale in force.
 */
export async function provenance(data: DataState): Promise<string[]> {
  const profile = data.statistics.profile?.[0];
  if (!profile) return [];
  const number = (key: string): number => Number(profile[key] ?? 0);
  return [
    m.app_repeat_program({ version, seed: String(defaultSeed) }),
    m.app_repeat_settings({
      asOf: profile.as_of ? formatDate(String(profile.as_of)) : '–',
      period: span(1, asPeriod(profile.period)),
      margin: formatPercent(number('margin'), 1),
    }),
    m.app_repeat_rows({
      lines: formatInteger(number('lines')),
      orders: formatInteger(number('orders')),
      customers: formatInteger(number('customers')),
    }),
    ...(data.settings.level === 'parent' ? [m.app_repeat_level()] : []),
    ...(data.source === 'sample' ? [m.app_repeat_sample()] : await Promise.all(data.files.map((file) => fileLine(data, file)))),
  ];
}

async function fileLine({ result }: DataState, file: File): Promise<string> {
  const parts = result?.files.filter((one) => one.file === file.name && one.skipped === null) ?? [];
  const sum = (key: 'rowsIn' | 'loaded' | 'continuation' | 'notRecords' | 'quarantined'): string =>
    formatInteger(parts.reduce((total, part) => total + part[key], 0));
  return m.app_repeat_file({
    name: file.name,
    hash: (await hashOf(file)).slice(0, 16),
    rows: sum('rowsIn'),
    loaded: sum('loaded'),
    continuation: sum('continuation'),
    others: sum('notRecords'),
    quarantined: sum('quarantined'),
  });
}
