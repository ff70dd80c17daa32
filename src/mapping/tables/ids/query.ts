import { identifier, sql, type Sql } from '#sql/sql.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import type { Deciding, StagedFile } from '../../decision.ts';

/** A beginning that a system puts in front of its numbers (Zoho). */
const prefixed = /^zcrm_\d+$/;

/** Several ids of at least five digits in one cell. */
const several = /^\d{5,}(\s*;\s*\d{5,})*$/;

/**
 * Ids as other files know them: `zcrm_` in front of a number goes, of several ids joined by `;` the first is used. The staging table is
 * rewritten and the file told about it; columns with any other value are left alone.
 */
export async function tidyIds(deciding: Deciding): Promise<StagedFile> {
  const { staged, engine, signal } = deciding;
  const options = signal ? { signal } : {};
  const sample: (readonly string[])[] = [...staged.sample];
  for (const [index, column] of staged.shape.columns.entries()) {
    const filled = (sample[index] ?? []).map((value) => value.trim()).filter((value) => value !== '');
    const cut = filled.length > 0 && filled.every((value) => prefixed.test(value));
    const joined = !cut && filled.some((value) => value.includes(';')) && filled.every((value) => several.test(value));
    if (!cut && !joined) continue;
    const count = rowsOf(decode(await engine.query(countSeveral(staged.staging, index), options)))[0];
    await engine.execute(rewritten(staged.staging, index, cut), options);
    sample[index] = (sample[index] ?? []).map((value) => (cut ? value.trim().replace(/^zcrm_/, '') : (value.split(';')[0] ?? '').trim()));
    deciding.note(
      cut
        ? { code: 'id_prefix', parameters: { column } }
        : { code: 'id_several', parameters: { column, rows: Number(count?.several ?? 0) } },
    );
  }
  return { ...staged, sample };
}

function countSeveral(staging: string, index: number): Sql {
  return sql`SELECT (count(*) FILTER (WHERE contains(${identifier(`c${index}`)}, ';')))::DOUBLE AS "several" FROM ${identifier(staging)}`;
}

function rewritten(staging: string, index: number, cut: boolean): Sql {
  const cell = identifier(`c${index}`);
  const value = cut ? sql`regexp_replace(trim(${cell}), '^zcrm_', '')` : sql`trim(split_part(${cell}, ';', 1))`;
  return sql`UPDATE ${identifier(staging)} SET ${cell} = ${value} WHERE ${cut ? sql`starts_with(trim(${cell}), 'zcrm_')` : sql`contains(${cell}, ';')`}`;
}
