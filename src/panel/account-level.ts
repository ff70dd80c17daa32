import type { CallOptions, Engine } from '#engine/engine.ts';
import { decode } from '#table/arrow.ts';
import { rowsOf } from '#table/rows.ts';
import { type AccountLevel, accountLevelView, levelNow, readAt } from './account-query.ts';

/**
 * Makes everything after it read the canonical tables at a level; answers how to go back to the level before. At the level of customers, and when it was that
 * before, nothing is done to them. Throws what the engine throws.
 */
export async function takeLevel(engine: Engine, level: AccountLevel, options: CallOptions): Promise<() => Promise<void>> {
  await engine.execute(accountLevelView(), options);
  const [row] = rowsOf(decode(await engine.query(levelNow, options)));
  const before: AccountLevel = Number(row?.parents ?? 0) > 0 ? 'parent' : 'customer';
  if (level === 'parent' || before === 'parent') await engine.execute(readAt(level), options);
  return async () => (before === level ? undefined : engine.execute(readAt(before)));
}
