import { formatDate, formatInteger, formatMoney, formatPercent } from '#i18n/format.ts';
import { dataMessages } from '#i18n/data-messages.ts';
import { locale } from '#i18n/locale.ts';
import type { Finding } from './definition.ts';

function message(id: string, part: string, values: Record<string, string> = {}): string {
  const key = keyOf(id, part);
  return dataMessages[key]?.(values) ?? key;
}

function keyOf(id: string, part: string): string {
  return `data_doctor_${`${id}_${part}`.replaceAll('-', '_')}`;
}

/** What was found, as a sentence of the locale in force; its money in `currency`, a bare number when that is null. */
export function findingText({ id, found }: Finding, currency: string | null): string {
  const values = Object.fromEntries(Object.entries(found).map(([name, value]) => [name, written(name, value, currency)]));
  const form = new Intl.PluralRules(locale()).select(Number(found.rows));
  return (form === 'one' && dataMessages[keyOf(id, 'what_one')]?.(values)) || message(id, 'what', values);
}

/** Why a finding matters. */
export function findingReason(id: string): string {
  return message(id, 'why');
}

/** What a remedy does, as a request. */
export function remedyText(finding: string, remedy: string): string {
  return message(finding, remedy);
}

function written(name: string, value: number | string, currency: string | null): string {
  if (name === 'share') return formatPercent(Number(value), 1);
  if (name === 'first' || name === 'last') return formatDate(String(value).slice(0, 10));
  if (typeof value === 'string') return value;
  return name === 'amount' || name === 'cut' ? formatMoney(value, currency, true) : formatInteger(value);
}
