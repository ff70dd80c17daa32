import type { ColumnUse, Deciding } from '../decision.ts';
import { decideDateColumn } from './dates/decide.ts';
import type { ColumnFormat } from './formats.ts';
import { decideNumberColumn } from './numbers/decide.ts';
import { decideTextColumn } from './texts/decide.ts';

/** The roles of a file's columns, in the order of the columns. */
export type Roles = readonly { role: string }[];

/**
 * How the values of a column are written, over all its rows; what the values leave open is a question. Answers null while it is open.
 * Texts are never open. `roles` are those of all columns of the file: a date may have its time and zone in others.
 */
export function decideColumn(
  deciding: Deciding,
  use: ColumnUse,
  kind: 'date' | 'number' | 'text',
  roles: Roles,
): Promise<ColumnFormat | null> {
  if (kind === 'date') return decideDateColumn(deciding, use, roles);
  return kind === 'number' ? decideNumberColumn(deciding, use) : decideTextColumn(deciding, use);
}
