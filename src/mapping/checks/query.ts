import { identifier, join, sql, type Sql } from '#sql/sql.ts';
import { dateDictionary, dateKey } from '../columns/dates/query.ts';
import { decimalOf, nothing } from '../columns/numbers/query.ts';
import { readColumn, readType, textOf } from '../columns/query.ts';
import type { TextFormat } from '../columns/formats.ts';
import { isDamaged, undressed } from '../columns/texts/query.ts';
import type { ColumnUse, MappingDecision } from '../decision.ts';
import { amountInputs, goesOn, orderSource, withoutMoney } from '../orders/prepare/query.ts';
import { earliestOf, foundLength, latestOf } from './rules.ts';

const dashes = ['-', '—', '–', '--'];

/** Between the parts of a flag, and between the flags of a row. */
const [unit, record] = [sql`chr(31)`, sql`chr(30)`];

/** Where the different values of a file's columns are read once each, before its rows. */
export const dictionaryOf = (staging: string): string => `values_${staging}`;

/** The dictionary of every column with few different values, or with a zone; null when no column has one. */
export function createDictionary(staging: string, decision: MappingDecision): Sql | null {
  const source = orderSource(staging, decision);
  const parts = decision.uses.flatMap(({ staged, format, role }) => {
    const c = sql`${staged} AS c`;
    if (format?.kind === 'date' && byDictionary(format))
      return [sql`SELECT ${c}, k, t, NULL::DECIMAL(18,4) AS x FROM (${dateDictionary(source, staged, format)})`];
    if (format?.kind !== 'number' || !isListed(role) || !byDictionary(format)) return [];
    const raw = identifier(staged);
    return [
      sql`SELECT ${c}, k, NULL::TIMESTAMP AS t, ${decimalOf(undressed(sql`k`), format)} AS x FROM (SELECT DISTINCT ${raw} AS k FROM (${source}))`,
    ];
  });
  return parts.length === 0 ? null : sql`CREATE OR REPLACE TABLE ${identifier(dictionaryOf(staging))} AS ${join(parts, ' UNION ALL ')}`;
}

/** Rates and prices have more decimals than a dictionary's values. */
const isListed = (role: ColumnUse['role']): boolean => !['rate', 'price'].includes(readType(role));

function byDictionary(format: NonNullable<ColumnUse['format']>): boolean {
  if (format.kind === 'date') return format.zone !== null || format.time !== null || (!format.plain && format.repeats);
  return format.kind === 'number' && !format.plain && format.repeats;
}

/**
 * A staging table's used columns read into their types, named by role, with the first problem of each row (`_column`, `_rule`, `_found`,
 * `_expected`; NULL without one) and what is doubtful about it (`_flags`, NULL without any; see `insertFlags`).
 */
