import { asCodedError, CodedError } from '#base/error.ts';
import type { Engine } from '#engine/engine.ts';
import { openFiles, type Source } from '#importers/open.ts';
import { carriedTables, countGathered, createGathered, gathered, mergeGathered } from './carried/query.ts';
import { dictionaryOf } from './checks/query.ts';
import { findRepeats } from './checks/repeats/find.ts';
import { repeatedRecords } from './checks/repeats/query.ts';
import { oneRow } from './columns/one-row.ts';
import { type Asked, decideFile, toldElsewhere, type Undecided, withQuestions } from './decide-file.ts';
import type { MappingDecision, StagedFile } from './decision.ts';
import { settleJoins } from './joins/settle.ts';
import { inImported } from './load/imported.ts';
import { compress, createTables, dropTable, importedTables, swapTables } from './load/query.ts';
import { loadFile } from './load-file.ts';
import { sharedOrders } from './overlaps/query.ts';
import { settleOverlaps } from './overlaps/settle.ts';
import type { Reshaped } from './reshape/definition.ts';
import { reshapers } from './reshape/index.ts';
import { type Decided, settleCurrencies } from './settle-currencies.ts';
import { readOptions, stageFile } from './stage-file.ts';
import { type Joined, joinSides, type Known } from './sides/join.ts';
import type { SystemMatch } from './systems/definition.ts';
import { matchSystem } from './systems/match.ts';
import { tidyIds } from './tables/ids/query.ts';
import { joinPersons } from './tables/persons/query.ts';
import type { FileResult, ImportProgress, ImportRequest, ImportResult } from './types.ts';

/** New tables are built under this prefix and put in place in one transaction. */
const prefix = 'importing_';

/**
 * Reads files into the canonical tables, which hold exactly these files afterwards. Same bytes, answers and corrections: same tables.
 * A file that cannot be read is reported with its failure and the others are loaded.
 * @throws CodedError when no file can be read (the failure of the first), `import/canceled` when the signal aborts, `engine/*`;
 * the tables are then as they were before.
 */
export async function importFiles(asked: ImportRequest): Promise<ImportResult> {
  const engine = inImported(asked.engine);
  const request = { ...asked, engine };
  const signal = request.signal ?? new AbortController().signal;
  const temporary: string[] = [];
  try {
    const optionsOf = (key: string) => readOptions(request.corrections?.[key] ?? {});
    const sources = await openFiles(request.files, request.opening, optionsOf, signal);
    const staged = await stageAll(request, sources, signal, temporary);
    for (const statement of [...createTables(prefix), ...carriedTables.map(createGathered)]) await engine.execute(statement, { signal });
    temporary.push(repeatedRecords, sharedOrders);
    await findRepeats(
      engine,
      staged.flatMap((one) => ('staged' in one ? [one.staged] : [])),
      signal,
    );
    const known = new Map<Staged, Known>();
    for (const one of staged)
      if ('staged' in one) known.set(one, { staged: one.staged, system: systemOf(request, one.source, one.staged) });
    const joined = await joinSides(engine, [...known.values()], signal);
    const decided = new Map<Staged, Decided>();
    for (const [index, one] of staged.entries()) {
      const alone = known.get(one);
      if (!alone) continue;
      progressOf(request, sources, index)('deciding', 0);
      decided.set(one, await decide(request, one.source, joined.get(alone.staged) ?? { ...alone, notes: [], told: false }, signal));
    }
    settleCurrencies([...decided.values()], request.settings ?? {}, request.answers ?? {});
    const files: FileResult[] = [];
    for (const [index, one] of staged.entries()) {
      const ready = decided.get(one);
      if (ready) files.push(await load(request, one.source, ready, signal, progressOf(request, sources, index)));
      else files.push(unread(one.source, 'failure' in one ? one.failure : null, 'skipped' in one ? one.skipped : null));
    }
    await settleOverlaps(engine, prefix, files, request.answers ?? {}, signal);
    for (const carried of carriedTables) {
      const counts = await oneRow<Record<string, unknown>>({ engine, signal }, countGathered(carried));
      for (const statement of mergeGathered(carried, prefix + carried.table, counts)) await engine.execute(statement, { signal });
    }
    for (const {
      staged: { name },
      decision,
    } of decided.values()) {
      const persons = decision.table === 'customers' && decision.system?.profile.persons === true;
      for (const statement of persons ? joinPersons(prefix, name) : []) await engine.execute(statement, { signal });
    }
    if (signal.aborted) throw new CodedError('import/canceled');
    const joins = await settleJoins(engine, prefix, files, request.answers ?? {}, signal);
    await engine.execute(dropTable(repeatedRecords));
    await engine.execute(compress, { signal });
    await engine.execute(swapTables(prefix));
    return { files, joins };
  } catch (thrown) {
    await cleanUp(engine, temporary);
    throw signal.aborted ? new CodedError('import/canceled') : asCodedError(thrown);
  }
}

/** Makes every canonical table present and empty. */
export async function emptyCanonicalTables(engine: Engine, signal?: AbortSignal): Promise<void> {
  const options = signal ? { signal } : {};
  const within = inImported(engine);
  for (const statement of createTables(prefix)) await within.execute(statement, options);
  await within.execute(swapTables(prefix), options);
}

type Staged = { source: Source; staged: StagedFile } | { source: Source; failure: CodedError } | { source: Source; skipped: string };

