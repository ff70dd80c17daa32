import { reportSigns as limits } from '#schema/thresholds.ts';
import type { ColumnProfile } from './columns/profile.ts';
import type { StagedFile } from './decision.ts';
import { sure } from './names/candidate.ts';
import { normaliseName } from './names/normalise.ts';
import { isPeriod } from './reshape/periods/names.ts';
import type { SystemMatch } from './systems/definition.ts';
import type { Coded } from './types.ts';

/** Headers that only pivot tables have, normalised: `Row Labels`, `Sum of Amount`, `求和项:金额`. */
const pivotHeader =
  /^(row labels|column labels|行标签|列标签|zeilenbeschriftungen|spaltenbeschriftungen|étiquettes de lignes)$|^(sum|count|average|max|min) of |^(求和项|计数项|平均值项) /;

const totalHeader = /^(grand total|row total|overall total|总计|总合计|gesamtergebnis|total général)$/;

/**
 * Why a file is of no use as it is and what to export instead, null when it is data: a part of a system's data that does not stand by itself,
 * a pivot table, periods laid out as columns, a report cut into sections, running text. A system that is sure is data whatever it looks like.
 */
export function notData(staged: StagedFile, profiles: readonly ColumnProfile[], system: SystemMatch | null): Coded | null {
  if (system?.profile.missing !== undefined) return { code: system.profile.missing, parameters: { system: system.profile.id } };
  if (system && system.confidence >= sure) return null;
  if (profiles.length === 0) return null;
  const names = profiles.map(({ source }) => normaliseName(source));
  const because = (code: string): Coded => ({ code, parameters: {} });
  if (isPivot(staged, profiles, names)) return because('missing_pivot');
  if (isWide(profiles, names)) return because('missing_wide_periods');
  if (isSectioned(staged)) return because('missing_sections');
  return isProse(staged, profiles) ? because('missing_prose') : null;
}

function isPivot(staged: StagedFile, profiles: readonly ColumnProfile[], names: readonly string[]): boolean {
  if (names.filter((name) => pivotHeader.test(name)).length >= 2) return true;
  if (names.length < limits.leastColumns) return names.some((name) => pivotHeader.test(name)) && !hasDates(profiles);
  if (unnamedColumns(staged) >= limits.blankColumns && staged.shape.descriptions.length === 0) return true;
  const numeric = profiles.filter(({ numbers, filled }) => filled === 0 || numbers >= 0.9).length;
  return totalHeader.test(names.at(-1) ?? '') && numeric >= names.length - 2 && !hasDates(profiles);
}

/** Share of columns without a name; in a file without a header, share of cells that its first row leaves blank and the later ones do not. */
function unnamedColumns({ shape, sample }: StagedFile): number {
  if (shape.headerLine > 0) return shape.renamed.filter(({ from }) => from.trim() === '').length / shape.columns.length;
  const blank = sample.filter(
    ([first = '', ...rest]) => first.trim() === '' && rest.filter((value) => value.trim() !== '').length > rest.length / 2,
  );
  return blank.length / shape.columns.length;
}

function isWide(profiles: readonly ColumnProfile[], names: readonly string[]): boolean {
  const periods = names.flatMap((name, index) => (isPeriod(name) ? [index] : []));
  return periods.length >= limits.periodColumns && periods.every((index) => isNumeric(profiles[index])) && !hasDates(profiles);
}

function isSectioned({ sample }: StagedFile): boolean {
  const rows = sample[0]?.length ?? 0;
  if (sample.length < limits.leastColumns || rows < 5) return false;
  let headings = 0;
  for (let row = 0; row < rows; row += 1) {
    const filled = sample.flatMap((column, index) => ((column[row] ?? '').trim() === '' ? [] : [index]));
    if (filled.length === 1 && filled[0] === 0) headings += 1;
  }
  return headings / rows >= limits.sectionRows;
}

function isProse({ sample }: StagedFile, profiles: readonly ColumnProfile[]): boolean {
  const values = sample.flat().filter((value) => value.trim() !== '');
  const length = values.reduce((sum, value) => sum + value.length, 0) / Math.max(1, values.length);
  return length >= limits.proseLength && !hasDates(profiles) && !profiles.some((profile) => profile.filled > 0 && profile.numbers >= 0.9);
}

const isNumeric = (profile: ColumnProfile | undefined): boolean => profile === undefined || profile.filled === 0 || profile.numbers >= 0.5;

const hasDates = (profiles: readonly ColumnProfile[]): boolean => profiles.some(({ dates, filled }) => filled > 0 && dates >= 0.9);