export function createTyped(typed: string, staging: string, decision: MappingDecision): Sql {
  const { uses, table, unusable } = decision;
  const columns: [string, Sql][] = uses.map((use) => [use.role.role, valueOf(use, decision)]);
  const dated = uses.find(({ role }) => role.role === 'date');
  if (table === 'orders' && dated?.format?.kind === 'date' && dated.format.timed) columns.push(['_date_at', instantOf(dated)]);
  const placed = uses.find(({ role }) => role.role === 'ordered_at');
  if (table === 'orders' && !dated && placed?.format?.kind === 'date') columns.push(['_business_date', businessDate(placed, decision)]);
  if (mayRepeatRows(decision))
    columns.push(['_record', sql`hash(${join(decision.columns.map((_, index) => sql`s.${identifier(`c${index}`)}`))})`]);
  if (decision.attributes.length > 0) columns.push(['attributes', attributes(decision)]);
  const reads = columns.map(([name, value]) => sql`${value} AS ${identifier(name)}`);
  const problems = unusable
    ? [{ when: sql`TRUE`, what: problem('', 'missing-column', sql`''`, table) }]
    : [...ruled(decision), ...orderProblems(decision), ...needed(decision).map((use) => problemOf(use, decision))];
  const none = sql`NULL::STRUCT("column" VARCHAR, "rule" VARCHAR, "found" VARCHAR, "expected" VARCHAR)`;
  const any = join(
    problems.map(({ when }) => when),
    ' OR ',
  );
  const first = sql`CASE WHEN ${any} THEN coalesce(${join([...problems.map(({ what }) => what), none])}) END`;
  const flags = unusable ? sql`NULL::VARCHAR` : flagsOf(decision);
  return sql`CREATE OR REPLACE TABLE ${identifier(typed)} AS
    SELECT ${join([sql`_line`, ...columns.map(([name]) => identifier(name))])}, _problem."column" AS _column, _problem."rule" AS _rule,
      _problem."found" AS _found, _problem."expected" AS _expected, _flags
    FROM (SELECT *, ${problems.length === 0 ? none : first} AS _problem, ${flags} AS _flags
      FROM (SELECT ${join([sql`s.*`, ...reads])} FROM (${orderSource(staging, decision)}) AS s ${dictionaries(staging, decision)}))`;
}

/** Whether rows of a file of orders may be equal in every column: not when each has an order number of its own. */
export function mayRepeatRows({ table, unusable, orders, uses }: MappingDecision): boolean {
  const id = uses.find(({ role }) => role.role === 'order_id')?.format;
  return table === 'orders' && !unusable && !(orders?.unique && id?.kind === 'text' && !id.dressed);
}

/** A problem that a row may have; `when` holds for every row that has it, and is cheap. */
interface Problem {
  when: Sql;
  what: Sql;
}

function dictionaries(staging: string, { uses }: MappingDecision): Sql {
  const joins = uses.flatMap(({ staged, format, role }) => {
    if (!format || !isListed(role) || !byDictionary(format)) return [];
    const key = format.kind === 'date' ? dateKey(format, staged, 's') : sql`s.${identifier(staged)}`;
    return [
      sql`LEFT JOIN (SELECT k, t, x FROM ${identifier(dictionaryOf(staging))} WHERE c = ${staged}) AS ${identifier(`of_${staged}`)} ON ${identifier(`of_${staged}`)}.k = ${key}`,
    ];
  });
  return join(joins, ' ');
}

function valueOf(use: ColumnUse, decision: MappingDecision): Sql {
  const { staged, role, format } = use;
  if (isReplaced(use, decision)) {
    const made = sql`CASE WHEN ${isDamaged(identifier(staged), format as TextFormat)} THEN ${decision.file} || ' line ' || _line END`;
    return sql`coalesce(${readColumn(staged, role.type, format)}, ${made})`;
  }
  if (!format || !isListed(role) || (!byDictionary(format) && format.kind !== 'date')) return readColumn(staged, readType(role), format);
  if (format.kind === 'date') return role.type === 'date' ? businessDate(use, decision) : instantOf(use);
  const read = sql`${identifier(`of_${staged}`)}.x`;
  return role.type === 'integer' ? sql`try_cast(${read} AS INTEGER)` : read;
}

/** A damaged order number gives way to the line's own: its row counts all the same. */
function isReplaced({ role, format }: ColumnUse, { table }: MappingDecision): boolean {
  return table === 'orders' && role.role === 'order_id' && format?.kind === 'text' && format.damaged;
}

function instantOf({ staged, format }: ColumnUse): Sql {
  return format && byDictionary(format) ? sql`${identifier(`of_${staged}`)}.t` : readColumn(staged, 'timestamp', format);
}