async function stageAll(request: ImportRequest, sources: readonly Source[], signal: AbortSignal, temporary: string[]): Promise<Staged[]> {
  const all: Staged[] = [];
  for (const [index, source] of sources.entries()) {
    const correction = request.corrections?.[source.key] ?? {};
    const staging = `staging_${index}`;
    temporary.push(
      staging,
      dictionaryOf(staging),
      `reshaped_${staging}`,
      dictionaryOf(`reshaped_${staging}`),
      `typed_${staging}`,
      `joined_${staging}`,
    );
    if (correction.include === false || (source.skipped && correction.include !== true)) {
      all.push({ source, skipped: source.skipped ?? 'left-out' });
      continue;
    }
    const progress = progressOf(request, sources, index);
    try {
      if (source.failure) throw source.failure;
      const staged = await stageFile(request.engine, source, staging, correction, signal, (fraction) => progress('reading', fraction));
      all.push({ source, staged });
    } catch (thrown) {
      const failure = asCodedError(thrown);
      if (signal.aborted || !failure.code.startsWith('import/')) throw failure;
      all.push({ source, failure: named(failure, source.key) });
    }
  }
  const [first] = all;
  if (first && 'failure' in first && all.every((one) => 'failure' in one)) throw first.failure;
  return all;
}

function named(failure: CodedError, file: string): CodedError {
  return new CodedError(failure.code, { ...failure.parameters, file }, failure.detail === undefined ? {} : { detail: failure.detail });
}

function systemOf({ corrections }: ImportRequest, source: Source, { shape }: StagedFile): SystemMatch | null {
  return corrections?.[source.key]?.system === 'none' ? null : matchSystem(shape.columns, source.path);
}

async function decide(request: ImportRequest, source: Source, read: Joined, signal: AbortSignal): Promise<Decided> {
  const { engine, settings = {}, answers = {} } = request;
  const correction = request.corrections?.[source.key] ?? {};
  const asked: Asked = { questions: [], notes: [...read.notes] };
  const today = request.today ?? new Date().toISOString().slice(0, 10);
  const as = { engine, staged: read.staged, system: read.system, settings, answers, today, signal };
  if (read.told) return { staged: read.staged, decision: toldElsewhere(as, asked) };
  const given = { ...as, staged: await tidyIds(withQuestions(as, asked)) };
  const reshaped = await reshape(given, asked);
  const staged = reshaped?.staged ?? given.staged;
  const decision = await decideFile({ ...given, staged }, correction, asked);
  return { staged, decision: reshaped ? inWords(decision, reshaped) : decision };
}

/** A decision about rows that were laid out anew, in the words of the file. */
function inWords(decision: MappingDecision, { names, columns, staged }: Reshaped): MappingDecision {
  const uses = decision.uses.map((use) => ({ ...use, source: names[use.source] ?? use.source }));
  const packed = decision.columns.map((column, index) => (index < staged.written.width ? column : { ...column, packed: true }));
  return { ...decision, uses, sourceColumns: columns, columns: packed };
}

async function load(
  { engine }: ImportRequest,
  source: Source,
  { staged, decision }: Decided,
  signal: AbortSignal,
  progress: (phase: ImportProgress['phase'], fraction: number) => void,
): Promise<FileResult> {
  progress('loading', 0.5);
  const result = await loadFile(engine, source, staged, decision, prefix, signal);
  progress('loading', 1);
  return result;
}

async function reshape(given: Undecided, asked: Asked): Promise<Reshaped | null> {
  const deciding = withQuestions(given, asked);
  for (const reshaper of reshapers) {
    const reshaped = await reshaper.reshape(deciding);
    if (!reshaped) continue;
    if (reshaped.staged.written.staging !== given.staged.staging)
      await given.engine.execute(dropTable(given.staged.staging), given.signal ? { signal: given.signal } : {});
    return reshaped;
  }
  return null;
}

/** Reading is taken for the first half of the work, the rest for the second. */
function progressOf(
  { onProgress }: ImportRequest,
  sources: readonly Source[],
  index: number,
): (phase: ImportProgress['phase'], fraction: number) => void {
  return (phase, fraction) => {
    const half = phase === 'reading' ? 0 : 0.5;
    onProgress?.({ file: sources[index]?.key ?? '', phase, fraction: half + (index + fraction) / sources.length / 2 });
  };
}

function unread({ key, file, path, sheet, format }: Source, failure: CodedError | null, skipped: string | null): FileResult {
  return {
    ...{ name: key, file, path, sheet, format, signature: '', encodings: [], preamble: [], notes: [], controls: [], skipped },
    ...{ encoding: '', delimiter: '', headerLine: 0, system: 'generic', systemConfidence: 0, grain: 'record', table: 'none' },
    ...{ rowsIn: 0, loaded: 0, continuation: 0, notRecords: 0, quarantined: 0 },
    ...{ renamed: [], columns: [], made: [], missing: [], questions: [], problems: [], failure: failure?.toJSON() ?? null },
  };
}

async function cleanUp(engine: Engine, temporary: readonly string[]): Promise<void> {
  const tables = [...temporary, ...importedTables.map((name) => prefix + name), ...carriedTables.map(({ table }) => gathered(table))];
  for (const name of tables) await engine.execute(dropTable(name)).catch(() => undefined);
}
