import { sql } from './sql.ts';

/**
 * Stands before statements about the tables of an import: these live in a database of their own in memory, whose columns the engine compresses, so that
 * one without values takes no room. Statements that stand behind it name tables of the main database as `memory.x`; readers need not know, for the main
 * database has a view of every such table.
 */
export const enterImported = sql`ATTACH IF NOT EXISTS ':memory:' AS imported (COMPRESS); USE imported`;
