import { CodedError } from '#base/error.ts';
import type { Answers, Corrections, FileCorrection, ImportResult } from '#mapping/types.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import type { Project } from '#storage/project.ts';
import type { AnalysisSettings } from './pipeline.ts';

/** Everything needed to make the tables again; never more than this is kept. */
export interface KeptData {
  files: File[];
  answers: Answers;
  corrections: Corrections;
  settings: AnalysisSettings;
}

/** What came of the data, stored beside them so that a person sees it again before anything is read. */
export interface StoredResults {
  result: ImportResult;
  statistics: StatisticTables;
}

export const nothing: KeptData = { files: [], answers: {}, corrections: {}, settings: {} };

/** True for the sample with no setting changed. */
export function isAsItCame({ files, settings }: KeptData): boolean {
  return files.length === 0 && Object.values(settings).every((value) => value === undefined);
}

/** What to set so that the settings are those of before: what was not set then is undefined. */
export function settingsBefore(now: KeptData, before: KeptData): AnalysisSettings {
  return { ...Object.fromEntries(Object.keys(now.settings).map((name) => [name, undefined])), ...before.settings };
}

/** The data with files added, and what a person says about them; a file of the same name replaces its older self. */
export function withFiles(kept: KeptData, files: readonly File[], answers: Answers, corrections: Corrections = {}): KeptData {
  const names = new Set(files.map((file) => file.name));
  return {
    ...kept,
    settings: kept.files.length === 0 ? {} : kept.settings, // a date chosen for the sample means nothing here
    files: [...kept.files.filter((file) => !names.has(file.name)), ...files],
    answers: { ...kept.answers, ...answers },
    corrections: Object.entries(corrections).reduce((all, [file, one]) => ({ ...all, [file]: { ...all[file], ...one } }), kept.corrections),
  };
}

/** The data with a person's changes to one file; another table starts with no roles chosen. */
export function withCorrection(kept: KeptData, file: string, correction: FileCorrection): KeptData {
  const before = kept.corrections[file];
  const roles = { ...(correction.table ? {} : before?.roles), ...correction.roles };
  return { ...kept, corrections: { ...kept.corrections, [file]: { ...before, ...correction, roles } } };
}

/** The data without one file. */
export function withoutFile(kept: KeptData, name: string): KeptData {
  return { ...kept, files: kept.files.filter((file) => file.name !== name) };
}

/** The data without one answer. */
export function withoutAnswer(kept: KeptData, question: string): KeptData {
  return { ...kept, answers: Object.fromEntries(Object.entries(kept.answers).filter(([id]) => id !== question)) };
}

/** The data with only those files of which something could be read. */
export function readable(kept: KeptData, { files }: ImportResult): KeptData {
  const read = new Set(files.flatMap((file) => (file.failure ? [] : [file.file])));
  return { ...kept, files: kept.files.filter(({ name }) => read.has(name)) };
}

/** What became of the files of these names. Throws the first failure when none of them could be read. */
export function freshOf(result: ImportResult, names: ReadonlySet<string>): ImportResult {
  const files = result.files.filter(({ file }) => names.has(file));
  const failure = files.every((file) => file.failure) ? files[0]?.failure : null;
  if (failure) throw CodedError.from(failure);
  return { ...result, files };
}

/** The data of a stored project with its live files. */
export function fromProject(project: Project, files: File[]): KeptData {
  const { answers, corrections, settings } = project;
  return { files, answers, corrections: corrections as Corrections, settings: settings as AnalysisSettings };
}

/** The result with every question marked whose answer was remembered from another file. */
export function markRemembered(result: ImportResult, own: Answers, remembered: Answers): ImportResult {
  return {
    ...result,
    files: result.files.map((file) => ({
      ...file,
      questions: file.questions.map((question) =>
        question.answer !== null && !Object.hasOwn(own, question.id) && remembered[question.id] === question.answer
          ? { ...question, remembered: true }
          : question,
      ),
    })),
  };
}

/**
 * Stored results, when this build could have made them: every table that the sample has, with the same columns. Null otherwise; they are then
 * made again.
 */
export function fitting(results: unknown, sample: StatisticTables): StoredResults | null {
  const { result, statistics } = (results ?? {}) as Partial<StoredResults>;
  if (!Array.isArray(result?.files) || typeof statistics !== 'object') return null;
  const fits = Object.entries(sample).every(([table, rows]) => {
    const stored = statistics[table];
    if (!Array.isArray(stored)) return false;
    const [ours, theirs] = [rows[0], stored[0]].map((row) => row && Object.keys(row).join());
    return ours === undefined || theirs === undefined || ours === theirs;
  });
  return fits ? { result, statistics } : null;
}
