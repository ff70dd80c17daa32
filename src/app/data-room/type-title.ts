import { m } from '#i18n/messages.ts';

const titles: Readonly<Record<string, () => string>> = {
  text: m.app_type_text,
  number: m.app_type_number,
  integer: m.app_type_integer,
  money: m.app_type_money,
  date: m.app_type_date,
  timestamp: m.app_type_timestamp,
  boolean: m.app_type_boolean,
};

/** What a type of column is called in the locale in force; anything that is no type, such as a range of dates, stands as it is. */
export function typeTitle(type: string): string {
  return titles[type]?.() ?? type;
}
