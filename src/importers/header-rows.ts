import { findHeader, namesRows, shapeOfCell, trimmedWidth } from './header.ts';

/** Where the header of a table is and what its rows say. */
export interface HeaderRows {
  /** index of the first header row among the records; -1 without one */
  index: number;
  /** rows of names: 1, or more when groups stand above them; 0 without a header */
  rows: number;
  /** rows below them that tell about the columns and are no records */
  descriptions: number;
  /** one name for each column, empty where there is none */
  names: string[];
}

const deepestHeader = 30;
const choiceWords = /^(response|open-ended response|other \(please specify\)|antwort|réponse|respuesta|回复|回答|開放式回答|开放式回答)$/i;

/**
 * The header rows among the first records of a table: one row; the two or three of Qualtrics (the last holds `ImportId`) and of SurveyMonkey
 * (choices below the questions); or groups above names (借方 › 发生 › 金额), joined with `/`.
 */
export function findHeaderRows(records: readonly (readonly string[])[]): HeaderRows {
  for (let index = 0; index < Math.min(records.length, deepestHeader); index += 1) {
    const found = qualtrics(records, index) ?? surveyMonkey(records, index) ?? grouped(records, index);
    if (found) return found;
  }
  const index = findHeader(records);
  if (index < 0) return { index, rows: 0, descriptions: 0, names: [] };
  const names = records[index] ?? [];
  return { index, rows: 1, descriptions: 0, names: namesRows(records) ? ['', ...names] : [...names] };
}

function qualtrics(records: readonly (readonly string[])[], index: number): HeaderRows | null {
  const names = records[index] ?? [];
  if (names.length < 2) return null;
  for (const below of [1, 2]) {
    const row = records[index + below] ?? [];
    const filled = row.filter((cell) => cell.trim() !== '');
    if (filled.length > 1 && filled.filter((cell) => /^\{\s*['"]ImportId['"]\s*:/.test(cell.trim())).length * 2 >= filled.length)
      return { index, rows: 1, descriptions: below, names: [...names] };
  }
  const own = names.findIndex((name) => /^response_?id$/i.test(name.trim()));
  const second = records[index + 1] ?? [];
  if (own >= 0 && second.length === names.length && /^response ?id$/i.test((second[own] ?? '').trim()))
    return { index, rows: 1, descriptions: 1, names: [...names] };
  return null;
}

function surveyMonkey(records: readonly (readonly string[])[], index: number): HeaderRows | null {
  const questions = records[index] ?? [];
  const choices = records[index + 1] ?? [];
  const respondents = questions.some((cell) => /^respondent ?id$|^受访者 ?ID$/i.test(cell.trim()));
  const filled = choices.filter((cell) => cell.trim() !== '');
  const words = filled.filter((cell) => choiceWords.test(cell.trim())).length;
  if (filled.length === 0 || choices.length < 2 || choices[0]?.trim() !== '') return null;
  if (!respondents && (words === 0 || words * 2 < filled.length)) return null;
  if (filled.some((cell) => shapeOfCell(cell) === 'date')) return null;
  const left = filledRight(questions, Math.max(questions.length, choices.length));
  const names = left.map((question, column) => {
    const choice = (choices[column] ?? '').trim();
    if (choice === '' || (choiceWords.test(choice) && (questions[column] ?? '').trim() !== '')) return question;
    return `${question}/${choice}`;
  });
  return { index, rows: 1, descriptions: 1, names };
}

/** Group names above names: blanks above belong to the group on their left, blanks below to the name above. */
function grouped(records: readonly (readonly string[])[], index: number): HeaderRows | null {
  const two = combined(records.slice(index, index + 2));
  if (!two || !dataBelow(records, index + 2)) {
    const three = combined(records.slice(index, index + 3));
    return three && dataBelow(records, index + 3) ? { index, rows: 3, descriptions: 0, names: three } : null;
  }
  return { index, rows: 2, descriptions: 0, names: two };
}

function combined(rows: readonly (readonly string[])[]): string[] | null {
  const width = Math.max(...rows.map((row) => row.length));
  const last = rows.at(-1) ?? [];
  const top = rows[0] ?? [];
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length;
  if (rows.length < 2 || width < 3 || filled(top) < 2 || filled(top) >= width || rows.some((row) => filled(row) < 2)) return null;
  if (rows.some((row) => row.some((cell) => !['text', 'empty'].includes(shapeOfCell(cell))))) return null;
  const single = top.filter((cell, column) => cell.trim() !== '' && rows.slice(1).every((row) => (row[column] ?? '').trim() === '')).length;
  const below = last.filter((cell) => cell.trim() !== '');
  if (single === 0 && new Set(below).size === below.length) return null;
  const groups = rows.slice(0, -1).map((row) => filledRight(row, width));
  const names = Array.from({ length: width }, (_, column) => {
    const own = (last[column] ?? '').trim();
    const above = rows.slice(0, -1).map((row) => (row[column] ?? '').trim());
    if (own === '' && above.every((cell) => cell === '')) return '';
    if (own === '') return above.findLast((cell) => cell !== '') ?? '';
    return [...groups.map((group) => group[column] ?? ''), own]
      .filter((part, at, parts) => part !== '' && part !== parts[at - 1])
      .join('/');
  });
  const named = names.filter((name) => name !== '');
  return named.length === width && new Set(named).size === width ? names : null;
}

/** True when the rows from `from` on hold numbers or dates, each as wide as a table. */
function dataBelow(records: readonly (readonly string[])[], from: number): boolean {
  const rows = records.slice(from, from + 5).filter((fields) => trimmedWidth(fields) > 0);
  return rows.length > 0 && rows.every((fields) => fields.some((cell) => !['text', 'empty'].includes(shapeOfCell(cell))));
}

function filledRight(row: readonly string[], width: number): string[] {
  let group = '';
  return Array.from({ length: width }, (_, column) => {
    const cell = (row[column] ?? '').trim();
    if (cell !== '') group = cell;
    return group;
  });
}