/** The date of an instant; the business day of an order with a time of day begins when the settings say. */
function businessDate(use: ColumnUse, { table, settings }: MappingDecision): Sql {
  const { format, staged, role } = use;
  const { dayStart = 0 } = settings;
  const shifts =
    table === 'orders' && ['date', 'ordered_at'].includes(role.role) && dayStart !== 0 && format?.kind === 'date' && format.clocked;
  if (!shifts) return sql`(${instantOf(use)})::DATE`;
  const raw = format.time === null ? identifier(staged) : sql`${identifier(staged)} || ${identifier(format.time)}`;
  const timed = format.kinds.some((kind) => kind === 'serial' || kind === 'epoch' || kind === 'compact')
    ? sql`TRUE`
    : sql`regexp_matches(${raw}, '[:时時点]')`;
  return sql`(${instantOf(use)} - to_minutes(CASE WHEN ${timed} THEN ${Math.round(dayStart)} ELSE 0 END))::DATE`;
}

/** What the laying out anew already knows of a row. */
function ruled({ ruled: told }: MappingDecision): Problem[] {
  if (!told) return [];
  const when = sql`_rule IS NOT NULL`;
  return [
    {
      when,
      what: sql`CASE WHEN ${when} THEN {'column': _column, 'rule': _rule, 'found': left(_found, ${foundLength}), 'expected': ''} END`,
    },
  ];
}

/** What a row of order lines can be before its values are looked at: a mere continuation, or one that waits for an answer. */
function orderProblems(decision: MappingDecision): Problem[] {
  const when = goesOn(decision);
  return [
    ...(when ? [{ when, what: sql`CASE WHEN ${when} THEN ${problem('', 'continuation', sql`''`, '')} END` }] : []),
    ...(decision.orders?.waiting ? [{ when: sql`TRUE`, what: problem('', 'question', sql`''`, '') }] : []),
  ];
}

/** The kept columns of a row as JSON text, empty ones left out; the engine's own JSON functions are an extension that is never loaded. */
function attributes(decision: MappingDecision): Sql {
  const pairs = decision.attributes.map(({ source, staged }) => {
    const escaped = [
      ['\\', '\\\\'],
      ['"', '\\"'],
      ['\n', '\\n'],
      ['\r', '\\r'],
      ['\t', '\\t'],
    ].reduce((text, [from = '', to = '']) => sql`replace(${text}, ${from}, ${to})`, textOf(staged));
    return sql`${`${JSON.stringify(source)}:`} || '"' || regexp_replace(${escaped}, '[\\x00-\\x1f]', ' ', 'g') || '"'`;
  });
  return sql`'{' || concat_ws(',', ${join(pairs)}) || '}'`;
}

/** Uses whose value a row cannot do without: required columns, and the inputs of an amount that is made. */
function needed({ table, uses, orders }: MappingDecision): ColumnUse[] {
  const roles = new Set(uses.map((use) => use.role.role));
  const inputs = orders ? amountInputs(orders) : [];
  if (table === 'orders' && !roles.has('date')) inputs.push('ordered_at');
  return uses.filter((use) => use.role.required || inputs.includes(use.role.role));
}

