import { formatDate, formatInteger, formatNumber, formatPercent } from '#i18n/format.ts';
import { dataMessages } from '#i18n/data-messages.ts';
import type { Finding } from './definition.ts';

function message(id: string, part: string, values: Record<string, string> = {}): string {
  const key = `data_doctor_${`${id}_${part}`.replaceAll('-', '_')}`;
  return dataMessages[key]?.(values) ?? key;
}

/** What was found, as a sentence of the locale in force. */
export function findingText({ id, found }: Finding): string {
  return message(id, 'what', Object.fromEntries(Object.entries(found).map(([name, value]) => [name, written(name, value)])));
}

/** Why a finding matters. */
export function findingReason(id: string): string {
  return message(id, 'why');
}

/** What a remedy does, as a request. */
export function remedyText(finding: string, remedy: string): string {
  return message(finding, remedy);
}

function written(name: string, value: number | string): string {
  if (name === 'share') return formatPercent(Number(value), 1);
  if (name === 'first' || name === 'last') return formatDate(String(value).slice(0, 10));
  if (typeof value === 'string') return value;
  return name === 'amount' || name === 'cut' ? formatNumber(value) : formatInteger(value);
}
