import type { ColumnUse, Deciding } from '../../decision.ts';
import type { Roles } from '../decide.ts';
import type { SourceZone, ZonePlan } from '../formats.ts';
import { rowsFrom } from '../one-row.ts';
import { chinaTime, zoneOf } from './offsets.ts';
import { zoneWords } from './query.ts';

/** Offsets before it are those of its beginning. */
const firstYear = 1990;

/** What the values of a column say about offsets; from `dateShapes`. */
interface Offsets {
  offsets: number;
  utc: number;
  differing: number;
  timed: number;
}

/** The staged column that holds the time of day of the order's dates; null when they say it themselves. */
export function timeColumn(use: ColumnUse, roles: Roles, timed: boolean): string | null {
  return timed || use.role.role !== 'date' ? null : columnOf(roles, 'time');
}

/**
 * How the times of a column become times of the analysis zone: an offset in the value, then UTC in the header, a column of zones, the file's
 * description (survey tools), the system. Without a zone of the analysis the file's own clock stays, and differing or UTC offsets are told.
 */
export async function planZone(deciding: Deciding, use: ColumnUse, roles: Roles, offsets: Offsets | null): Promise<ZonePlan | null> {
  const { zone } = deciding.settings;
  const inHeader = /\b(utc|gmt)\b/i.test(use.source);
  if (zone === undefined) {
    if (offsets && offsets.differing > 1) deciding.note({ code: 'offsets_differ', parameters: { column: use.source } });
    else if (inHeader || (offsets && offsets.utc > 0)) deciding.note({ code: 'times_in_utc', parameters: { column: use.source } });
    return null;
  }
  const column = await zoneColumn(deciding, roles);
  const source = inHeader ? 0 : (described(deciding, use) ?? zoneOf(deciding.system?.profile.zone ?? ''));
  const complete = offsets !== null && offsets.offsets === offsets.timed;
  if (source === null && !column && !complete) deciding.note({ code: 'zone_assumed', parameters: { column: use.source, zone } });
  const chinese = isChinese(deciding, roles);
  return { target: zone, source, column, chinese, years: [firstYear, Number(deciding.today.slice(0, 4)) + 1] };
}

async function zoneColumn(deciding: Deciding, roles: Roles): Promise<ZonePlan['column']> {
  const staged = columnOf(roles, 'zone');
  if (staged === null) return null;
  const words = (await rowsFrom(deciding, zoneWords(deciding.staged.staging, staged))).map(({ word }) => String(word));
  const zones: Record<string, SourceZone> = {};
  const chinese = isChinese(deciding, roles);
  for (const word of words) {
    const meant = word === 'cst' && chinese ? chinaTime : zoneOf(word);
    if (meant !== null) zones[word] = meant;
  }
  return { staged, zones };
}

/** A file with Chinese headers, or with amounts in yuan. */
function isChinese({ staged: { shape, sample } }: Deciding, roles: Roles): boolean {
  const names = shape.columns.join(' ');
  if (/[\u3400-\u9fff]/.test(names) && !/[\u3040-\u30ff]/.test(names)) return true;
  const currency = roles.findIndex((column) => column.role === 'currency');
  return (sample[currency] ?? []).some((value) => /^(CNY|RMB|人民币)$/i.test(value.trim()));
}

function columnOf(roles: Roles, role: string): string | null {
  const index = roles.findIndex((column) => column.role === role);
  return index < 0 ? null : `c${index}`;
}

/** Qualtrics writes `{"ImportId":"startDate","timeZone":"America/Denver"}` below the header. */
function described({ staged }: Deciding, use: ColumnUse): SourceZone | null {
  const index = Number(use.staged.slice(1));
  for (const row of staged.shape.descriptions) {
    const named = /"timeZone"\s*:\s*"([^"]+)"/.exec(row[index] ?? '')?.[1];
    const zone = named === undefined ? null : zoneOf(named === 'Z' ? 'UTC' : named);
    if (zone !== null) return zone;
  }
  return null;
}
