import { asCodedError, CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import { carriedTables, createGathered, gathered, mergeGathered } from './carried/query.ts';
import { decideFile } from './decide-file.ts';
import type { MappingDecision, StagedFile } from './decision.ts';
import { createTables, dropTable, importedTables, swapTables } from './load/query.ts';
import { loadFile } from './load-file.ts';
import { stageFile } from './stage-file.ts';
import type { FileResult, ImportProgress, ImportRequest, ImportResult } from './types.ts';

/** New tables are built under this prefix and put in place in one transaction. */
const prefix = 'importing_';

/**
 * Reads files into the canonical tables, which hold exactly these files afterwards. Same bytes, answers and corrections: same tables.
 * A file that cannot be read is reported with its failure and the others are loaded.
 * @throws CodedError when no file can be read (the failure of the first), `import/canceled` when the signal aborts, `engine/*`;
 * the tables are then as they were before.
 */
export async function importFiles(request: ImportRequest): Promise<ImportResult> {
  const { engine } = request;
  const signal = request.signal ?? new AbortController().signal;
  const temporary: string[] = [];
  try {
    const names = uniqueNames(request.files.map((file) => file.name));
    const staged = await stageAll(request, names, signal, temporary);
    for (const statement of [...createTables(prefix), ...carriedTables.map(createGathered)]) await engine.execute(statement, { signal });
    const files: FileResult[] = [];
    for (const [index, file] of staged.entries()) {
      if ('failure' in file) files.push(unread(names[index] as string, file.failure));
      else files.push(await decideAndLoad(request, file, signal, progressOf(request, names, index)));
    }
    for (const carried of carriedTables) {
      for (const statement of mergeGathered(carried, prefix + carried.table)) await engine.execute(statement, { signal });
    }
    if (signal.aborted) throw new CodedError('import/canceled');
    await engine.execute(swapTables(prefix));
    return { files };
  } catch (thrown) {
    await cleanUp(engine, temporary);
    throw signal.aborted ? new CodedError('import/canceled') : asCodedError(thrown);
  }
}

/** Makes every canonical table present and empty. */
export async function emptyCanonicalTables(engine: Engine, signal?: AbortSignal): Promise<void> {
  const options = signal ? { signal } : {};
  for (const statement of createTables(prefix)) await engine.execute(statement, options);
  await engine.execute(swapTables(prefix), options);
}

type Staged = StagedFile | { failure: CodedError };

async function stageAll(request: ImportRequest, names: string[], signal: AbortSignal, temporary: string[]): Promise<Staged[]> {
  const staged: Staged[] = [];
  for (const [index, file] of request.files.entries()) {
    const name = names[index] as string;
    const staging = `staging_${index}`;
    temporary.push(staging, `typed_${staging}`);
    const progress = progressOf(request, names, index);
    try {
      const correction = request.corrections?.[name] ?? {};
      staged.push(
        await stageFile(request.engine, file, name, staging, request.read, correction, signal, (fraction) => progress('reading', fraction)),
      );
    } catch (thrown) {
      const failure = asCodedError(thrown);
      if (signal.aborted || !failure.code.startsWith('import/')) throw failure;
      staged.push({
        failure: new CodedError(
          failure.code,
          { ...failure.parameters, file: name },
          failure.detail === undefined ? {} : { detail: failure.detail },
        ),
      });
    }
  }
  const [first] = staged;
  if (first && staged.every((file) => 'failure' in file)) throw (first as { failure: CodedError }).failure;
  return staged;
}

async function decideAndLoad(
  request: ImportRequest,
  staged: StagedFile,
  signal: AbortSignal,
  progress: (phase: ImportProgress['phase'], fraction: number) => void,
): Promise<FileResult> {
  const today = request.today ?? new Date().toISOString().slice(0, 10);
  progress('deciding', 0);
  const decision: MappingDecision = await decideFile(
    request.engine,
    staged,
    request.corrections?.[staged.name] ?? {},
    request.answers ?? {},
    today,
    signal,
  );
  progress('loading', 0.5);
  const result = await loadFile(request.engine, staged, decision, prefix, signal);
  progress('loading', 1);
  return result;
}

/** Reading is taken for the first half of the work, the rest for the second. */
function progressOf(
  { onProgress }: ImportRequest,
  names: string[],
  index: number,
): (phase: ImportProgress['phase'], fraction: number) => void {
  return (phase, fraction) => {
    const half = phase === 'reading' ? 0 : 0.5;
    onProgress?.({ file: names[index] as string, phase, fraction: half + (index + fraction) / names.length / 2 });
  };
}

function unread(name: string, failure: CodedError): FileResult {
  return {
    ...{ name, encoding: '', delimiter: '', headerLine: 0, system: 'generic', grain: 'record', table: 'none' },
    ...{ rowsIn: 0, loaded: 0, continuation: 0, notRecords: 0, quarantined: 0 },
    ...{ renamed: [], columns: [], made: [], missing: [], questions: [], problems: [], failure: failure.toJSON() },
  };
}

/** File names, those that occur again with a number behind. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let copy = 2; taken.has(unique); copy += 1) unique = `${name} (${copy})`;
    taken.add(unique);
    return unique;
  });
}

async function cleanUp(engine: Engine, temporary: readonly string[]): Promise<void> {
  const tables = [...temporary, ...importedTables.map((name) => prefix + name), ...carriedTables.map(({ table }) => gathered(table))];
  for (const name of tables) await engine.execute(dropTable(name)).catch(() => undefined);
}
