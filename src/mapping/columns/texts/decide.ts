import { columnRules } from '#schema/thresholds.ts';
import type { ColumnUse, Deciding } from '../../decision.ts';
import type { TextFormat } from '../formats.ts';
import { oneRow } from '../one-row.ts';
import { textDetails, textShapes } from './query.ts';

interface TextShapes {
  marked: boolean;
  wide: boolean;
  float: boolean;
  odd: boolean;
  loose: boolean;
}

interface TextDetails {
  filled: number;
  floats: number;
  long: number;
  tails: number;
  damaged: number;
  invisible: number;
  example: string | null;
}

/** Roles whose texts are keys: a float or a power of ten in them is a spreadsheet's doing. */
export function isKey(role: string): boolean {
  return /(_id|^sku|phone)$/.test(role);
}

/** What the texts of a column wear and whether a spreadsheet damaged them; damage is told with the file. */
export async function decideTextColumn(deciding: Deciding, use: ColumnUse): Promise<TextFormat> {
  const { staging } = deciding.staged;
  const shapes = await oneRow<TextShapes>(deciding, textShapes(staging, use.staged));
  const plain: TextFormat = { kind: 'text', dressed: shapes.marked, float: false, damaged: false, zeroTails: false };
  if (!shapes.loose && !shapes.wide) plain.tight = true;
  const key = isKey(use.role.role);
  if (!shapes.wide && !(key && (shapes.float || shapes.odd))) return plain;
  const details = await oneRow<TextDetails>(deciding, textDetails(staging, use.staged));
  const zeroTails = details.tails >= columnRules.leastZeroTails && details.tails >= details.long * columnRules.zeroTails;
  const damaged = key ? details.damaged + (zeroTails ? details.tails : 0) : 0;
  if (damaged > 0) {
    deciding.note({ code: 'damaged_ids', parameters: { column: use.source, rows: damaged, example: details.example ?? '' } });
  }
  const float = key && details.filled > 0 && details.floats === details.filled;
  if (float) deciding.note({ code: 'float_ids', parameters: { column: use.source } });
  return { ...plain, dressed: shapes.marked || details.invisible > 0, float, damaged: damaged > 0, zeroTails: key && zeroTails };
}