function problemOf(use: ColumnUse, decision: MappingDecision): Problem {
  const { latest, uses } = decision;
  const { source, role, staged } = use;
  const dated = role.type === 'date' || role.type === 'timestamp';
  const found = sql`left(trim(${identifier(staged)}), ${foundLength})`;
  const when = (condition: Sql, rule: string, expected: string = role.type) =>
    sql`WHEN ${condition} THEN ${problem(source, rule, found, expected)}`;
  const instead = uses.find((other) => role.unless === other.role.role);
  const other = instead ? sql` AND ${textOf(instead.staged)} IS NULL` : sql``;
  const idle = role.type === 'money' || role.type === 'number' ? withoutMoney(decision) : null;
  const blank =
    role.type === 'text' ? sql`${textOf(staged)} IS NULL` : sql`(${textOf(staged)} IS NULL OR trim(${identifier(staged)}) IN (${dashes}))`;
  const empty = when(sql`${blank}${other}${idle ? sql` AND NOT coalesce(${idle}, FALSE)` : sql``}`, 'empty');
  if (use.open) return { when: sql`TRUE`, what: sql`CASE ${empty} ${when(sql`TRUE`, 'question')} END` };
  const unreadable = when(sql`NOT ${blank}`, role.type === 'text' ? 'damaged-id' : dated ? 'not-a-date' : 'not-a-number');
  const missing = sql`${identifier(role.role)} IS NULL`;
  const whens = [missing];
  const checks = [sql`WHEN ${missing} THEN CASE ${empty} ${unreadable} END`];
  const check = (condition: Sql, rule: string, expected: string): void => {
    whens.push(condition);
    checks.push(when(condition, rule, expected));
  };
  if (dated) {
    const last = latestOf(role.role, latest);
    const value = identifier(role.role);
    const earliest = earliestOf(role.role);
    check(sql`${value} < ${earliest}::DATE OR ${value}::DATE > ${last}::DATE`, 'date-range', `${earliest}..${last}`);
  }
  if (role.values.length > 0) check(sql`lower(trim(${identifier(staged)})) NOT IN (${role.values})`, 'not-one-of', role.values.join(' | '));
  return { when: join(whens, ' OR '), what: sql`CASE ${join(checks, ' ')} END` };
}

function problem(column: string, rule: string, found: Sql, expected: string): Sql {
  return sql`{'column': ${column}, 'rule': ${rule}, 'found': ${found}, 'expected': ${expected}}`;
}

/** What is kept but doubtful: optional values that could not be read, damaged keys, dates out of range. */
function flagsOf(decision: MappingDecision): Sql {
  const must = new Set(needed(decision));
  const whens: Sql[] = [];
  const flags: Sql[] = [];
  for (const use of decision.uses) {
    const { source, role, staged, format, open } = use;
    const damaged = format?.kind === 'text' && format.damaged;
    const replaced = isReplaced(use, decision);
    if ((must.has(use) && !replaced) || open || (role.type === 'text' && !damaged)) continue;
    const value = identifier(role.role);
    const flag = (rule: string) => sql`${rule} || ${unit} || ${source} || ${unit} || left(trim(${identifier(staged)}), ${foundLength})`;
    const unread = sql`WHEN ${value} IS NULL THEN CASE WHEN lower(trim(${identifier(staged)})) NOT IN (${nothing}) THEN ${flag(damaged ? 'damaged-id' : 'left-empty')} END`;
    if (replaced) {
      const spoilt = isDamaged(identifier(staged), format as TextFormat);
      whens.push(spoilt);
      flags.push(sql`CASE WHEN ${spoilt} THEN ${flag('damaged-id')} END`);
      continue;
    }
    const last = latestOf(role.role, decision.latest);
    const range = sql`${value} < ${earliestOf(role.role)}::DATE OR ${value}::DATE > ${last}::DATE`;
    const dated = role.type === 'date' || role.type === 'timestamp';
    whens.push(sql`${value} IS NULL`, ...(dated ? [range] : []));
    flags.push(sql`CASE ${unread} ${dated ? sql`WHEN ${range} THEN ${flag('date-range')}` : sql``} END`);
  }
  if (flags.length === 0) return sql`NULL::VARCHAR`;
  return sql`CASE WHEN ${join(whens, ' OR ')} THEN nullif(concat_ws(${record}, ${join(flags)}), '') END`;
}

/** Writes down what is doubtful about the sound rows of a file. */
export function insertFlags(target: string, typed: string, file: string): Sql {
  const part = (index: number) => sql`split_part(flag, ${unit}, ${index})`;
  return sql`INSERT INTO ${identifier(target)} SELECT DISTINCT ${file}, _line, ${part(2)}, ${part(1)}, ${part(3)}
    FROM (SELECT _line, unnest(string_split(_flags, ${record})) AS flag FROM ${identifier(typed)} WHERE _flags IS NOT NULL AND _rule IS NULL) ORDER BY ALL`;
}
