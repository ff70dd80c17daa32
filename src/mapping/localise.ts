import { formatDate, formatInteger, formatNumber, formatPercent } from '#i18n/format.ts';
import { locale } from '#i18n/locale.ts';
import { dataMessages } from '#i18n/data-messages.ts';
import { canonicalTables, type CanonicalTableName } from '#schema/canonical.ts';
import type { FileReport, ImportReport } from '#schema/import-report.ts';
import { rolesOf } from './names/roles.ts';
import { systemTitle } from './systems/index.ts';
import type { Coded, FileResult, ImportResult, MappedColumn, Role } from './types.ts';

function message(key: string, values: Record<string, string> = {}): string {
  return dataMessages[`data_${key}`]?.(values) ?? key;
}

/** A coded sentence in the locale in force; counts, sums and dates among its values are formatted, a missing date is a dash. */
export function sentence({ code, parameters }: Coded): string {
  const values = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, formatted(name, value)]));
  return (parameters.invalid === 0 && dataMessages[`data_${code}_all`]?.(values)) || message(code, values);
}

function formatted(name: string, value: string | number): string {
  if (typeof value === 'number') {
    if (name === 'fraction' || name === 'otherFraction') return formatPercent(value);
    return ['sum', 'naive', 'correct'].includes(name) ? formatNumber(value) : formatInteger(value);
  }
  if (name === 'first' || name === 'last') return value === '' ? '—' : formatDate(value);
  if (name === 'construct') return message(`construct_${value}`);
  if (name === 'table') return tableTitle(value as CanonicalTableName);
  if (name === 'system') return systemName(value);
  return name === 'from' ? roleTitle(value) : value;
}

/** What a canonical table is called. */
export function tableTitle(table: CanonicalTableName | 'none'): string {
  return message(`table_${table}`);
}

/** What a role is called; a column of another table carries the table's name. */
export function roleTitle(role: Role): string {
  if (role === 'attribute' || role === 'ignored') return message(`role_${role}`);
  const [table, column] = role.split('.');
  if (column === undefined) return message(`column_${role}`);
  return message('role_of_table', { table: tableTitle(table as CanonicalTableName), column: message(`column_${column}`) });
}

/** What a rule of quarantine says. */
export function ruleTitle(rule: string): string {
  return message(`rule_${rule.replaceAll('-', '_')}`);
}

/** Why a sheet or member is not read by itself. */
export function skippedTitle(reason: string): string {
  return message(`skipped_${reason.replaceAll('-', '_')}`);
}

/** The proper name of a system in the locale in force. */
export function systemName(id: string): string {
  return systemTitle(id, locale());
}

/** The tables that a person may say a file is, `none` last. */
export function tableChoices(): { table: CanonicalTableName | 'none'; title: string }[] {
  const tables = [...canonicalTables.map(({ name }) => name), 'none' as const];
  return tables.map((table) => ({ table, title: tableTitle(table) }));
}

/** The roles that a person may give a column of a file of this table, `ignored` last; only `ignored` without a table. */
export function roleChoices(table: CanonicalTableName | 'none'): { role: Role; title: string; required: boolean }[] {
  const roles = table === 'none' ? [] : rolesOf(table).map(({ role, required }) => ({ role, title: roleTitle(role), required }));
  const rest = table === 'customers' ? ['attribute', 'ignored'] : ['ignored'];
  return [...roles.filter(({ role }) => role !== 'attributes'), ...rest.map((role) => ({ role, title: roleTitle(role), required: false }))];
}

/** The report of an import in the words of the locale in force; call it again when the locale changes. */
export function localiseReport(result: ImportResult): ImportReport {
  return { files: result.files.map(localiseFile) };
}

function localiseFile(file: FileResult): FileReport {
  return {
    name: file.path,
    ...(file.sheet === null ? {} : { sheet: file.sheet }),
    encoding: file.encoding,
    delimiter: file.delimiter,
    headerLine: file.headerLine,
    system: file.system,
    grain: file.grain,
    table: file.table,
    rowsIn: file.rowsIn,
    loaded: file.loaded,
    continuation: file.continuation,
    notRecords: file.notRecords,
    quarantined: file.quarantined,
    columns: file.columns.map((column) => ({
      source: column.source,
      role: column.becomes,
      confidence: column.confidence,
      reason: reasonOf(column, file),
    })),
    questions: file.questions.map(({ id, text, choices, answer }) => ({
      id,
      text: sentence(text),
      choices: choices.map((choice) => ({ id: choice.id, text: sentence(choice.text), effect: sentence(choice.effect) })),
      answer,
    })),
    problems: file.problems,
  };
}

/** Why a column has its role, and for an input of a derivation what is made of it. */
export function reasonOf(column: MappedColumn, file: FileResult): string {
  const made = column.role === column.becomes ? undefined : file.made.find(({ column: name }) => name === column.becomes);
  return [sentence(column.reason), ...(made ? [sentence(made.reason)] : [])].join(' ');
}
