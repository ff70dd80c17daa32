import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asCodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import { openHere } from '#importers/read-here.ts';
import { importFiles } from '#mapping/import-files.ts';
import type { Corrections, FileResult, ImportResult, ImportSettings } from '#mapping/types.ts';
import { openNodeEngine } from '../support/node-engine.ts';
import { accounted, rows } from '../mapping/support.ts';

/** What a pair says of one table of its file; what is absent is not checked. */
type Expected = Partial<
  Pick<FileResult, 'sheet' | 'format' | 'encoding' | 'delimiter' | 'headerLine' | 'system' | 'grain' | 'table' | 'skipped'>
> &
  Partial<Pick<FileResult, 'rowsIn' | 'loaded' | 'continuation' | 'notRecords' | 'quarantined'>> & {
    questions?: { key: string; choices?: string[] }[];
    roles?: Record<string, string>;
    problems?: [number, string, string][];
    notes?: string[];
    failure?: string;
  };

interface Pair {
  files?: Expected[];
  /** the whole import is refused with this code */
  failure?: string;
  answers?: Record<string, string>;
  corrections?: Corrections;
  settings?: ImportSettings;
  /** SELECT text and its rows as arrays */
  sql?: Record<string, unknown[][]>;
  /** further files of the folder that are dropped together with it, behind it */
  together?: string[];
}

const folder = import.meta.dirname;
const areas = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
const ending = '.expected.json';
let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

describe.each(areas)('%s', (area) => {
  const names = readdirSync(join(folder, area));
  const inputs = names.filter((name) => name.endsWith(ending)).map((name) => inputOf(names, name.slice(0, -ending.length)));
  test.each(inputs)('%s', async (input) => {
    const pair = JSON.parse(readFileSync(join(folder, area, `${stem(input)}${ending}`), 'utf8')) as Pair;
    const files = [input, ...(pair.together ?? [])].map((name) => new File([readFileSync(join(folder, area, name))], basename(name)));
    if (pair.failure) return expect(await failureOf(files, pair)).toBe(pair.failure);
    const result = await read(files, pair);
    for (const file of result.files) expect(accounted(file), file.name).toBe(file.rowsIn);
    const found = result.files.map((file, index) => summaryOf(file, pair.files?.[index] ?? {}));
    expect(found).toMatchObject(pair.files ?? []);
    for (const [text, expected] of Object.entries(pair.sql ?? {})) {
      expect(
        (await rows(engine, text)).map((row) => Object.values(row)),
        text,
      ).toEqual(expected);
    }
  });
});

function inputOf(names: readonly string[], name: string): string {
  const input = names.find((candidate) => stem(candidate) === name && !candidate.endsWith(ending));
  if (!input) throw new Error(`no file beside ${name}${ending}`);
  return input;
}

/** The name without what is behind its last point. */
function stem(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}

async function read(files: File[], { answers = {}, corrections = {}, settings = {} }: Pair): Promise<ImportResult> {
  const request = { engine, files, opening: openHere, corrections, settings, today: '2026-01-15' };
  if (Object.keys(answers).length === 0) return importFiles(request);
  const { files: asked } = await importFiles(request);
  const chosen = asked.flatMap(({ questions }) => questions.map(({ id }): [string, string | undefined] => [id, answers[keyOf(id)]]));
  return importFiles({
    ...request,
    answers: Object.fromEntries(chosen.filter((entry): entry is [string, string] => entry[1] !== undefined)),
  });
}

async function failureOf(files: File[], pair: Pair): Promise<string> {
  return read(files, pair).then(
    () => 'nothing failed',
    (thrown: unknown) => asCodedError(thrown).code,
  );
}

const keyOf = (id: string): string => id.slice(id.indexOf('/') + 1);

/** A result in the words of a pair, with only the roles and notes that the pair asks for. */
function summaryOf(file: FileResult, expected: Expected): object {
  const { columns, questions, problems, notes, failure, ...rest } = file;
  return {
    ...rest,
    ...(failure ? { failure: failure.code } : {}),
    roles: Object.fromEntries(
      columns.filter(({ source }) => expected.roles && source in expected.roles).map(({ source, role }) => [source, role]),
    ),
    questions: questions.map(({ id, choices }) => ({ key: keyOf(id), choices: choices.map((choice) => choice.id) })),
    problems: problems.map(({ line, column, rule }) => [line, column, rule]),
    notes: notes.map(({ code }) => code.replace(/^note_/, '')).filter((code) => expected.notes?.includes(code)),
  };
}
