import { identifier, sql, type Sql } from '#sql/sql.ts';
import type { TextFormat } from '../formats.ts';

const narrow = new Map<string, string>([
  ...[...'０１２３４５６７８９'].map((digit, index): [string, string] => [digit, String(index)]),
  ...[...'，．－＋（）％／：＄'].map((mark, index): [string, string] => [mark, ',.-+()%/:$'[index] ?? '']),
  ...[...'\t\u00a0\u2007\u2009\u202f\u3000'].map((space): [string, string] => [space, ' ']),
  ['−', '-'],
]);
const invisible = '\u200b\u200c\u200d\u2060\ufeff';

/** True for a text that trimming would shorten at its ASCII ends, and for an empty one; cheap. */
export function isLoose(raw: Sql): Sql {
  return sql`(${raw} < '!' OR ends_with(${raw}, ' '))`;
}

/** The text of a number or date without what programs put around it: `="…"`, an apostrophe, odd spaces, full-width digits, invisible characters. */
export function undressed(raw: Sql): Sql {
  const plain = sql`trim(translate(${raw}, ${[...narrow.keys()].join('') + invisible}, ${[...narrow.values()].join('')}))`;
  return sql`regexp_replace(regexp_replace(${plain}, '^="?([^"]*)"?$', '\\1'), '^''', '')`;
}

/** An id or other text as it was meant: trimmed, `="…"` and a protecting apostrophe off, `.0` off when the whole column has it; NULL when empty or damaged. */
export function idText(raw: Sql, format: TextFormat): Sql {
  if (format.tight && !format.dressed && !format.float && !format.damaged) return raw;
  let value = sql`trim(${raw})`;
  if (format.dressed) {
    const bare = sql`trim(${raw}, ${` \t\u00a0\u3000${invisible}`})`;
    value = sql`regexp_replace(regexp_replace(${bare}, '^="([^"]*)"$', '\\1'), '^''([-+=@0-9])', '\\1')`;
  }
  if (format.float) value = sql`regexp_replace(${value}, '\\.0$', '')`;
  if (!format.damaged) return sql`nullif(${value}, '')`;
  return sql`CASE WHEN NOT (${isDamaged(raw, format)}) THEN nullif(${value}, '') END`;
}

/** Whether a spreadsheet made an id unknowable: `6.22E+15`, zeros from the 16th digit on, `#NAME?`. */
export function isDamaged(raw: Sql, { zeroTails }: Pick<TextFormat, 'zeroTails'>): Sql {
  const tails = zeroTails ? '|^"?\\d{15}0+"?$' : '';
  return sql`coalesce(regexp_matches(trim(${raw}), ${`^\\d([.,]\\d+)?[Ee]\\+\\d+$|^#(NAME\\?|VALUE!|REF!|N/A|NUM!|DIV/0!|NULL!)$|^#{4,}$${tails}`}), FALSE)`;
}

/** What the values of a text column wear and whether they end in `.0`, in one pass without a regular expression; row of TextShapes. */
export function textShapes(table: string, column: string): Sql {
  const raw = identifier(column);
  const any = (condition: Sql) => sql`coalesce(bool_or(${condition}), FALSE)`;
  return sql`SELECT ${any(sql`starts_with(${raw}, '=') OR starts_with(${raw}, '''') OR contains(${raw}, chr(9))`)} AS "marked",
    ${any(sql`strlen(${raw}) <> length(${raw})`)} AS "wide", ${any(sql`ends_with(${raw}, '.0')`)} AS "float",
    ${any(sql`contains(${raw}, 'E+') OR contains(${raw}, 'e+') OR starts_with(${raw}, '#') OR ends_with(${raw}, '0') AND strlen(${raw}) >= 16`)} AS "odd", ${any(isLoose(raw))} AS "loose"
    FROM ${identifier(table)}`;
}

/** Counts behind a suspicion of `textShapes`; row of TextDetails. */
export function textDetails(table: string, column: string): Sql {
  const raw = identifier(column);
  const rows = (condition: Sql) => sql`count(*) FILTER (WHERE ${condition})::DOUBLE`;
  return sql`SELECT ${rows(sql`trim(${raw}) <> ''`)} AS "filled", ${rows(sql`regexp_matches(trim(${raw}), '^\\d+\\.0$')`)} AS "floats",
    ${rows(sql`regexp_matches(trim(${raw}), '^\\d{16,}$')`)} AS "long", ${rows(sql`regexp_matches(trim(${raw}), '^\\d{15}0+$')`)} AS "tails",
    ${rows(isDamaged(raw, { zeroTails: false }))} AS "damaged",
    ${rows(sql`regexp_matches(${raw}, ${`[${invisible}\u00a0\u3000]`})`)} AS "invisible",
    min(${raw}) FILTER (WHERE ${isDamaged(raw, { zeroTails: true })}) AS "example" FROM ${identifier(table)}`;
}
